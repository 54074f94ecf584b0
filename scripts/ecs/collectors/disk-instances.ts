import { defineCollector, instant, nextToken, rpc, unlessUnread } from '../../../lib/define';
import { ecs } from '../product';
import { disks } from './disks';

/** When the instances end that subscription disks are attached to: the disks of an instance end with it. */
export const diskInstances = defineCollector({
  id: 'ecs-disk-instances',
  product: ecs,
  title: { zh: '云盘所挂载的实例', en: 'Instances that disks are attached to' },
  scope: 'region',
  call: rpc('DescribeInstances'),
  paging: nextToken({ max: 100, total: 'TotalCount', counts: true }),
  items: 'Instances.Instance',
  assetId: 'InstanceId',
  fields: { expiredTime: instant('ExpiredTime') },
  belongs: {
    to: disks,
    by: 'InstanceId',
    key: ({ instanceId }) => (typeof instanceId === 'string' ? instanceId : undefined),
    ask: {
      param: 'InstanceIds',
      encode: 'json',
      max: 100,
      when: (disk) =>
        unlessUnread(
          () => disk.diskChargeType === 'PrePaid',
          () => false,
        ),
    },
  },
});
