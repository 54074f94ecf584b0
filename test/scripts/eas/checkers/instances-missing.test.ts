import { instancesMissing, services } from '../../../../scripts/eas';
import { testChecker } from '../../../harness/check-tester';
import { where } from '../../ecs/fixtures';

const service = services.toAsset(
  { ServiceId: 'eas-m-1', ServiceName: 'echo', Status: 'Running', TotalInstance: 4, RunningInstance: 4 },
  where,
);

testChecker(instancesMissing, {
  healthy: { asset: service },
  pass: {
    'all run': {},
    'more than wanted, in a release': { asset: { runningInstance: 5 } },
    'all run while it is updated': { asset: { status: 'HotUpdate' } },
  },
  fail: {
    'none runs': {
      asset: { runningInstance: 0, status: 'Failed' },
      message: 'none',
      severity: 'critical',
      text: {
        zh: 'EAS 服务 echo 期望 4 个实例，没有一个在运行（状态 Failed）',
        en: 'EAS service echo runs none of its 4 instances (it is Failed)',
      },
    },
    'could not be made': {
      asset: { totalInstance: 0, runningInstance: 0, status: 'Failed' },
      message: 'failed',
      severity: 'error',
      text: { zh: 'EAS 服务 echo 的状态为 Failed', en: 'EAS service echo is Failed' },
    },
    'an update failed, and all run as before': {
      asset: { status: 'Failed' },
      message: 'failed',
      severity: 'error',
      data: { value: 4, wanted: 4 },
    },
    'could not be released': {
      asset: { runningInstance: 0, status: 'DeleteFailed' },
      message: 'failed',
      severity: 'error',
      data: { status: 'DeleteFailed' },
    },
    'is being made, and does not come up': {
      asset: { runningInstance: 0, status: 'Creating' },
      message: 'none',
      severity: 'error',
      data: { status: 'Creating' },
    },
    'waits for resources': {
      asset: { runningInstance: 0, status: 'Pending' },
      message: 'none',
      severity: 'critical',
      data: { status: 'Pending' },
    },
    'half of them': {
      asset: { runningInstance: 2 },
      message: 'some',
      severity: 'error',
      text: {
        zh: 'EAS 服务 echo 期望 4 个实例，运行 2 个（状态 Running）',
        en: 'EAS service echo runs 2 of 4 instances (it is Running)',
      },
    },
    'more than half': { asset: { runningInstance: 3 }, message: 'some', severity: 'warning', data: { value: 3 } },
  },
  skip: {
    'somebody has stopped it': { asset: { status: 'Stopped', runningInstance: 0 } },
    'it is being deleted': { asset: { status: 'Deleting', runningInstance: 0 } },
    'an offline task is done': { asset: { status: 'Complete', runningInstance: 0 } },
    'it is being stopped': { asset: { status: 'Stopping', runningInstance: 1 } },
    'somebody develops it': { asset: { status: 'Developing', runningInstance: 0 } },
    'scaled down to nothing': { asset: { totalInstance: 0, runningInstance: 0 } },
  },
  unknown: {
    'no number wanted': { asset: { totalInstance: undefined } },
    'no number that runs': { asset: { runningInstance: undefined } },
    'no state': { asset: { status: undefined, runningInstance: 0 } },
  },
});
