import { delayHigh } from '../../../../scripts/dts';
import { testChecker } from '../../../harness/check-tester';
import { job, now } from '../fixtures';

const late = (value: number, threshold: number) => ({
  message: 'late' as const,
  data: { value, threshold, unit: 's' },
});

testChecker(delayHigh, {
  healthy: { asset: job, now },
  pass: {
    'a second': {},
    'ten minutes': { asset: { delay: 600 } },
    'more than the default, less than a higher level': { asset: { delay: 601 }, params: { seconds: 900 } },
  },
  fail: {
    'more than ten minutes': {
      asset: { delay: 601 },
      ...late(601, 600),
      severity: 'warning',
      text: {
        zh: '数据同步任务 dtsi03e3zty16i（orders，Forward）延迟 601 秒，高于 600 秒',
        en: 'Data synchronisation dtsi03e3zty16i (orders, Forward) is 601 seconds late, above 600',
      },
    },
    'an hour': { asset: { delay: 3600 }, ...late(3600, 600), severity: 'warning' },
    'more than an hour': { asset: { delay: 3601 }, ...late(3601, 3600), severity: 'error' },
    'above a lower level': {
      asset: { delay: 1801 },
      params: { errorSeconds: 1800 },
      ...late(1801, 1800),
      severity: 'error',
    },
    'the other way': {
      asset: { reverseJobId: 'r1', reverseStatus: 'Synchronizing', reverseDelay: 700 },
      ...late(700, 600),
      severity: 'warning',
    },
    'the one way, while nothing is measured of the other': {
      asset: { delay: 700, reverseJobId: 'r1', reverseStatus: 'Synchronizing', reverseDelay: undefined },
      ...late(700, 600),
      severity: 'warning',
    },
  },
  skip: {
    'a migration that catches up': { asset: { jobType: 'online', status: 'Migrating', delay: 9_000_000 } },
    'change tracking': { asset: { jobType: 'subscribe', status: 'Normal' } },
    'still copies all data': { asset: { status: 'Initializing', delay: 7200 } },
    failed: { asset: { status: 'Failed', delay: 90_000 } },
  },
  unknown: {
    'no type': { asset: { jobType: undefined } },
    'nobody tells of the other way': { asset: { reverseJobId: 'r1', reverseStatus: undefined } },
    'no delay': { asset: { delay: undefined } },
    'not measured': { asset: { delay: -1 } },
    'not measured the other way': {
      asset: { reverseJobId: 'r1', reverseStatus: 'Synchronizing', reverseDelay: undefined },
    },
  },
  // A job without another way has no such fields.
  absentIsFact: ['reverseJobId'],
});

test('a job that is late for its locked end is told once', () => {
  expect(delayHigh.because).toEqual(expect.arrayContaining(['polardbx-locked', 'clickhouse-locked', 'gpdb-locked']));
});
