import { defineChecker } from '../../../lib/define';
import { auditPolicy } from '../collectors/audit-policy';
import { instances } from '../collectors/instances';

export const auditOff = defineChecker({
  id: 'mongodb-audit-off',
  asset: instances,
  title: { zh: 'MongoDB 实例未开启审计日志', en: 'MongoDB audit log is off' },
  why: {
    zh: '没有审计日志，数据泄漏或误删后无法追查。',
    en: 'Without it nobody can tell later who read or deleted what.',
  },
  remedy: {
    zh: '为存放敏感数据的实例开启审计日志。',
    en: 'Turn on the audit log, at least where sensitive data is kept.',
  },
  noFix: {
    zh: '审计日志按存储量收费，并占用实例的性能，由使用者决定。',
    en: 'Audit logs are paid for by their size and take power of the instance: its owners decide.',
  },
  severity: 'warning',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/mongodb/developer-reference/api-dds-2015-12-01-describeauditpolicy',
  params: {},
  related: { policy: auditPolicy },
  messages: {
    off: {
      zh: 'MongoDB 实例 {{id}} 的审计日志状态为 {{status}}',
      en: 'The audit log of MongoDB instance {{id}} is {{status}}',
    },
  },
  check(instance, { related, pass, fail, unknown }) {
    const status = related.policy[0]?.logAuditStatus;
    if (status === undefined) return unknown({ zh: '没有返回审计状态', en: 'its audit status is not in the answer' });
    return status === 'Enable' ? pass() : fail('off', { id: instance.id, status });
  },
});
