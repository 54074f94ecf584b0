import { defineSwitchChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { sqlAudit } from '../collectors/sql-audit';
import { notEncryptable } from '../engines';

export const auditOff = defineSwitchChecker({
  id: 'rds-audit-off',
  asset: instances,
  title: { zh: 'RDS 实例未开启 SQL 审计', en: 'RDS instance keeps no audit of SQL' },
  why: {
    zh: '没有 SQL 审计时，谁读走或改动了数据无从追查。',
    en: 'Without it nobody can tell who read or changed the data.',
  },
  remedy: {
    zh: '开启 SQL 洞察和审计并按合规要求设置保留时长；该功能按量收费。',
    en: 'Turn SQL Explorer and Audit on and keep it as long as your rules ask for; it is billed by volume.',
  },
  noFix: {
    zh: 'SQL 审计按存储量收费，由使用者决定。',
    en: 'SQL audit is paid for by its size: its owners decide.',
  },
  severity: 'info',
  docs: 'https://help.aliyun.com/zh/rds/developer-reference/api-rds-2014-08-15-describesqlcollectorpolicy',
  what: { zh: ' SQL 审计', en: 'SQL auditing' },
  related: { audit: sqlAudit },
  on: (_, { audit: [own] }) => own?.sQLCollectorStatus && own.sQLCollectorStatus === 'Enable',
  skip: notEncryptable,
  message: {
    zh: 'RDS 实例 {{id}}（{{name}}）未开启 SQL 审计',
    en: 'RDS instance {{id}} ({{name}}) keeps no audit of SQL',
  },
});
