import type { View } from './view';

/**
 * GB/T 22239-2019, level 3, the technical requirements that a cloud account can be asked about: networks, borders and computing
 * environments. Places, people and management are not in here: no answer of a cloud tells of them.
 */
export const mlps: View = {
  title: { zh: '等保 2.0 三级（GB/T 22239-2019）', en: 'MLPS 2.0 level 3 (GB/T 22239-2019)' },
  source: 'https://openstd.samr.gov.cn/bzgk/gb/newGbInfo?hcno=BAFB47E8874764186BDB7865E8344DAF',
  controls: [
    {
      id: '8.1.2.1',
      title: { zh: '网络架构：带宽与设备有余量，关键处有冗余', en: 'Networks have reserves and redundancy' },
      checkers: [
        ...['vpc-eip-bandwidth-high', 'vpc-bandwidth-package-high', 'vpc-nat-session-high', 'vpc-vbr-bandwidth-high'],
        ...['slb-connection-high', 'slb-single-zone', 'ecs-net-out-high', 'vpc-vswitch-ip-low'],
      ],
    },
    {
      id: '8.1.2.2',
      title: { zh: '通信传输：校验与加密', en: 'What is transmitted is verified and encrypted' },
      checkers: ['rds-ssl-off', 'cas-cert-expiring', 'cdn-cert-expiring', 'slb-cert-expiring'],
      ask: { zh: '各业务入口是否都使用 TLS？', en: 'Do all entrances of your services use TLS?' },
    },
    {
      id: '8.1.2.3',
      title: { zh: '可信验证（通信设备）', en: 'Network devices are verified' },
      ask: { zh: '由云平台负责：以云平台的测评报告为证', en: 'The cloud’s own: its assessment report is the evidence' },
    },
    {
      id: '8.1.3.1',
      title: { zh: '边界防护：跨边界只经受控接口', en: 'Borders are crossed at controlled points only' },
      checkers: [
        ...['ecs-public-ip', 'rds-public-endpoint', 'redis-public-endpoint', 'ack-public-api', 'ecs-classic-network'],
      ],
    },
    {
      id: '8.1.3.2',
      title: { zh: '访问控制：默认拒绝，规则最小化', en: 'Access is refused by default, by as few rules as can be' },
      checkers: [
        ...['ecs-sg-open-admin', 'ecs-sg-open-db', 'ecs-sg-open-risky', 'ecs-sg-open-all', 'ecs-prefix-list-open'],
        ...['rds-whitelist-open', 'redis-whitelist-open', 'mongodb-whitelist-open', 'oss-public'],
      ],
    },
    {
      id: '8.1.3.3',
      title: { zh: '入侵防范：边界检测与阻断攻击', en: 'Attacks are seen and stopped at the border' },
      checkers: ['antiddos-eip-blackholed', 'antiddos-clb-blackholed', 'antiddos-ecs-blackholed', 'cms-ddos-blackhole'],
      ask: { zh: '是否部署云防火墙与 WAF 并启用拦截？', en: 'Are Cloud Firewall and WAF there, and do they block?' },
    },
    {
      id: '8.1.3.4',
      title: { zh: '恶意代码和垃圾邮件防范（边界）', en: 'Malware and spam are stopped at the border' },
      ask: {
        zh: '边界是否检测恶意代码并更新规则？',
        en: 'Is malware looked for at the border, with rules that are updated?',
      },
    },
    {
      id: '8.1.3.5',
      title: { zh: '安全审计（边界）：日志留存六个月', en: 'Borders are audited, and the log kept for six months' },
      checkers: ['vpc-flow-log-off', 'actiontrail-off'],
      ask: { zh: '日志是否留存六个月以上？', en: 'Is the log kept for six months or more?' },
    },
    {
      id: '8.1.4.1',
      title: {
        zh: '身份鉴别：口令强度、失败处理、双因素',
        en: 'Users prove who they are: strong passwords, two factors',
      },
      checkers: [
        ...['ram-root-mfa-off', 'ram-user-no-mfa', 'ram-password-policy-weak', 'ram-ak-age', 'redis-password-free'],
      ],
      ask: { zh: '操作系统与数据库账号如何鉴别？', en: 'How do accounts of systems and databases prove who they are?' },
    },
    {
      id: '8.1.4.2',
      title: { zh: '访问控制：最小权限，清理多余账号', en: 'Least privilege, and no accounts that nobody needs' },
      checkers: [
        ...['ram-root-ak', 'ram-admin-policy', 'ram-group-admin-policy', 'ram-user-inactive', 'ram-ak-unused'],
        ...['ecs-imdsv1'],
      ],
    },
    {
      id: '8.1.4.3',
      title: { zh: '安全审计：覆盖每个用户与重要操作', en: 'Every user and every important act is audited' },
      checkers: ['actiontrail-off', 'ack-audit-off', 'rds-audit-off', 'mongodb-audit-off', 'oss-logging-off'],
    },
    {
      id: '8.1.4.4',
      title: { zh: '入侵防范：最小安装、修补漏洞、发现入侵', en: 'Few services, patched, and intrusions are seen' },
      checkers: ['sas-alarm', 'ecs-os-unsupported', 'rds-kernel-old'],
      ask: { zh: '漏洞多久扫描并修复一次？', en: 'How often are vulnerabilities searched for and mended?' },
    },
    {
      id: '8.1.4.5',
      title: { zh: '恶意代码防范（主机）', en: 'Malware is stopped on hosts' },
      checkers: ['sas-agent', 'sas-alarm'],
    },
    {
      id: '8.1.4.6',
      title: { zh: '可信验证（主机）', en: 'Hosts are verified' },
      ask: { zh: '是否使用可信实例？', en: 'Are trusted instances used?' },
    },
    {
      id: '8.1.4.7',
      title: { zh: '数据完整性', en: 'Integrity of data' },
      checkers: ['oss-versioning-off', 'rds-ssl-off'],
      ask: { zh: '应用如何校验重要数据？', en: 'How do applications verify important data?' },
    },
    {
      id: '8.1.4.8',
      title: { zh: '数据保密性：存储与传输加密', en: 'Data is encrypted where it lies and where it goes' },
      checkers: [
        ...[
          'ecs-disk-unencrypted',
          'oss-encryption-off',
          'rds-tde-off',
          'rds-ssl-off',
          'kms-rotation-off',
          'kms-pending',
        ],
      ],
    },
    {
      id: '8.1.4.9',
      title: { zh: '数据备份恢复：本地与异地备份，热冗余', en: 'Backups here and elsewhere, and hot spares' },
      checkers: [
        ...['rds-backup-missing', 'rds-backup-retention-short', 'rds-basic-edition', 'polardb-backup-missing'],
        ...[
          'redis-backup-missing',
          'mongodb-backup-missing',
          'ecs-snapshot-none-recent',
          'ecs-disk-no-snapshot-policy',
        ],
        ...['hbr-failed', 'hbr-no-success', 'clickhouse-single-replica'],
      ],
      ask: {
        zh: '是否有异地备份，多久演练一次恢复？',
        en: 'Is there a backup elsewhere, and how often is it restored as a drill?',
      },
    },
    {
      id: '8.1.4.10',
      title: { zh: '剩余信息保护', en: 'Nothing is left behind' },
      ask: { zh: '释放前是否清除数据？', en: 'Is data erased before something is released?' },
    },
    {
      id: '8.1.4.11',
      title: { zh: '个人信息保护', en: 'Personal data' },
      ask: { zh: '收集了哪些个人信息，谁能访问？', en: 'Which personal data is collected, and who may see it?' },
    },
  ],
};
