import { words, type ObjectSchema } from '../../lib/define';

/** Without a published schema: in the manner of the documented ones. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_ess',
    id: 'ScalingGroupId',
    tags: words('ScalingGroupId ScalingGroupName LifecycleState GroupType'),
    fields: words('SystemSuspended SuspendedProcesses TotalCapacity MinSize MaxSize'),
  },
];
