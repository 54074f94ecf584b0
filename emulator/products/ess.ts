import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { notFound } from '../errors';
import { numberPaging } from '../paging';
import { basicsAt, lister, placeOf, RESOURCE_GROUP } from '../common/networks';
import { HOUR, MINUTE, minuteTime } from '../time';
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

/** Three of the last hours failed, and one of two weeks before. */
const describeScalingActivities: Action = {
  name: 'DescribeScalingActivities',
  params: ['ScalingGroupId', 'StatusCode'],
  required: ['RegionId', 'ScalingGroupId'],
  paging: numberPaging({ default: 10, max: 50, over: 'cap' }),
  items: 'ScalingActivities',
  itemId: 'ScalingActivityId',
  handle(call) {
    const { scope, params, world } = call;
    const index = scope.find(KIND, params.ScalingGroupId ?? '');
    if (index === undefined) throw notFound('InvalidScalingGroupId.NotFound', 'The scaling group does not exist.');
    const { id, condition } = basicsAt(scope, KIND, index);
    const ages = condition === 'ess-activity-failed' ? [1, 4, 9, 14 * 24] : [14 * 24];
    const all = (params.StatusCode ?? 'Failed') === 'Failed' ? ages : [];
    const { rows, fields } = call.page(
      listing(all.length, (n): Body => {
        const begun = world.time - (all[n] ?? 0) * HOUR;
        return {
          ScalingActivityId: `asa-${id.slice(4)}${n}`,
          ScalingGroupId: id,
          StatusCode: 'Failed',
          StatusMessage: 'The requested resource is sold out in the specified zone.',
          ErrorCode: 'OperationDenied.NoStock',
          Description: 'Add "1" ECS instance',
          Cause: 'A scaling rule was executed.',
          Progress: 100,
          StartTime: minuteTime(begun),
          EndTime: minuteTime(begun + MINUTE),
        };
      }),
    );
    return { ScalingActivities: rows, ...fields };
  },
};

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
    describeScalingActivities,
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
    'ess-activity-failed': { kind: 'scalingGroup', detail: 'three activities of the last hours failed' },
  },
  raises: {
    'ess-suspended': ['ess-suspended error'],
    'ess-at-capacity': ['ess-at-capacity warning'],
    'ess-activity-failed': ['ess-activity-failed warning'],
  },
});
