import { failedJobs, hbrFailed } from '../../../../scripts/hbr';
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

testChecker(hbrFailed, {
  healthy: { asset, now },
  pass: {
    'ten days ago': {},
    complete: { asset: { status: 'COMPLETE', completeTime: now } },
    'just over a day ago': { asset: { completeTime: inDays(-1, -1) } },
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
    'within a month': {
      params: { hours: 720 },
      message: 'failed',
      severity: 'error',
      data: { threshold: 720 },
    },
  },
  unknown: { 'no end': { asset: { completeTime: undefined } } },
});
