import { lagHigh } from '../../../../scripts/sls';
import { testChecker } from '../../../harness/check-tester';
import { now, parts, project } from '../fixtures';

const groups = (billing: number, audit: number) => ({
  metrics: { value: parts({ 'requests/billing': billing, 'requests/audit': audit }) },
});

const WEEK = 7 * 86_400;

testChecker(lagHigh, {
  healthy: { asset: project, ...groups(0, 10), now },
  pass: {
    'exactly the warning level': groups(600, 0),
    'a higher level': { ...groups(601, 0), params: { warning: 1200 } },
  },
  fail: {
    'one group above the warning level': {
      ...groups(601, 5),
      message: 'high',
      severity: 'warning',
      text: {
        zh: '日志项目 orders 的消费组 requests/billing 落后 601 秒，高于 600；超过警告线的消费组：requests/billing: 601',
        en: 'Group requests/billing of log project orders is 601 s behind, above 600; groups above the warning level: requests/billing: 601',
      },
    },
    'exactly the critical level': {
      ...groups(3600, 0),
      message: 'high',
      severity: 'warning',
      data: { value: 3600, threshold: 600 },
    },
    'above the critical level': {
      ...groups(3601, 700),
      message: 'high',
      severity: 'critical',
      data: { part: 'requests/billing', parts: ['requests/billing: 3601', 'requests/audit: 700'], threshold: 3600 },
    },
    'a week behind': {
      ...groups(WEEK, 0),
      message: 'high',
      severity: 'critical',
      data: { value: WEEK },
    },
    'a second more: nobody reads with it': {
      ...groups(WEEK + 1, 600),
      message: 'unused',
      severity: 'info',
      text: {
        zh: '日志项目 orders 的消费组 requests/billing 已落后 7 天，可能无人使用；这样的消费组：requests/billing',
        en: 'Group requests/billing of log project orders is 7 days behind: nobody may read with it any more; groups like it: requests/billing',
      },
    },
    'one that nobody reads with hides no other': {
      ...groups(40 * 86_400, 3601),
      message: 'high',
      severity: 'critical',
      data: { part: 'requests/audit', value: 3601, parts: ['requests/audit: 3601'] },
    },
    'out of use after a day': {
      ...groups(86_401, 0),
      params: { days: 1 },
      message: 'unused',
      severity: 'info',
      data: { value: 1, threshold: 1, unit: 'd' },
    },
    'a lower critical level': {
      ...groups(2000, 0),
      params: { critical: 1000 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 1000 },
    },
  },
  skip: { 'no data, as without consumer groups': { metrics: { value: undefined } } },
  unknown: { 'no data any more while it is open': { metrics: { value: undefined }, openData: { value: 900 } } },
  // While nothing is open, as its first case is.
  absentIsFact: ['metrics.value'],
});

test('of a disabled project nobody can read, which is told once', () => {
  expect(lagHigh.because).toContain('sls-project-disabled');
});
