import { snapshotOrphan } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { inDays, now, snapshot, sourceDisk } from '../fixtures';

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
