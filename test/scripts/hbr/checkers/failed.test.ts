import { failedJobs, hbrFailed, laterJobs } from '../../../../scripts/hbr';
import { testChecker } from '../../../harness/check-tester';
import { inDays, now, where } from '../../ecs/fixtures';

const asset = failedJobs.toAsset(
  {
    JobId: 'job-1',
    JobName: 'nightly',
    Status: 'FAILED',
    SourceType: 'ECS_FILE',
    CompleteTime: inDays(-10).getTime() / 1000,
    ErrorMessage: 'CLIENT_OFFLINE',
    PlanId: 'plan-1',
    VaultId: 'v-1',
    InstanceId: 'i-1',
  },
  where,
);

const minutes = (ago: number) => inDays(0, -60 * ago);

/** Jobs of its plan, by their states and how many minutes ago they ended. */
const jobs = (...all: readonly (readonly [state: string, ago?: number, more?: object])[]) => ({
  related: {
    later: [
      laterJobs.toAsset(
        {
          RequestId: 'q-1',
          BackupJobs: {
            BackupJob: all.map(([Status, ago, more]) => ({
              Status,
              SourceType: 'ECS_FILE',
              InstanceId: 'i-1',
              ...(ago !== undefined && { CompleteTime: minutes(ago).getTime() / 1000 }),
              ...more,
            })),
          },
        },
        where,
      ),
    ],
  },
});
/** The job failed an hour ago. */
const failed = { asset: { completeTime: minutes(60) }, message: 'failed', severity: 'error' } as const;

testChecker(hbrFailed, {
  healthy: { asset, related: { later: [] }, now },
  pass: {
    'ten days ago': {},
    complete: { asset: { status: 'COMPLETE', completeTime: now } },
    'just over a day ago': { asset: { completeTime: inDays(-1, -1) } },
    'a later one of the plan succeeded': { asset: failed.asset, ...jobs(['FAILED', 60], ['COMPLETE', 30]) },
    'the newest one of the plan succeeded': {
      asset: failed.asset,
      ...jobs(['COMPLETE', 10], ['FAILED', 30], ['FAILED', 60]),
    },
    'partly done, and wholly later': {
      asset: { status: 'PARTIAL_COMPLETE', completeTime: minutes(60) },
      ...jobs(['COMPLETE', 30]),
    },
    'not within the last hour': { params: { hours: 1 }, asset: { completeTime: inDays(0, -3601) } },
  },
  fail: {
    'a day ago': {
      asset: { completeTime: inDays(-1) },
      message: 'failed',
      severity: 'error',
      data: { source: 'ECS_FILE i-1', error: 'CLIENT_OFFLINE', at: inDays(-1), threshold: 24 },
    },
    'partly, of a bucket': {
      asset: {
        status: 'PARTIAL_COMPLETE',
        sourceType: 'OSS',
        instanceId: undefined,
        bucket: 'pictures',
        completeTime: inDays(0, -60),
        errorMessage: undefined,
      },
      message: 'partial',
      severity: 'warning',
      data: { source: 'OSS pictures', error: '?' },
    },
    'of a file system': {
      asset: { sourceType: 'NAS', instanceId: undefined, fileSystemId: '005494', completeTime: now },
      message: 'failed',
      severity: 'error',
      data: { source: 'NAS 005494' },
    },
    'of a table': {
      asset: { sourceType: 'OTS', instanceId: undefined, tableName: 'orders', completeTime: now },
      message: 'failed',
      severity: 'error',
      data: { source: 'OTS orders' },
    },
    'of nobody knows what': {
      asset: { sourceType: undefined, instanceId: undefined, completeTime: now },
      message: 'failed',
      severity: 'error',
      data: { source: '?' },
    },
    'none has succeeded since': { ...failed, ...jobs(['FAILED', 60], ['COMPLETE', 61], ['COMPLETE', 1500]), data: {} },
    'another source of the plan succeeded': {
      ...failed,
      ...jobs(['COMPLETE', 30, { InstanceId: 'i-2' }], ['COMPLETE', 20, { SourceType: 'OSS' }]),
      data: {},
    },
    'a later one is in a state that nobody has heard of': { ...failed, ...jobs(['SKIPPED', 30]), data: {} },
    'a later one without its end': { ...failed, ...jobs(['COMPLETE']), data: {} },
    'the other jobs cannot be read': { ...failed, unread: ['later'], data: {} },
    'within a month': {
      params: { hours: 720 },
      message: 'failed',
      severity: 'error',
      data: { threshold: 720 },
    },
  },
  skip: {
    'a newer one failed, too': { asset: failed.asset, ...jobs(['FAILED', 30], ['FAILED', 60]) },
    'a newer one was partly done': { asset: failed.asset, ...jobs(['PARTIAL_COMPLETE', 30]) },
  },
  unknown: { 'no end': { asset: { completeTime: undefined } } },
  // Without later jobs nothing has made the failure good.
  absentIsFact: ['related.later', 'related.later.backupJob', 'sourceType', 'instanceId'],
});

test('the jobs of a plan that never succeeds are told with it', () => {
  expect(hbrFailed.because).toContainEqual('hbr-no-success');
});
