import { jobFailed } from '../../../../scripts/dts';
import { testChecker } from '../../../harness/check-tester';
import { job, now } from '../fixtures';

const bothWays = { reverseJobId: 'r1', reverseStatus: 'Synchronizing' } as const;

testChecker(jobFailed, {
  healthy: { asset: { ...job, ...bothWays }, now },
  pass: {
    'both ways': {},
    'first copies all data': { asset: { status: 'Initializing' } },
    'tracks changes': { asset: { jobType: 'subscribe', status: 'Normal', reverseJobId: undefined } },
    migrating: { asset: { jobType: 'online', status: 'Migrating', reverseJobId: undefined } },
  },
  fail: {
    'a synchronisation': {
      asset: { status: 'Failed', errorMessage: 'DTS-070211: Connect Source DB failed.' },
      message: 'failed',
      severity: 'critical',
      text: {
        zh: '数据传输任务 dtsi03e3zty16i（orders，Forward）的状态为 Failed：DTS-070211: Connect Source DB failed.',
        en: 'Data transmission job dtsi03e3zty16i (orders, Forward) is Failed: DTS-070211: Connect Source DB failed.',
      },
    },
    'change tracking, with a long error': {
      asset: { jobType: 'subscribe', status: 'Abnormal', errorMessage: 'x'.repeat(200) },
      message: 'failed',
      severity: 'critical',
      data: { error: `${'x'.repeat(160)}…` },
    },
    'a migration': {
      asset: { jobType: 'online', status: 'MigrationFailed' },
      message: 'failed',
      severity: 'error',
      data: { error: '?' },
    },
    'a first copy': {
      asset: { status: 'InitializeFailed' },
      message: 'failed',
      severity: 'error',
      data: { status: 'InitializeFailed' },
    },
    'a change of its objects': {
      asset: { status: 'ModifyFailed' },
      message: 'failed',
      severity: 'error',
      data: { status: 'ModifyFailed' },
    },
    'the other way': {
      asset: { reverseStatus: 'Failed', reverseErrorMessage: 'no privilege' },
      message: 'failed',
      severity: 'critical',
      data: { way: 'Reverse', error: 'no privilege' },
    },
    'the other way, worse than this one': {
      asset: { status: 'Retrying', retryTime: 7200, reverseStatus: 'Failed' },
      message: 'failed',
      severity: 'critical',
      data: { way: 'Reverse' },
    },
    locked: { asset: { status: 'Locked' }, message: 'locked', severity: 'critical', data: { way: 'Forward' } },
    'a locked migration': {
      asset: { jobType: 'online', status: 'Locked' },
      message: 'locked',
      severity: 'error',
      data: { status: 'Locked' },
    },
    'trying again for half an hour': {
      asset: { status: 'Retrying', retryTime: 1800 },
      message: 'retrying',
      severity: 'warning',
      data: { value: 30, threshold: 30, unit: 'min' },
    },
    'trying again for longer than a shorter time': {
      asset: { status: 'Retrying', retryTime: 600 },
      params: { retryMinutes: 10 },
      message: 'retrying',
      severity: 'warning',
      data: { way: 'Forward', value: 10 },
    },
  },
  skip: {
    'trying again for a moment': { asset: { status: 'Retrying', retryTime: 1799 } },
    finished: { asset: { status: 'Finished' } },
    paused: { asset: { status: 'Suspending' } },
    'the precheck failed': { asset: { status: 'PrecheckFailed' } },
    'not set up': { asset: { status: 'NotConfigured' } },
    'being changed': { asset: { status: 'Modifying' } },
  },
  unknown: {
    'nobody tells of the other way': { asset: { reverseStatus: undefined } },
    'the other way is trying again': { asset: { reverseStatus: 'Retrying' } },
    'nobody tells for how long': { asset: { status: 'Retrying', retryTime: undefined } },
  },
  // A job without another way has no such fields.
  absentIsFact: ['reverseJobId'],
});

test('a job that fails with its locked end is told once', () => {
  expect(jobFailed.because).toEqual(expect.arrayContaining(['polardbx-locked', 'clickhouse-locked', 'gpdb-locked']));
});
