import { adbLocked } from '../../../../scripts/adb';
import { testChecker } from '../../../harness/check-tester';
import { cluster, now } from '../fixtures';

testChecker(adbLocked, {
  healthy: { asset: cluster, now },
  pass: { 'not locked': {} },
  fail: {
    'a full disk': {
      asset: { lockMode: 'LockByDiskQuota' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: 'AnalyticDB MySQL 集群 am-1 被锁定（LockByDiskQuota）',
        en: 'AnalyticDB for MySQL cluster am-1 is locked (LockByDiskQuota)',
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
    'being released': { asset: { dBClusterStatus: 'Deleting', lockMode: 'LockByExpiration' } },
    'being restored': { asset: { lockMode: 'LockByRestoration' } },
  },
  unknown: { 'no lock mode': { asset: { lockMode: undefined } } },
  // Without it only the lock tells.
  absentIsFact: ['dBClusterStatus'],
});
