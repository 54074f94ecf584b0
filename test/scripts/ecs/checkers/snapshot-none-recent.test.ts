import { snapshotNoneRecent } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { disk, diskSnapshot, inDays, now } from '../fixtures';

testChecker(snapshotNoneRecent, {
  healthy: { asset: disk, related: { snapshots: [diskSnapshot(-2)] }, now },
  pass: {
    'one of two days ago': {},
    'one of seven days ago': { related: { snapshots: [diskSnapshot(-7)] } },
    'an old one first': { related: { snapshots: [diskSnapshot(-30), diskSnapshot(-1), diskSnapshot(-90)] } },
    'older ones are enough': { params: { days: 30 }, related: { snapshots: [diskSnapshot(-29)] } },
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
    'just over seven days': {
      related: { snapshots: [diskSnapshot(-30), diskSnapshot(-7, -1)] },
      message: 'old',
      severity: 'error',
      text: {
        zh: '云盘 d-1（实例 i-1）最近一次成功的快照在 7 天前',
        en: 'The newest successful snapshot of disk d-1 of instance i-1 is 7 days old',
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
      params: { days: 1 },
      message: 'old',
      severity: 'error',
      data: { value: 2, threshold: 1 },
    },
  },
  skip: {
    'not attached': { asset: { status: 'Available' }, related: { snapshots: [] } },
    'a local disk': { asset: { category: 'local_ssd_pro' }, related: { snapshots: [] } },
    'an ephemeral disk': { asset: { category: 'elastic_ephemeral_disk_premium' }, related: { snapshots: [] } },
    'a new disk': { asset: { creationTime: inDays(-7) }, related: { snapshots: [] } },
  },
  unknown: {
    'no category': { asset: { category: undefined }, related: { snapshots: [] } },
    'no creation time': { asset: { creationTime: undefined }, related: { snapshots: [] } },
  },
});
