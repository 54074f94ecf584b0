import { defineCollector, flag, instant, must, nextToken, number, oneOf, rpc, tagMap, text } from '../../../lib/define';
import { ecs } from '../product';

/** Those that can have snapshots first. The official model's, and regional and enhanced ones of later announcements. */
const CATEGORIES = [
  ...(['cloud', 'cloud_efficiency', 'cloud_ssd', 'cloud_essd', 'cloud_essd_entry', 'cloud_auto'] as const),
  ...(['cloud_regional_disk_auto', 'cloud_essd_xc0', 'cloud_essd_xc1'] as const),
  ...([
    'local_ssd_pro',
    'local_hdd_pro',
    'ephemeral',
    'ephemeral_ssd',
    'ephemeral_hdd',
    'local_ssd',
    'local_hdd',
  ] as const),
  ...(['elastic_ephemeral_disk_standard', 'elastic_ephemeral_disk_premium'] as const),
] as const;

export const disks = defineCollector({
  id: 'ecs-disks',
  product: ecs,
  title: { zh: '云盘', en: 'Disks' },
  scope: 'region',
  call: rpc('DescribeDisks'),
  paging: nextToken({ max: 500, total: 'TotalCount', counts: true }),
  items: 'Disks.Disk',
  assetId: 'DiskId',
  assetName: 'DiskName',
  fields: {
    status: must(oneOf('Status', ['In_use', 'Available', 'Attaching', 'Detaching', 'Creating', 'ReIniting'])),
    type: text('Type'),
    category: oneOf('Category', CATEGORIES),
    size: number('Size'),
    performanceLevel: text('PerformanceLevel'),
    diskChargeType: oneOf('DiskChargeType', ['PrePaid', 'PostPaid']),
    expiredTime: instant('ExpiredTime'),
    creationTime: instant('CreationTime'),
    detachedTime: instant('DetachedTime'),
    instanceId: text('InstanceId'),
    autoSnapshotPolicyId: text('AutoSnapshotPolicyId'),
    enableAutomatedSnapshotPolicy: flag('EnableAutomatedSnapshotPolicy'),
    encrypted: flag('Encrypted'),
    deleteWithInstance: flag('DeleteWithInstance'),
    zoneId: text('ZoneId'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags.Tag[]', 'TagKey', 'TagValue'),
  },
  confirm: { param: 'DiskIds', encode: 'json', max: 100 },
  resourceType: 'ACS::ECS::Disk',
  refers: ['instanceId'],
  show: ['status', 'type', 'category', 'size', 'diskChargeType', 'expiredTime', 'instanceId', 'tags'],
  console: 'https://ecs.console.aliyun.com/disk/{{id}}?regionId={{region}}',
});
