import { defineLockChecker } from '../../../lib/define';
import { clusters } from '../collectors/clusters';

export const polardbLocked = defineLockChecker({
  id: 'polardb-locked',
  asset: clusters,
  title: {
    zh: 'PolarDB 集群被锁定',
    en: 'PolarDB cluster is locked',
  },
  why: {
    zh: '被锁定的集群不再接受连接，过期锁定的集群还会被释放。',
    en: 'A locked cluster takes no connections, and one locked for expiry will be released.',
  },
  remedy: {
    zh: '续费后自动解锁；人工锁定的请联系操作人。',
    en: 'Renewal unlocks it; ask whoever did it when it was locked by hand.',
  },
  docs: 'https://help.aliyun.com/zh/polardb/developer-reference/api-polardb-2017-08-01-describedbclusterattribute',
  because: [
    { checker: 'polardb-storage-high', where: { mode: 'LockByDiskQuota' } },
    { checker: 'polardb-expiring', message: 'expired', where: { mode: 'LockByExpiration' } },
    { checker: 'account-overdue', where: { mode: 'LockByExpiration' } },
  ],
  lockMode: (cluster) => cluster.lockMode,
  message: {
    zh: 'PolarDB 集群 {{id}} 被锁定（{{mode}}）',
    en: 'PolarDB cluster {{id}} is locked ({{mode}})',
  },
});
