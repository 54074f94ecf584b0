import { rdsLocked } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(rdsLocked, {
  healthy: { asset: instance, now },
  pass: { 'not locked': {} },
  fail: {
    'a full disk': {
      asset: { lockMode: 'LockByDiskQuota' },
      message: 'locked',
      severity: 'critical',
      text: { zh: 'RDS 实例 rm-1 被锁定（LockByDiskQuota）', en: 'RDS instance rm-1 is locked (LockByDiskQuota)' },
    },
    'by hand': {
      asset: { lockMode: 'ManualLock' },
      message: 'locked',
      severity: 'critical',
      data: { mode: 'ManualLock' },
    },
  },
  skip: {
    'being restored': { asset: { lockMode: 'LockByRestoration' } },
    released: { asset: { lockMode: 'Released' } },
  },
  unknown: { 'no lock mode': { asset: { lockMode: undefined } } },
});
