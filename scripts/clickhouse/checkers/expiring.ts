import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { clusters } from '../collectors/clusters';
import { renewals } from '../collectors/renewals';
import { released } from '../states';

export const clickhouseExpiring = defineExpiryChecker({
  id: 'clickhouse-expiring',
  asset: clusters,
  subject: { zh: 'ClickHouse 集群 {{id}}（{{name}}）', en: 'ClickHouse cluster {{id}} ({{name}})' },
  title: { zh: 'ClickHouse 集群即将到期', en: 'ClickHouse cluster is about to expire' },
  why: {
    zh: '到期后 ClickHouse 集群先被锁定，随后连同数据一起释放。',
    en: 'After that day the ClickHouse cluster is locked, and released later together with its data.',
  },
  remedy: {
    zh: '为 ClickHouse 集群续费或开启自动续费。',
    en: 'Renew the ClickHouse cluster or switch its auto-renewal on.',
  },
  docs: 'https://help.aliyun.com/zh/clickhouse/developer-reference/api-clickhouse-2019-11-11-describedbclusters',
  chargeType: (cluster) => cluster.payType,
  expiresAt: (cluster) => cluster.expireTime,
  startedAt: (cluster) => cluster.createTime,
  related: { renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  skip: released,
});
