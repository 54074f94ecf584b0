import { diskUnattached } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { disk, inDays, now } from '../fixtures';

const idle = { status: 'Available', instanceId: undefined, diskChargeType: 'PostPaid' } as const;

testChecker(diskUnattached, {
  healthy: { asset: disk, now },
  pass: {
    'in use': {},
    'in use, detached long ago': { asset: { detachedTime: inDays(-200) } },
    'exactly 7 days': { asset: { ...idle, detachedTime: inDays(-7) } },
    'old, but detached today': { asset: { ...idle, creationTime: inDays(-900), detachedTime: now } },
  },
  fail: {
    'one second more than 7 days': {
      asset: { ...idle, detachedTime: inDays(-7, -1) },
      message: 'idle',
      severity: 'warning',
      text: {
        zh: '云盘 d-1（40 GiB）已 7 天未挂载',
        en: 'Disk d-1 (40 GiB) has been unattached for 7 days',
      },
      data: { value: 7, threshold: 7 },
    },
    'a year, which is still no more than money': {
      asset: { ...idle, detachedTime: inDays(-365) },
      message: 'idle',
      severity: 'warning',
      data: { value: 365, threshold: 7 },
    },
    'exactly the critical threshold': {
      asset: { ...idle, detachedTime: inDays(-10) },
      params: { criticalDays: 10 },
      message: 'idle',
      severity: 'warning',
      data: { value: 10, threshold: 7 },
    },
    'never attached since its creation': {
      asset: { ...idle, creationTime: inDays(-8), detachedTime: undefined },
      message: 'idle',
      severity: 'warning',
      data: { value: 8 },
    },
    'a lower threshold': {
      asset: { ...idle, detachedTime: inDays(-2) },
      params: { days: 1 },
      message: 'idle',
      severity: 'warning',
      data: { threshold: 1 },
    },
    'more than a critical threshold that somebody has set': {
      asset: { ...idle, detachedTime: inDays(-11) },
      params: { criticalDays: 10 },
      message: 'idle',
      severity: 'critical',
      data: { threshold: 10 },
    },
  },
  skip: {
    'being attached': { asset: { ...idle, status: 'Attaching', detachedTime: inDays(-90) } },
    'being detached': { asset: { ...idle, status: 'Detaching', detachedTime: inDays(-90) } },
  },
  unknown: {
    'neither detach nor creation time': { asset: { ...idle, creationTime: undefined, detachedTime: undefined } },
  },
  absentIsFact: ['detachedTime'],
});
