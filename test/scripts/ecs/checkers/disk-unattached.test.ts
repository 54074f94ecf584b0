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
    'exactly 30 days': {
      asset: { ...idle, detachedTime: inDays(-30) },
      message: 'idle',
      severity: 'warning',
      data: { value: 30, threshold: 7 },
    },
    'one second more than 30 days': {
      asset: { ...idle, detachedTime: inDays(-30, -1) },
      message: 'idle',
      severity: 'critical',
      data: { value: 30, threshold: 30 },
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
    'a lower critical threshold': {
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
