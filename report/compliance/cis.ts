import type { Text } from '../../lib/model';
import type { Control, View } from './view';

const met = (id: string, zh: string, en: string, checkers: readonly string[], ask?: Text): Control => ({
  id,
  title: { zh, en },
  checkers,
  ...(ask && { ask }),
});
const manual = (id: string, zh: string, en: string, askZh: string, askEn: string): Control => ({
  id,
  title: { zh, en },
  ask: { zh: askZh, en: askEn },
});
const open = (id: string, zh: string, en: string, gapZh: string, gapEn: string): Control => ({
  id,
  title: { zh, en },
  gap: { zh: gapZh, en: gapEn },
});

const PASSWORDS = ['ram-password-policy-weak'];
/** What somebody has to be told of when it changes. */
const alerted = (id: string, zh: string, en: string): Control =>
  manual(
    id,
    `${zh}有日志告警`,
    `Somebody is alerted of ${en}`,
    `日志服务中是否有针对${zh}的告警规则，并有人接收？`,
    `Is there an alert rule in Simple Log Service for ${en}, and does somebody get it?`,
  );

const NOT_READ = ['没有检查项读取这项设置', 'no checker reads this setting'] as const;
const PARAMETER = ['没有检查项读取数据库参数', 'no checker reads parameters of databases'] as const;

