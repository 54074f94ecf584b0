import { snapshotNoneRecent } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { disk, diskSnapshot, inDays, now, snapshotPolicy } from '../fixtures';

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
