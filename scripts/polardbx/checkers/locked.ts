import { defineLockChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { released } from '../states';

export const polardbxLocked = defineLockChecker({
  id: 'polardbx-locked',
  asset: instances,
  title: { zh: 'PolarDB-X 实例被锁定', en: 'PolarDB-X instance is locked' },
  why: {
    zh: '被锁定的 PolarDB-X 实例拒绝写入或连接；因到期锁定的还会被释放。',
    en: 'A locked PolarDB-X instance refuses writes or connections, and one that is locked for its expiry will be released.',
  },
  remedy: {
    zh: '磁盘写满的 PolarDB-X 实例先扩容或清理数据，到期的续费，人工锁定的联系操作人。',
    en: 'Extend the storage of the PolarDB-X instance or remove data when it is full, renew it when it has expired, or ask whoever locked it by hand.',
  },
  docs: 'https://help.aliyun.com/zh/polardb/polardb-for-xscale/api-polardbx-2020-02-02-describedbinstances',
  because: [
    { checker: 'polardbx-expiring', message: 'expired', where: { mode: 'LockByExpiration' } },
    { checker: 'account-overdue', where: { mode: 'LockByExpiration' } },
  ],
  // What is being released stays locked: it is no loss any more.
  lockMode: (instance) => (released(instance) ? 'Released' : instance.lockMode),
  message: { zh: 'PolarDB-X 实例 {{id}} 被锁定（{{mode}}）', en: 'PolarDB-X instance {{id}} is locked ({{mode}})' },
});
