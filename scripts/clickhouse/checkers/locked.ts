import { defineLockChecker } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { released } from '../states';

export const clickhouseLocked = defineLockChecker({
  id: 'clickhouse-locked',
  asset: clusters,
  title: { zh: 'ClickHouse 集群被锁定', en: 'ClickHouse cluster is locked' },
  why: {
    zh: '被锁定的 ClickHouse 集群拒绝写入或连接；因到期锁定的还会被释放。',
    en: 'A locked ClickHouse cluster refuses writes or connections, and one that is locked for its expiry will be released.',
  },
  remedy: {
    zh: '磁盘写满的 ClickHouse 集群先扩容或清理数据，到期的续费，人工锁定的联系操作人。',
    en: 'Extend the storage of the ClickHouse cluster or remove data when it is full, renew it when it has expired, or ask whoever locked it by hand.',
  },
  docs: 'https://help.aliyun.com/zh/clickhouse/developer-reference/api-clickhouse-2019-11-11-describedbclusters',
  because: [
    { checker: 'clickhouse-expiring', message: 'expired', where: { mode: 'LockByExpiration' } },
    { checker: 'account-overdue', where: { mode: 'LockByExpiration' } },
  ],
  // What is being released stays locked: it is no loss any more.
  lockMode: (cluster) => (released(cluster) ? 'Released' : cluster.lockMode),
  message: { zh: 'ClickHouse 集群 {{id}} 被锁定（{{mode}}）', en: 'ClickHouse cluster {{id}} is locked ({{mode}})' },
});
