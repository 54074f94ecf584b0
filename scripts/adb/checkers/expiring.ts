import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { clusters } from '../collectors/clusters';
import { renewals } from '../collectors/renewals';
import { released } from '../states';

export const adbExpiring = defineExpiryChecker({
  id: 'adb-expiring',
  asset: clusters,
  subject: { zh: 'AnalyticDB MySQL 集群 {{id}}（{{name}}）', en: 'AnalyticDB for MySQL cluster {{id}} ({{name}})' },
  title: { zh: 'AnalyticDB MySQL 集群即将到期', en: 'AnalyticDB for MySQL cluster is about to expire' },
  why: {
    zh: '到期后 AnalyticDB MySQL 集群先被锁定，随后连同数据一起释放。',
    en: 'After that day the AnalyticDB for MySQL cluster is locked, and released later together with its data.',
  },
  remedy: {
    zh: '为 AnalyticDB MySQL 集群续费或开启自动续费。',
    en: 'Renew the AnalyticDB for MySQL cluster or switch its auto-renewal on.',
  },
  docs: 'https://help.aliyun.com/zh/analyticdb/analyticdb-for-mysql/developer-reference/api-adb-2019-03-15-describedbclusters',
  chargeType: (cluster) => cluster.payType,
  expiresAt: (cluster) => cluster.expireTime,
  startedAt: (cluster) => cluster.createTime,
  related: { renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  skip: released,
});
