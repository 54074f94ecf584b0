import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { renewals } from '../collectors/renewals';
import { released } from '../states';

export const polardbExpiring = defineExpiryChecker({
  id: 'polardb-expiring',
  asset: clusters,
  subject: { zh: 'PolarDB 集群 {{id}}', en: 'PolarDB cluster {{id}}' },
  title: {
    zh: 'PolarDB 集群即将到期',
    en: 'PolarDB subscription is about to expire',
  },
  why: {
    zh: '到期后 PolarDB 集群被锁定，节点随后释放。',
    en: 'After that day the PolarDB cluster is locked and its nodes are released later.',
  },
  remedy: {
    zh: '为 PolarDB 集群续费或开启自动续费。',
    en: 'Renew the PolarDB cluster or let it renew itself.',
  },
  docs: 'https://help.aliyun.com/zh/polardb/developer-reference/api-polardb-2017-08-01-describedbclusters',
  chargeType: (cluster) => cluster.payType,
  expiresAt: (cluster) => cluster.expireTime,
  startedAt: (cluster) => cluster.createTime,
  related: { renewal: renewals },
  optional: ['renewal'],
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewalStatus),
  skip: released,
});
