import { atCapacity, scalingGroups, essSuspended } from '../../../scripts/ess';
import { testChecker } from '../../harness/check-tester';
import { now, where } from '../ecs/fixtures';

const group = scalingGroups.toAsset(
  {
    ScalingGroupId: 'asg-1',
    ScalingGroupName: 'web',
    LifecycleState: 'Active',
    SystemSuspended: false,
    SuspendedProcesses: [],
    GroupType: 'ECS',
    TotalCapacity: 4,
    MinSize: 1,
    MaxSize: 10,
    Tags: [],
  },
  where,
);
const disabled = { asset: { lifecycleState: 'Inactive' } } as const;

testChecker(essSuspended, {
  healthy: { asset: group, now },
  pass: { scaling: {} },
  fail: {
    suspended: {
      asset: { systemSuspended: true },
      message: 'suspended',
      severity: 'error',
      text: {
        zh: '伸缩组 asg-1（web）的伸缩活动已被系统停止',
        en: 'The system has stopped the scaling of group asg-1 (web)',
      },
    },
  },
  skip: { disabled },
  unknown: { 'not told': { asset: { systemSuspended: undefined } } },
});

testChecker(atCapacity, {
  healthy: { asset: group, now },
  pass: {
    'one below the maximum': { asset: { totalCapacity: 9 } },
    empty: { asset: { totalCapacity: 0, minSize: 0 } },
  },
  fail: {
    'at the maximum': {
      asset: { totalCapacity: 10 },
      message: 'full',
      severity: 'warning',
      text: {
        zh: '伸缩组 asg-1（web）的容量为 10，已达上限 10',
        en: 'Scaling group asg-1 (web) has a capacity of 10, its maximum is 10',
      },
    },
    'above a maximum that was lowered': {
      asset: { totalCapacity: 12 },
      message: 'full',
      severity: 'warning',
      data: { value: 12, threshold: 10 },
    },
  },
  skip: { disabled, 'of a fixed size': { asset: { totalCapacity: 10, minSize: 10 } } },
  unknown: {
    'no size': { asset: { totalCapacity: undefined } },
    'no minimum': { asset: { minSize: undefined, totalCapacity: 10 } },
    'no maximum': { asset: { maxSize: undefined } },
  },
});
