import type { Body, Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { basicsAt, lister, placeOf, RESOURCE_GROUP } from '../common/networks';
import { minuteTime } from '../time';
import type { Scope } from '../world';

const KIND = 'scalingGroup';

const MAX = 10;

function row(scope: Scope, index: number): Body {
  const { id, seed, condition, created } = basicsAt(scope, KIND, index);
  const { VpcId, VSwitchId } = placeOf(scope, seed);
  const total = condition === 'ess-at-capacity' ? MAX : 2 + (seed % 6);
  return {
    ScalingGroupId: id,
    ScalingGroupName: `group-${index + 1}`,
    GroupType: index % 3 === 2 ? 'ECI' : 'ECS',
    LifecycleState: 'Active',
    SystemSuspended: condition === 'ess-suspended',
    SuspendedProcesses: [],
    TotalCapacity: total,
    ActiveCapacity: total,
    MinSize: 1,
    MaxSize: MAX,
    CreationTime: minuteTime(created),
    RegionId: scope.region,
    VpcId,
    VSwitchId,
    VSwitchIds: [VSwitchId],
    ResourceGroupId: RESOURCE_GROUP,
    Tags: [{ TagKey: 'env', TagValue: 'production', Propagate: false }],
  };
}

const api: Product = {
  code: 'ess',
  version: '2022-02-22',
  actions: [
    lister({
      kind: KIND,
      row,
      filters: ['GroupType', 'ScalingGroupName'],
      defaults: { GroupType: 'ECS' },
      ids: 'ScalingGroupIds',
      action: {
        name: 'DescribeScalingGroups',
        required: ['RegionId'],
        paging: numberPaging({ default: 10, max: 50, over: 'cap' }),
        items: 'ScalingGroups',
        itemId: 'ScalingGroupId',
      },
      answer: (rows) => ({ ScalingGroups: rows }),
    }),
  ],
};

export const ess = emulated({
  products: [api],
  kinds: {
    scalingGroup: { prefix: 'asg-', size: 'scalingGroups', usual: 8 },
  },
  conditions: {
    'ess-suspended': { kind: 'scalingGroup', detail: 'SystemSuspended' },
    'ess-at-capacity': { kind: 'scalingGroup', detail: '10 instances of at most 10' },
  },
  raises: {
    'ess-suspended': ['ess-suspended error'],
    'ess-at-capacity': ['ess-at-capacity warning'],
  },
});
