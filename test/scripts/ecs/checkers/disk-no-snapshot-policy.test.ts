import { diskNoSnapshotPolicy } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { disk, now } from '../fixtures';

const none = { autoSnapshotPolicyId: undefined, enableAutomatedSnapshotPolicy: false };

testChecker(diskNoSnapshotPolicy, {
  healthy: { asset: disk, now },
  pass: {
    'a policy': {},
    'the flag without the id': { asset: { autoSnapshotPolicyId: undefined } },
  },
  fail: {
    'no policy': {
      asset: none,
      message: 'none',
      severity: 'warning',
      text: { zh: '云盘 d-1 没有自动快照策略', en: 'Disk d-1 has no automatic snapshot policy' },
    },
    'a volume of a cluster': {
      asset: { ...none, tags: { 'ack.aliyun.com': 'c1' }, deleteWithInstance: false },
      message: 'none',
      severity: 'warning',
      data: { id: 'd-1' },
    },
    'a system disk without one': {
      asset: { ...none, type: 'system', category: 'cloud_auto' },
      message: 'none',
      severity: 'warning',
      data: { id: 'd-1' },
    },
  },
  // A disk without a tag is nobody's but its owner's.
  absentIsFact: ['tags', 'deleteWithInstance'],
  skip: {
    'of a node, and deleted with it': {
      asset: { ...none, tags: { 'ack.aliyun.com': 'c1' }, deleteWithInstance: true },
    },
    'a local disk': { asset: { ...none, category: 'local_ssd_pro' } },
    'a retired local disk': { asset: { ...none, category: 'ephemeral_ssd' } },
    'an elastic ephemeral disk': { asset: { ...none, category: 'elastic_ephemeral_disk_standard' } },
    'not attached': { asset: { ...none, status: 'Available' } },
  },
  unknown: {
    'neither id nor flag': { asset: { autoSnapshotPolicyId: undefined, enableAutomatedSnapshotPolicy: undefined } },
    'no category': { asset: { ...none, category: undefined } },
  },
});
