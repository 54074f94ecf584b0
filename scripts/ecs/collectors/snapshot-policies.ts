import { defineCollector, pageNumber, rpc, text } from '../../../lib/define';
import { ecs } from '../product';
import { disks } from './disks';

/** When the disks of a region are to have their snapshots: days of the week, Monday is 1, and hours, of Beijing time. */
export const snapshotPolicies = defineCollector({
  id: 'ecs-snapshot-policies',
  product: ecs,
  title: { zh: '自动快照策略', en: 'Automatic snapshot policies' },
  scope: 'region',
  call: rpc('DescribeAutoSnapshotPolicyEx'),
  paging: pageNumber({ max: 100 }),
  items: 'AutoSnapshotPolicies.AutoSnapshotPolicy',
  assetId: 'AutoSnapshotPolicyId',
  fields: { repeatWeekdays: text('RepeatWeekdays'), timePoints: text('TimePoints') },
  belongs: {
    to: disks,
    by: 'AutoSnapshotPolicyId',
    key: ({ autoSnapshotPolicyId }) => (typeof autoSnapshotPolicyId === 'string' ? autoSnapshotPolicyId : undefined),
  },
});
