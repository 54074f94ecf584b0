import { defineCollector, nextToken, rpc } from '../../../lib/define';
import { ecs } from '../product';
import { snapshots } from './snapshots';

/** The disks that there are, as a fact about the snapshots that were taken from them: all of the region in a few calls. */
export const snapshotDisks = defineCollector({
  id: 'ecs-snapshot-disks',
  product: ecs,
  title: { zh: '快照的源云盘', en: 'Source disks of snapshots' },
  scope: 'region',
  call: rpc('DescribeDisks'),
  paging: nextToken({ max: 500, total: 'TotalCount', counts: true }),
  items: 'Disks.Disk',
  assetId: 'DiskId',
  fields: {},
  belongs: {
    to: snapshots,
    by: 'DiskId',
    key: ({ sourceDiskId }) => (typeof sourceDiskId === 'string' ? sourceDiskId : undefined),
  },
});
