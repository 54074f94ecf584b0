import { defineLockChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';

export const rdsLocked = defineLockChecker({
  id: 'rds-locked',
  asset: instances,
  title: {
    zh: 'RDS 实例被锁定',
    en: 'RDS instance is locked',
  },
  why: {
    zh: '磁盘写满、到期或人工锁定的实例拒绝写入，或完全不可用。',
    en: 'Locked for a full disk, for expiry or by hand, it refuses writes or does not serve at all.',
  },
  remedy: {
    zh: '按锁定原因处理：扩容或清理磁盘、续费，或解除人工锁定。',
    en: 'Act on the reason: enlarge or clear the disk, renew it, or lift the manual lock.',
  },
  docs: 'https://help.aliyun.com/zh/rds/developer-reference/api-rds-2014-08-15-describedbinstanceattribute',
  because: [
    { checker: 'rds-disk-high', where: { mode: 'LockByDiskQuota' } },
    { checker: 'rds-expiring', message: 'expired', where: { mode: 'LockByExpiration' } },
    { checker: 'account-overdue', where: { mode: 'LockByExpiration' } },
  ],
  lockMode: (instance) => instance.lockMode,
  message: {
    zh: 'RDS 实例 {{id}} 被锁定（{{mode}}）',
    en: 'RDS instance {{id}} is locked ({{mode}})',
  },
});
