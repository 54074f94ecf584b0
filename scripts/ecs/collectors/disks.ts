import { defineCollector, flag, instant, must, nextToken, number, rpc, tagMap, text } from '../../../lib/define';
import { ecs } from '../product';

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
    status: must(text('Status')),
    type: text('Type'),
    category: text('Category'),
    size: number('Size'),
    diskChargeType: text('DiskChargeType'),
    expiredTime: instant('ExpiredTime'),
    creationTime: instant('CreationTime'),
    detachedTime: instant('DetachedTime'),
    instanceId: text('InstanceId'),
    autoSnapshotPolicyId: text('AutoSnapshotPolicyId'),
    enableAutomatedSnapshotPolicy: flag('EnableAutomatedSnapshotPolicy'),
    deleteWithInstance: flag('DeleteWithInstance'),
    encrypted: flag('Encrypted'),
    zoneId: text('ZoneId'),
    tags: tagMap('Tags.Tag[]', 'TagKey', 'TagValue'),
  },
  resourceType: 'ACS::ECS::Disk',
  show: ['status', 'type', 'category', 'size', 'diskChargeType', 'expiredTime', 'instanceId', 'tags'],
  console: 'https://ecs.console.aliyun.com/disk/{{id}}?regionId={{region}}',
});
