import {
  defineCollector,
  flag,
  must,
  number,
  oneOf,
  pageNumber,
  rpc,
  tagMap,
  text,
  textList,
} from '../../../lib/define';
import { ess } from '../product';

/**
 * Without a type the answer holds groups of ECS instances, as far as the documentation tells: those of container instances
 * are asked for by their own. Should it hold all, they come twice and are taken once. The states are those of the official
 * model.
 */
export const scalingGroups = defineCollector({
  id: 'ess-scaling-groups',
  product: ess,
  title: { zh: '伸缩组', en: 'Scaling groups' },
  scope: 'region',
  call: rpc('DescribeScalingGroups'),
  variants: [{}, { GroupType: 'ECI' }],
  paging: pageNumber({ max: 50 }),
  items: 'ScalingGroups',
  assetId: 'ScalingGroupId',
  assetName: 'ScalingGroupName',
  fields: {
    lifecycleState: must(oneOf('LifecycleState', ['Active', 'Inactive', 'Deleting'])),
    systemSuspended: flag('SystemSuspended'),
    suspendedProcesses: textList('SuspendedProcesses[]'),
    groupType: text('GroupType'),
    totalCapacity: number('TotalCapacity'),
    minSize: number('MinSize'),
    maxSize: number('MaxSize'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags[]', 'TagKey', 'TagValue'),
  },
  show: [
    'lifecycleState',
    'systemSuspended',
    'suspendedProcesses',
    'groupType',
    'totalCapacity',
    'minSize',
    'maxSize',
    'tags',
  ],
});
