import { polardbLocked } from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { cluster, now } from '../fixtures';

testChecker(polardbLocked, {
  healthy: { asset: cluster, now },
  pass: { 'not locked': {} },
  fail: {
    'a full disk': {
      asset: { lockMode: 'LockByDiskQuota' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: 'PolarDB 集群 pc-1 被锁定（LockByDiskQuota）',
        en: 'PolarDB cluster pc-1 is locked (LockByDiskQuota)',
      },
    },
    'by hand': {
      asset: { lockMode: 'ManualLock' },
      message: 'locked',
      severity: 'critical',
      data: { mode: 'ManualLock' },
    },
  },
  unknown: { 'no lock mode': { asset: { lockMode: undefined } } },
});
