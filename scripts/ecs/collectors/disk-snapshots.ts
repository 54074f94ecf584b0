import { defineCollector, instant, must, nextToken, oneOf, rpc } from '../../../lib/define';
import { ecs } from '../product';
import { disks } from './disks';

/** All of the region, failed ones too: one under way counts for a while. */
export const diskSnapshots = defineCollector({
  id: 'ecs-disk-snapshots',
  product: ecs,
  title: { zh: '云盘的快照', en: 'Snapshots by disk' },
  scope: 'region',
  call: rpc('DescribeSnapshots'),
  paging: nextToken({ max: 100, total: 'TotalCount', counts: true }),
  items: 'Snapshots.Snapshot',
  assetId: 'SnapshotId',
  fields: {
    creationTime: must(instant('CreationTime')),
    status: oneOf('Status', ['progressing', 'accomplished', 'failed']),
  },
  belongs: { to: disks, by: 'SourceDiskId' },
});
