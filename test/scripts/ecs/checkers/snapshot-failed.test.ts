import { snapshotFailed } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { inDays, now, snapshot } from '../fixtures';

testChecker(snapshotFailed, {
  healthy: { asset: snapshot, now },
  pass: { accomplished: {} },
  fail: {
    failed: {
      asset: { status: 'failed', creationTime: now },
      message: 'failed',
      severity: 'warning',
      data: { id: 's-1', diskId: 'd-1', at: now },
    },
    'failed a week ago': {
      asset: { status: 'failed', creationTime: inDays(-7) },
      message: 'failed',
      severity: 'warning',
      data: { at: inDays(-7) },
    },
    'failed long ago, and still wanted': {
      asset: { status: 'failed', creationTime: inDays(-8) },
      params: { days: 30 },
      message: 'failed',
      severity: 'warning',
      data: { at: inDays(-8) },
    },
    'failed, and little is known': {
      asset: { status: 'failed', creationTime: undefined, sourceDiskId: undefined },
      message: 'failed',
      severity: 'warning',
      text: {
        zh: '快照 s-1（源云盘 ?，创建于 ?）创建失败',
        en: 'Snapshot s-1 of disk ?, begun at ?, failed',
      },
    },
  },
  skip: {
    'under way': { asset: { status: 'progressing' } },
    'failed long ago': { asset: { status: 'failed', creationTime: inDays(-7, -1) } },
  },
  // One that does not tell when it failed may have failed just now.
  absentIsFact: ['creationTime'],
});
