import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { instances } from '../collectors/instances';
import { renewals } from '../collectors/renewals';
import { released } from '../states';

export const gpdbExpiring = defineExpiryChecker({
  id: 'gpdb-expiring',
  asset: instances,
  subject: {
    zh: 'AnalyticDB PostgreSQL 实例 {{id}}（{{name}}）',
    en: 'AnalyticDB for PostgreSQL instance {{id}} ({{name}})',
  },
  title: { zh: 'AnalyticDB PostgreSQL 实例即将到期', en: 'AnalyticDB for PostgreSQL instance is about to expire' },
  why: {
    zh: '到期后 AnalyticDB PostgreSQL 实例先被锁定，随后连同数据一起释放。',
    en: 'After that day the AnalyticDB for PostgreSQL instance is locked, and released later together with its data.',
  },
  remedy: {
    zh: '为 AnalyticDB PostgreSQL 实例续费或开启自动续费。',
    en: 'Renew the AnalyticDB for PostgreSQL instance or switch its auto-renewal on.',
  },
  docs: 'https://help.aliyun.com/zh/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-describedbinstances',
  chargeType: (instance) => instance.payType,
  expiresAt: (instance) => instance.expireTime,
  startedAt: (instance) => instance.createTime,
  related: { renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  skip: released,
});
