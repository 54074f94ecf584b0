import { gpdbLocked } from '../../../../scripts/gpdb';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(gpdbLocked, {
  healthy: { asset: instance, now },
  pass: { 'not locked': {} },
  fail: {
    'a full disk': {
      asset: { lockMode: 'LockByDiskQuota' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: 'AnalyticDB PostgreSQL 实例 gp-1 被锁定（LockByDiskQuota）',
        en: 'AnalyticDB for PostgreSQL instance gp-1 is locked (LockByDiskQuota)',
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
    'being released': { asset: { dBInstanceStatus: 'Deleting', lockMode: 'LockByExpiration' } },
    'being restored': { asset: { lockMode: 'LockByRestoration' } },
  },
  unknown: { 'no lock mode': { asset: { lockMode: undefined } } },
  // Without it only the lock tells.
  absentIsFact: ['dBInstanceStatus'],
});
