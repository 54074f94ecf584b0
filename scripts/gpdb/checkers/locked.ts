import { defineLockChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { released } from '../states';

export const gpdbLocked = defineLockChecker({
  id: 'gpdb-locked',
  asset: instances,
  title: { zh: 'AnalyticDB PostgreSQL 实例被锁定', en: 'AnalyticDB for PostgreSQL instance is locked' },
  why: {
    zh: '被锁定的 AnalyticDB PostgreSQL 实例拒绝写入或连接；因到期锁定的还会被释放。',
    en: 'A locked AnalyticDB for PostgreSQL instance refuses writes or connections, and one that is locked for its expiry will be released.',
  },
  remedy: {
    zh: '磁盘写满的 AnalyticDB PostgreSQL 实例先扩容或清理数据，到期的续费，人工锁定的联系操作人。',
    en: 'Extend the storage of the AnalyticDB for PostgreSQL instance or remove data when it is full, renew it when it has expired, or ask whoever locked it by hand.',
  },
  docs: 'https://help.aliyun.com/zh/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-describedbinstances',
  because: [
    { checker: 'gpdb-expiring', message: 'expired', where: { mode: 'LockByExpiration' } },
    { checker: 'account-overdue', where: { mode: 'LockByExpiration' } },
  ],
  // What is being released stays locked: it is no loss any more.
  lockMode: (instance) => (released(instance) ? 'Released' : instance.lockMode),
  message: {
    zh: 'AnalyticDB PostgreSQL 实例 {{id}} 被锁定（{{mode}}）',
    en: 'AnalyticDB for PostgreSQL instance {{id}} is locked ({{mode}})',
  },
});
