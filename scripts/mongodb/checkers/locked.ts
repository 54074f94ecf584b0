import { defineLockChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';

export const mongodbLocked = defineLockChecker({
  id: 'mongodb-locked',
  asset: instances,
  title: {
    zh: 'MongoDB 实例被锁定',
    en: 'MongoDB instance is locked',
  },
  why: {
    zh: '被锁定的实例无法访问，或因磁盘写满只能读取。',
    en: 'Nobody can reach a locked instance, or only for reading when its disk is full.',
  },
  remedy: {
    zh: '结清欠费或续费；磁盘写满时扩容存储。',
    en: 'Settle what is due or renew it; enlarge the storage when the disk is full.',
  },
  docs: 'https://help.aliyun.com/zh/mongodb/developer-reference/api-dds-2015-12-01-describedbinstanceattribute',
  because: [
    { checker: 'mongodb-disk-high', where: { mode: 'LockByDiskQuota' } },
    { checker: 'mongodb-expiring', message: 'expired', where: { mode: 'LockByExpiration' } },
    { checker: 'account-overdue', where: { mode: 'LockByExpiration' } },
  ],
  lockMode: (instance) => instance.lockMode,
  message: {
    zh: 'MongoDB 实例 {{id}} 被锁定（{{mode}}）',
    en: 'MongoDB instance {{id}} is locked ({{mode}})',
  },
});
