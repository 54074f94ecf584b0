import { scalingGroups } from '../../../scripts/ess';
import { where } from '../ecs/fixtures';

export const group = scalingGroups.toAsset(
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
export const disabled = { asset: { lifecycleState: 'Inactive' } } as const;
