import { mongodbLocked } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(mongodbLocked, {
  healthy: { asset: instance, now },
  pass: { 'not locked': {} },
  fail: {
    'a full disk': {
      asset: { lockMode: 'LockByDiskQuota' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: 'MongoDB 实例 dds-1 被锁定（LockByDiskQuota）',
        en: 'MongoDB instance dds-1 is locked (LockByDiskQuota)',
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
