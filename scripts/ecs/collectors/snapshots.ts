import { defineCollector, instant, must, nextToken, number, oneOf, rpc, tagMap, text } from '../../../lib/define';
import { ecs } from '../product';

/** The states and usages of the official model. */
export const snapshots = defineCollector({
  id: 'ecs-snapshots',
  product: ecs,
  title: { zh: '快照', en: 'Snapshots' },
  scope: 'region',
  call: rpc('DescribeSnapshots'),
  paging: nextToken({ max: 100, total: 'TotalCount', counts: true }),
  items: 'Snapshots.Snapshot',
  assetId: 'SnapshotId',
  assetName: 'SnapshotName',
  fields: {
    status: must(oneOf('Status', ['progressing', 'accomplished', 'failed'])),
    snapshotType: text('SnapshotType'),
    creationTime: instant('CreationTime'),
    retentionDays: number('RetentionDays'),
    sourceDiskId: text('SourceDiskId'),
    sourceDiskSize: number('SourceDiskSize'),
    sourceRegionId: text('SourceRegionId'),
    usage: oneOf('Usage', ['none', 'image', 'disk', 'image_disk']),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags.Tag[]', 'TagKey', 'TagValue'),
  },
  confirm: { param: 'SnapshotIds', encode: 'json', max: 100 },
  refers: ['sourceDiskId'],
  show: ['status', 'snapshotType', 'creationTime', 'retentionDays', 'sourceDiskId', 'sourceDiskSize', 'usage', 'tags'],
  console: 'https://ecs.console.aliyun.com/snapshot/region/{{region}}',
});
