import { defineCollector, pageNumber, rpc, text } from '../../../lib/define';
import { ecs } from '../product';
import { instances } from './instances';

export const instanceHealth = defineCollector({
  id: 'ecs-instance-health',
  product: ecs,
  title: { zh: '实例健康状态', en: 'Instance health' },
  scope: 'region',
  call: rpc('DescribeInstancesFullStatus'),
  paging: pageNumber({ max: 100 }),
  items: 'InstanceFullStatusSet.InstanceFullStatusType',
  assetId: 'InstanceId',
  fields: {
    healthStatus: text('HealthStatus.Name'),
  },
  belongs: {
    to: instances,
    by: 'InstanceId',
    ask: { param: 'InstanceId', encode: 'repeat', max: 100, when: (instance) => instance.status === 'Running' },
  },
});