/** CIS Alibaba Cloud Foundation Benchmark 2.0.0: its numbers; what they ask for in words of ours. */
export const cis: View = {
  title: { zh: 'CIS 阿里云基础基准 2.0.0', en: 'CIS Alibaba Cloud Foundation Benchmark 2.0.0' },
  source: 'https://www.cisecurity.org/benchmark/alibaba_cloud',
  controls: [
    manual(
      '1.1',
      '日常不使用主账号',
      'The root account is not used day by day',
      '最近三个月谁用主账号登录过，为什么？',
      'Who has signed in as root in the last three months, and why?',
    ),
    met('1.2', '主账号没有 AccessKey', 'The root account has no access key', ['ram-root-ak']),
    met('1.3', '主账号开启 MFA', 'The root account has MFA', ['ram-root-mfa-off']),
    met('1.4', '可登录控制台的用户开启 MFA', 'Console users have MFA', ['ram-user-no-mfa']),
    met('1.5', '90 天未登录的用户不能登录', 'Users who stay away for 90 days cannot sign in', ['ram-user-inactive']),
    met('1.6', 'AccessKey 每 90 天轮换', 'Access keys are rotated within 90 days', ['ram-ak-age']),
    met('1.7', '密码要求大写字母', 'Passwords need an upper-case letter', PASSWORDS),
    met('1.8', '密码要求小写字母', 'Passwords need a lower-case letter', PASSWORDS),
    met('1.9', '密码要求符号', 'Passwords need a symbol', PASSWORDS),
    met('1.10', '密码要求数字', 'Passwords need a digit', PASSWORDS),
    met('1.11', '密码至少 14 位', 'Passwords have 14 characters or more', PASSWORDS),
    met('1.12', '密码不得重复使用', 'Old passwords do not come back', PASSWORDS),
    met('1.13', '密码会过期', 'Passwords end', PASSWORDS),
    met('1.14', '连续输错密码会锁定登录', 'Failed sign-ins block for a while', PASSWORDS),
    met(
      '1.15',
      '没有授予全部权限的策略',
      'No policy grants everything',
      ['ram-admin-policy', 'ram-group-admin-policy'],
      { zh: '有没有自定义策略允许 *:*？', en: 'Is there a policy of your own that allows *:*?' },
    ),
    open(
      '1.16',
      '策略只授予用户组或角色',
      'Policies are granted to groups and roles only',
      '只检查管理员权限授予了谁',
      'only who has AdministratorAccess is read',
    ),
    met('2.1', '操作审计导出全部事件', 'ActionTrail exports all events', ['actiontrail-off']),
    met('2.2', '存放审计日志的存储空间不公开', 'The bucket of the trail is not public', ['oss-public']),
    manual(
      '2.3',
      '各云产品的审计日志进入日志服务',
      'Audit logs of cloud services reach Simple Log Service',
      '日志审计服务接入了哪些产品？',
      'Which services does the audit application of Simple Log Service collect?',
    ),
    met('2.4', 'ACK 集群接入日志服务', 'ACK clusters log to Simple Log Service', ['ack-audit-off']),
    met('2.5', '开启 VPC 流日志', 'VPC flow logs are on', ['vpc-flow-log-off']),
    ...(
      [
        ['2.6', 'DDoS 防护', 'Anti-DDoS'],
        ['2.7', 'Web 应用防火墙', 'Web Application Firewall'],
        ['2.8', '云防火墙', 'Cloud Firewall'],
        ['2.9', '云安全中心', 'Security Center'],
      ] as const
    ).map(([id, zh, en]) =>
      manual(
        id,
        `${zh}的日志分析已开启`,
        `Log analysis of ${en} is on`,
        `${zh}的日志分析是否开启并保留六个月？`,
        `Is the log analysis of ${en} on, and kept for six months?`,
      ),
    ),
    alerted('2.10', 'RAM 角色变更', 'changes of RAM roles'),
    alerted('2.11', '云防火墙策略变更', 'changes of Cloud Firewall'),
    alerted('2.12', 'VPC 路由变更', 'changes of routes'),
    alerted('2.13', 'VPC 变更', 'changes of VPCs'),
    alerted('2.14', 'OSS 权限变更', 'changes of permissions in OSS'),
    alerted('2.15', 'RDS 配置变更', 'changes of RDS instances'),
    alerted('2.16', '未授权的 API 调用', 'API calls that are refused'),
    alerted('2.17', '未经 MFA 的登录', 'sign-ins without MFA'),
    alerted('2.18', '主账号的使用', 'the use of the root account'),
    alerted('2.19', '登录失败', 'failed sign-ins'),
    alerted('2.20', '密钥的禁用与删除', 'keys that are disabled or deleted'),
    alerted('2.21', 'OSS 授权策略变更', 'changes of bucket policies'),
    alerted('2.22', '安全组变更', 'changes of security groups'),
    met('2.23', 'Logstore 保留一年以上', 'Logstores keep a year or more', ['sls-retention-short'], {
      zh: '检查项默认只看审计日志库、要求 180 天：days 设为 365、names 设为 * 后才与本条一致。其余日志库是否保留一年以上？',
      en: 'By default the checker looks at audit logs alone and asks for 180 days: with `days` 365 and `names` `*` it is this control. Do the others keep a year or more?',
    }),
    met('3.1', '没有经典网络', 'There is no classic network', ['ecs-classic-network']),
    met('3.2', '不向公网开放 SSH', 'SSH is not open to the internet', ['ecs-sg-open-admin']),
    met('3.3', '所有 VPC 开启流日志', 'Every VPC has a flow log', ['vpc-flow-log-off']),
    manual(
      '3.4',
      'VPC 对等的路由最小化',
      'Routes between peered VPCs are as narrow as can be',
      '对等连接的路由是否只包含需要互通的网段？',
      'Do the routes of peerings hold only the ranges that have to meet?',
    ),
    met('3.5', '安全组规则细粒度', 'Security groups have narrow rules', [
      ...['ecs-sg-open-all', 'ecs-sg-open-db', 'ecs-sg-open-risky', 'ecs-prefix-list-open'],
    ]),
    met('4.1', '未挂载的云盘加密', 'Disks that nothing uses are encrypted', ['ecs-disk-unencrypted']),
    met('4.2', '实例的云盘加密', 'Disks of instances are encrypted', ['ecs-disk-unencrypted']),
    met('4.3', '不向任何地址开放 22 端口', 'Port 22 is not open to everybody', ['ecs-sg-open-admin']),
    met('4.4', '不向任何地址开放 3389 端口', 'Port 3389 is not open to everybody', ['ecs-sg-open-admin']),
    met('4.5', '安装最新的系统补丁', 'Operating systems are patched', ['ecs-os-unsupported'], {
      zh: '受支持的系统上，补丁多久安装一次？',
      en: 'How often are patches installed on systems that still get them?',
    }),
    met('4.6', '安装主机防护', 'Hosts are protected', ['sas-agent']),
    met('5.1', '存储空间不公开', 'Buckets are not public', ['oss-public']),
    manual(
      '5.2',
      '没有公开的对象',
      'No single object is public',
      '有没有为单个对象设置公共读？',
      'Has anybody made single objects public?',
    ),
    met('5.3', '存储空间开启日志', 'Buckets keep an access log', ['oss-logging-off']),
    open('5.4', '只允许 HTTPS 访问', 'Only HTTPS is served', ...NOT_READ),
    manual(
      '5.5',
      '签名 URL 一小时内过期',
      'Signed URLs end within an hour',
      '业务签出的 URL 有效期是多久？',
      'How long are the URLs valid that your services sign?',
    ),
    manual(
      '5.6',
      '签名 URL 只走 HTTPS',
      'Signed URLs use HTTPS only',
      '业务签出的 URL 是否都是 https？',
      'Do the URLs that your services sign all begin with https?',
    ),
    open('5.7', '存储空间不对公网开放访问规则', 'Access rules of buckets leave the internet out', ...NOT_READ),
    met('5.8', '服务端加密（服务密钥）', 'Server-side encryption by a service key', ['oss-encryption-off']),
    manual(
      '5.9',
      '服务端加密（自带密钥）',
      'Server-side encryption by your own key',
      '哪些存储空间必须使用自带密钥？',
      'Which buckets have to use keys of your own?',
    ),
    met('6.1', 'RDS 连接使用 SSL', 'RDS offers SSL', ['rds-ssl-off'], {
      zh: '客户端是否强制使用 SSL？',
      en: 'Are clients made to use it?',
    }),
    met('6.2', 'RDS 不对任何地址开放', 'RDS is not open to everybody', ['rds-whitelist-open', 'rds-public-endpoint']),
    met('6.3', 'RDS 开启 SQL 审计', 'RDS audits SQL', ['rds-audit-off']),
    open(
      '6.4',
      'SQL 审计保留六个月以上',
      'The audit of SQL is kept for more than six months',
      '没有检查项读取审计的保留时长',
      'no checker reads how long the audit is kept',
    ),
    met('6.5', 'RDS 开启 TDE', 'RDS encrypts its files', ['rds-tde-off']),
    open('6.6', 'TDE 使用自带密钥', 'RDS encrypts with your own key', ...NOT_READ),
    open('6.7', 'PostgreSQL 记录连接', 'PostgreSQL logs connections', ...PARAMETER),
    open('6.8', 'PostgreSQL 记录断开', 'PostgreSQL logs disconnections', ...PARAMETER),
    open('6.9', 'PostgreSQL 记录执行时长', 'PostgreSQL logs durations', ...PARAMETER),
    met('7.1', 'ACK 集群开启日志', 'ACK clusters keep logs', ['ack-audit-off']),
    open('7.2', 'ACK 集群开启云监控', 'ACK clusters have CloudMonitor', ...NOT_READ),
    open('7.3', 'ACK 集群开启 RBAC', 'ACK clusters use RBAC', ...NOT_READ),
    open('7.4', 'ACK 集群每周检查', 'ACK clusters are checked each week', ...NOT_READ),
    open('7.5', 'ACK 集群没有 Dashboard', 'ACK clusters have no dashboard', ...NOT_READ),
    open('7.6', 'ACK 集群没有基本认证', 'ACK clusters have no basic authentication', ...NOT_READ),
    open('7.7', 'ACK 集群开启网络策略', 'ACK clusters use network policies', ...NOT_READ),
    open('7.8', 'ACK 集群使用多 IP 网卡', 'ACK clusters use interfaces with many addresses', ...NOT_READ),
    met('7.9', 'ACK 集群不暴露到公网', 'ACK clusters are private', ['ack-public-api']),
    open('8.1', '云安全中心为高级版以上', 'Security Center is Advanced or better', ...NOT_READ),
    met('8.2', '所有主机安装安全客户端', 'Every host has the agent', ['sas-agent']),
    ...(
      [
        ['8.3', '自动隔离病毒', 'Viruses are quarantined automatically'],
        ['8.4', 'Web 服务器开启网站后门检测', 'Web servers are searched for web shells'],
        ['8.5', '高风险项有通知', 'High risks are notified'],
        ['8.6', '云平台配置检查已授权', 'The check of configurations is authorised'],
        ['8.7', '定期扫描漏洞', 'Hosts are scanned for vulnerabilities'],
        ['8.8', '自动采集资产指纹', 'Fingerprints of assets are collected'],
      ] as const
    ).map(([id, zh, en]) =>
      manual(id, zh, en, '在云安全中心的设置中是否已开启？', 'Is it on in the settings of Security Center?'),
    ),
  ],
};
