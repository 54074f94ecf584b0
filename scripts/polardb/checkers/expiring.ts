import { automaticRenewal, defineExpiryChecker, renewalOf } from '../../../lib/define';
import { fixCall } from '../../../lib/model';
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
  plan({ id, region }) {
    const set = (fields: Readonly<Record<string, string>>) =>
      fixCall('polardb', 'ModifyAutoRenewAttribute', { RegionId: region, DBClusterIds: id, ...fields });
    return automaticRenewal({
      on: set({ RenewalStatus: 'AutoRenewal', Duration: '1', PeriodUnit: 'Month' }),
      off: set({ RenewalStatus: 'Normal' }),
      terraform: `alicloud_polardb_cluster (${id}): renewal_status = "AutoRenewal", auto_renew_period = 1`,
    });
  },
  skip: released,
});
