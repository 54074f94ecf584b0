import { defineCollector, instant, must, nextToken, rpc } from '../../../lib/define';
import { ecs } from '../product';
import { disks } from './disks';

/** Finished snapshots only, all of the region. */
export const diskSnapshots = defineCollector({
  id: 'ecs-disk-snapshots',
  product: ecs,
  title: { zh: '云盘的快照', en: 'Snapshots by disk' },
  scope: 'region',
  call: rpc('DescribeSnapshots', { Status: 'accomplished' }),
  paging: nextToken({ max: 100, total: 'TotalCount', counts: true }),
  items: 'Snapshots.Snapshot',
  assetId: 'SnapshotId',
  fields: {
    creationTime: must(instant('CreationTime')),
  },
  belongs: { to: disks, by: 'SourceDiskId' },
});
