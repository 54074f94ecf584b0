import { snapshotFailed, snapshotNoneRecent, snapshotOrphan } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { disk, diskSnapshot, inDays, now, snapshot, snapshotPolicy, sourceDisk } from '../fixtures';

testChecker(snapshotNoneRecent, {
  healthy: { asset: disk, related: { snapshots: [diskSnapshot(-2)], policy: [snapshotPolicy(['2', '4', '6'])] }, now },
  pass: {
    'one of two days ago': {},
    'a day later than its longest gap': { related: { snapshots: [diskSnapshot(-4)] } },
    'a week and a day ago, without a policy': { related: { snapshots: [diskSnapshot(-8)], policy: [] } },
    'weekly, and a week and an hour old': {
      related: { snapshots: [diskSnapshot(-7, -3600)], policy: [snapshotPolicy(['7'])] },
    },
    'one under way': { related: { snapshots: [diskSnapshot(-30), diskSnapshot(0, -1800, 'progressing')] } },
    'later than it should be, where that is allowed': {
      related: { snapshots: [diskSnapshot(-9)] },
      params: { marginHours: 168 },
    },
    'a policy that does not tell': { related: { snapshots: [diskSnapshot(-7)], policy: [snapshotPolicy([])] } },
    'an old one first': { related: { snapshots: [diskSnapshot(-30), diskSnapshot(-1), diskSnapshot(-90)] } },
    'older ones are enough': { params: { days: 30 }, related: { snapshots: [diskSnapshot(-29)], policy: [] } },
  },
  fail: {
    none: {
      related: { snapshots: [] },
      message: 'none',
      severity: 'error',
      text: {
        zh: '云盘 d-1（实例 i-1）没有任何成功的快照',
        en: 'Disk d-1 of instance i-1 has no successful snapshot at all',
      },
    },
    'one that takes too long, and one that failed': {
      related: { snapshots: [diskSnapshot(-2, 0, 'progressing'), diskSnapshot(0, -60, 'failed')] },
      message: 'none',
      severity: 'error',
      data: { threshold: 4 },
    },
    'daily, and more than two days old': {
      related: { snapshots: [diskSnapshot(-2, -1)], policy: [snapshotPolicy(['1', '2', '3', '4', '5', '6', '7'])] },
      message: 'old',
      severity: 'error',
      data: { value: 2, threshold: 2 },
    },
    'just over eight days, without a policy': {
      related: { snapshots: [diskSnapshot(-30), diskSnapshot(-8, -1)], policy: [] },
      message: 'old',
      severity: 'error',
      text: {
        zh: '云盘 d-1（实例 i-1）最近一次成功的快照在 8 天前',
        en: 'The newest successful snapshot of disk d-1 of instance i-1 is 8 days old',
      },
    },
    'none, of an unnamed instance': {
      asset: { instanceId: undefined, creationTime: inDays(-7, -1) },
      related: { snapshots: [] },
      message: 'none',
      severity: 'error',
      data: { instanceId: '?' },
    },
    'one day is too long': {
      params: { days: 1, marginHours: 0 },
      related: { snapshots: [diskSnapshot(-2)], policy: [] },
      message: 'old',
      severity: 'error',
      data: { value: 2, threshold: 1 },
    },
  },
  skip: {
    'not attached': { asset: { status: 'Available' }, related: { snapshots: [] } },
    'a local disk': { asset: { category: 'local_ssd_pro' }, related: { snapshots: [] } },
    'an ephemeral disk': { asset: { category: 'elastic_ephemeral_disk_premium' }, related: { snapshots: [] } },
    'of a node, and deleted with it': {
      asset: { tags: { 'ack.aliyun.com': 'c1' }, deleteWithInstance: true },
      related: { snapshots: [] },
    },
    'a new disk': { asset: { creationTime: inDays(-4) }, related: { snapshots: [] } },
  },
  absentIsFact: [
    ...(['related.policy', 'related.policy.repeatWeekdays', 'related.policy.timePoints'] as const),
    ...(['tags', 'deleteWithInstance'] as const),
    'related.snapshots.status',
  ],
  unknown: {
    'no category': { asset: { category: undefined }, related: { snapshots: [] } },
    'no creation time': { asset: { creationTime: undefined }, related: { snapshots: [] } },
  },
});

