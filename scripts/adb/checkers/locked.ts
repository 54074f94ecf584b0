import { defineLockChecker } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { released } from '../states';

export const adbLocked = defineLockChecker({
  id: 'adb-locked',
  asset: clusters,
  title: { zh: 'AnalyticDB MySQL 集群被锁定', en: 'AnalyticDB for MySQL cluster is locked' },
  why: {
    zh: '被锁定的 AnalyticDB MySQL 集群拒绝写入或连接；因到期锁定的还会被释放。',
    en: 'A locked AnalyticDB for MySQL cluster refuses writes or connections, and one that is locked for its expiry will be released.',
  },
  remedy: {
    zh: '磁盘写满的 AnalyticDB MySQL 集群先扩容或清理数据，到期的续费，人工锁定的联系操作人。',
    en: 'Extend the storage of the AnalyticDB for MySQL cluster or remove data when it is full, renew it when it has expired, or ask whoever locked it by hand.',
  },
  docs: 'https://help.aliyun.com/zh/analyticdb/analyticdb-for-mysql/developer-reference/api-adb-2019-03-15-describedbclusters',
  because: [
    { checker: 'adb-expiring', message: 'expired', where: { mode: 'LockByExpiration' } },
    { checker: 'account-overdue', where: { mode: 'LockByExpiration' } },
  ],
  // What is being released stays locked: it is no loss any more.
  lockMode: (cluster) => (released(cluster) ? 'Released' : cluster.lockMode),
  message: {
    zh: 'AnalyticDB MySQL 集群 {{id}} 被锁定（{{mode}}）',
    en: 'AnalyticDB for MySQL cluster {{id}} is locked ({{mode}})',
  },
});
