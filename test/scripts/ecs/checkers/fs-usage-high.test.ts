import { fsUsageHigh } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

/** A reading of some devices, highest first. */
function devices(...parts: { part: string; value: number }[]) {
  return { value: parts[0]?.value ?? 0, at: now, parts };
}

testChecker(fsUsageHigh, {
  healthy: { asset: instance, metrics: { value: devices({ part: '/dev/vda1', value: 30 }) }, now },
  pass: {
    low: {},
    'images that are always full': {
      metrics: {
        value: devices(
          { part: '/dev/loop0', value: 100 },
          { part: '/dev/sr0', value: 100 },
          { part: '/snap/core20/1974', value: 100 },
          { part: '/dev/vda1', value: 40 },
        ),
      },
    },
    'exactly the warning level': { metrics: { value: devices({ part: '/dev/vda1', value: 80 }) } },
    'above the default, below a higher level': {
      metrics: { value: devices({ part: '/dev/vda1', value: 85 }) },
      params: { warning: 90 },
    },
  },
  fail: {
    'just above the warning level on one device of two': {
      metrics: { value: devices({ part: '/dev/vdb1', value: 80.01 }, { part: '/dev/vda1', value: 80 }) },
      message: 'high',
      severity: 'warning',
      text: {
        zh: '实例 i-1 的文件系统 /dev/vdb1 已使用 80.01 %，高于 80 %',
        en: 'File system /dev/vdb1 of instance i-1 is 80.01 % full, above 80 %',
      },
      data: { value: 80.01, threshold: 80, part: '/dev/vdb1', parts: ['/dev/vdb1: 80.01'] },
    },
    'a device beside an image': {
      metrics: { value: devices({ part: '/dev/loop0', value: 100 }, { part: '/dev/vda1', value: 81 }) },
      message: 'high',
      severity: 'warning',
      data: { value: 81, part: '/dev/vda1', parts: ['/dev/vda1: 81'] },
    },
    'exactly the critical level': {
      metrics: { value: devices({ part: '/dev/vda1', value: 95 }) },
      message: 'high',
      severity: 'warning',
      data: { threshold: 80 },
    },
    'just above the critical level, and a second device above the warning level': {
      metrics: { value: devices({ part: '/dev/vdb1', value: 95.01 }, { part: '/dev/vda1', value: 81 }) },
      message: 'high',
      severity: 'critical',
      data: { threshold: 95, part: '/dev/vdb1', parts: ['/dev/vdb1: 95.01', '/dev/vda1: 81'] },
    },
    'a lower critical level': {
      metrics: { value: devices({ part: '/dev/vda1', value: 91 }) },
      params: { critical: 90 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 90 },
    },
  },
  skip: {
    'not running': { asset: { status: 'Stopped' }, metrics: { value: devices({ part: '/dev/vda1', value: 99 }) } },
  },
  unknown: {
    'nothing but images': { metrics: { value: devices({ part: '/dev/loop3', value: 100 }) } },
    'no agent, no data': { metrics: { value: undefined } },
  },
});
