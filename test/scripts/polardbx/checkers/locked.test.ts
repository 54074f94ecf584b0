import { polardbxLocked } from '../../../../scripts/polardbx';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(polardbxLocked, {
  healthy: { asset: instance, now },
  pass: { 'not locked': {} },
  fail: {
    'a full disk': {
      asset: { lockMode: 'LockByDiskQuota' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: 'PolarDB-X 实例 pxc-1 被锁定（LockByDiskQuota）',
        en: 'PolarDB-X instance pxc-1 is locked (LockByDiskQuota)',
      },
    },
    expired: {
      asset: { lockMode: 'LockByExpiration' },
      message: 'locked',
      severity: 'critical',
      data: { mode: 'LockByExpiration' },
    },
  },
  skip: {
    'being released': { asset: { status: 'Deleting', lockMode: 'LockByExpiration' } },
    'being restored': { asset: { lockMode: 'LockByRestoration' } },
  },
  unknown: { 'no lock mode': { asset: { lockMode: undefined } } },
  // Without it only the lock tells.
  absentIsFact: ['status'],
});