testChecker(snapshotOrphan, {
  healthy: { asset: snapshot, related: { disk: [sourceDisk] }, now },
  absentIsFact: ['retentionDays', 'sourceRegionId', 'tags'],
  pass: {
    'its disk is there': {},
    'exactly 180 days': { asset: { creationTime: inDays(-180) } },
    'its disk is gone since a day': { asset: { creationTime: inDays(-1) }, related: { disk: [] } },
    'a copy of a disk elsewhere': { asset: { sourceRegionId: 'cn-chengdu' }, related: { disk: [] } },
    'disks were made of it': { asset: { usage: 'disk' } },
    'longer is allowed': { params: { days: 365 }, asset: { creationTime: inDays(-364) } },
    'an orphan may stay for a while': {
      params: { orphanDays: 90 },
      asset: { creationTime: inDays(-90) },
      related: { disk: [] },
    },
  },
  fail: {
    'its disk is gone': {
      asset: { creationTime: inDays(-40) },
      related: { disk: [] },
      message: 'orphan',
      severity: 'warning',
      text: {
        zh: '快照 s-1 的源云盘 d-1（40 GiB）已不存在，快照已保留 40 天',
        en: 'The disk d-1 (40 GiB) of snapshot s-1 no longer exists; the snapshot is 40 days old',
      },
    },
    'its disk is gone since just over a day': {
      asset: { creationTime: inDays(-1, -1), sourceDiskSize: undefined },
      related: { disk: [] },
      message: 'orphan',
      severity: 'warning',
      data: { value: 1, threshold: 1, size: '?' },
    },
    'its disk is gone, and nothing else is wanted': {
      params: { orphanDays: 0 },
      asset: { creationTime: inDays(0, -1) },
      related: { disk: [] },
      message: 'orphan',
      severity: 'warning',
      data: { value: 0, threshold: 0 },
    },
    'just over 180 days': {
      asset: { creationTime: inDays(-180, -1) },
      message: 'old',
      severity: 'info',
      text: {
        zh: '快照 s-1（源云盘 d-1，40 GiB）已保留 180 天，且没有保留期限',
        en: 'Snapshot s-1 of disk d-1 (40 GiB) is 180 days old and has no end',
      },
    },
    'an old copy': {
      asset: { creationTime: inDays(-200), sourceRegionId: 'cn-chengdu' },
      related: { disk: [] },
      message: 'old',
      severity: 'info',
      data: { value: 200, threshold: 180 },
    },
    'sooner is old': {
      params: { days: 3 },
      asset: { creationTime: inDays(-4) },
      message: 'old',
      severity: 'info',
      data: { threshold: 3 },
    },
  },
  skip: {
    'it failed': { asset: { status: 'failed' } },
    'an image is made of it': { asset: { usage: 'image', creationTime: inDays(-300) } },
    'an image and a disk are made of it': { asset: { usage: 'image_disk' }, related: { disk: [] } },
    'a service makes and deletes it': {
      asset: { tags: { 'acs:hbr:plan': 'plan-1' }, creationTime: inDays(-300) },
    },
    'it has a retention': { asset: { retentionDays: 365, creationTime: inDays(-300) } },
  },
  unknown: {
    'no usage': { asset: { usage: undefined } },
    'no creation time': { asset: { creationTime: undefined } },
    'no source disk': { asset: { sourceDiskId: undefined }, related: { disk: [] } },
  },
});

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
  skip: { 'under way': { asset: { status: 'progressing' } } },
});
