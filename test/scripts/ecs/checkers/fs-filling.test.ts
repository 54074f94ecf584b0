import { fsFilling } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';
import { flat, past, ramp } from '../../pasts';

type Values = readonly (number | undefined)[];
const devices = (root: Values, data: Values) => ({ past: { '/dev/vda1': root, '/dev/vdb1': data } });

testChecker(fsFilling, {
  healthy: { asset: instance, metrics: { 'ecs-file-system': devices(flat, flat) }, now },
  pass: {
    flat: {},
    'full for ever': {
      metrics: {
        'ecs-file-system': devices(
          flat,
          past(7, () => 100),
        ),
      },
    },
    'just later than the warning': { metrics: { 'ecs-file-system': devices(flat, ramp(64, 5.1)) } },
    'a shorter warning': { metrics: { 'ecs-file-system': devices(flat, ramp(70, 5)) }, params: { days: 5 } },
  },
  fail: {
    'full in a week': {
      metrics: { 'ecs-file-system': devices(flat, ramp(66, 5)) },
      message: 'filling',
      severity: 'warning',
      text: {
        zh: '实例 i-1 的文件系统 /dev/vdb1 已使用 66 %，每天增长 5 %，约 6.8 天后达到 100 %（可能为 6.8 至 6.8 天）',
        en: 'File system /dev/vdb1 of instance i-1 is 66 % full and grows by 5 % a day: 100 % in about 6.8 days (likely 6.8 to 6.8)',
      },
      data: { threshold: 100 },
    },
    'full in two days, and the other device later': {
      metrics: { 'ecs-file-system': devices(ramp(80, 5), ramp(81, 10)) },
      message: 'filling',
      severity: 'critical',
      data: { part: '/dev/vdb1', days: 1.9, threshold: 100 },
    },
    'just later than critical': {
      metrics: { 'ecs-file-system': devices(flat, ramp(79, 10)) },
      message: 'filling',
      severity: 'warning',
      data: { days: 2.1 },
    },
    'another critical level': {
      metrics: { 'ecs-file-system': devices(flat, ramp(75, 10)) },
      params: { criticalDays: 3 },
      message: 'filling',
      severity: 'critical',
      data: { days: 2.5 },
    },
    'a lower level that counts as full, two weeks back: the warning level within 48 hours': {
      metrics: {
        'ecs-file-system': devices(
          past(14, () => 40),
          ramp(76, 2.5, 14),
        ),
      },
      params: { full: 80, window: 14, days: 2, criticalDays: 0 },
      message: 'filling',
      severity: 'warning',
      data: { days: 1.6, full: 80 },
    },
    'the growth of the last week, where only it counts': {
      metrics: {
        'ecs-file-system': devices(
          flat,
          past(28, (ago) => Math.max(40, 82 - ago / 4)),
        ),
      },
      params: { window: 7 },
      message: 'filling',
      severity: 'warning',
      data: { perDay: 6 },
    },
    'one device is new, another fills up': {
      metrics: {
        'ecs-file-system': devices(
          past(1, () => 3),
          ramp(75, 5),
        ),
      },
      message: 'filling',
      severity: 'warning',
      data: { days: 5 },
    },
  },
  skip: { 'not running': { asset: { status: 'Stopped' } } },
  unknown: {
    'no agent': { metrics: { 'ecs-file-system': undefined } },
    'a device of yesterday': { metrics: { 'ecs-file-system': devices(flat, ramp(75, 5, 1)) } },
  },
});
