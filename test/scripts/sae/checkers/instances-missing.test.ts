import { applications, instancesMissing, statuses } from '../../../../scripts/sae';
import { testChecker } from '../../../harness/check-tester';
import { now, where } from '../../ecs/fixtures';

const application = applications.toAsset(
  { AppId: 'app-1', AppName: 'orders', Instances: 4, RunningInstances: 4, AppDeletingStatus: false, Tags: [] },
  where,
);

/** What is said of one that lacks instances: it runs, and nobody changes it. */
function status(facts: object) {
  const Data = { AppId: 'app-1', CurrentStatus: 'RUNNING', LastChangeOrderRunning: false, ...facts };
  return { related: { status: [statuses.toAsset({ Data }, where)] } };
}

testChecker(instancesMissing, {
  healthy: { asset: application, now, ...status({}) },
  pass: {
    'all of them': {},
    'more than wanted, while it is changed': { asset: { runningInstances: 5 } },
    'nobody is asked for its state': { related: { status: [] } },
  },
  fail: {
    'one of four is missing': {
      asset: { runningInstances: 3 },
      message: 'some',
      severity: 'warning',
      text: { zh: 'SAE 应用 orders 期望 4 个实例，运行 3 个', en: 'SAE application orders runs 3 of 4 instances' },
    },
    'half of them': {
      asset: { runningInstances: 2 },
      message: 'some',
      severity: 'error',
      data: { value: 2, wanted: 4 },
    },
    'all of them are missing': {
      asset: { runningInstances: 0 },
      message: 'none',
      severity: 'critical',
      text: {
        zh: 'SAE 应用 orders 期望 4 个实例，没有一个在运行',
        en: 'SAE application orders runs none of its 4 instances',
      },
    },
    'a release is stuck': {
      asset: { runningInstances: 2 },
      ...status({ LastChangeOrderRunning: true, SubStatus: 'RUNNING_BUT_HAS_ERROR' }),
      message: 'some',
      severity: 'error',
      data: { value: 2 },
    },
  },
  skip: {
    stopped: { asset: { runningInstances: 0 }, ...status({ CurrentStatus: 'STOPPED' }) },
    'a release is under way': {
      asset: { runningInstances: 3 },
      ...status({ LastChangeOrderRunning: true, SubStatus: 'NORMAL' }),
    },
    'being deleted': { asset: { runningInstances: 0, appDeletingStatus: true } },
    'no instances are wanted': { asset: { instances: 0, runningInstances: 0 } },
  },
  unknown: {
    'nobody tells how many are wanted': { asset: { instances: undefined } },
    'nobody tells how many run': { asset: { runningInstances: undefined } },
    'nobody tells of its state': { asset: { runningInstances: 3 }, related: { status: [] } },
    'its state is not known': { asset: { runningInstances: 3 }, ...status({ CurrentStatus: 'UNKNOWN' }) },
    'nobody tells of changes': { asset: { runningInstances: 3 }, ...status({ LastChangeOrderRunning: undefined }) },
  },
  // One that is not being deleted may go without saying so; a release without a substate is under way.
  absentIsFact: ['appDeletingStatus', 'related.status.subStatus'],
});
