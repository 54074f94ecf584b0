import { defineCollector, oneOf, pageNumber, rpc } from '../../../lib/define';
import { ecs } from '../product';
import { instances } from './instances';

/** The states of the official model, and `Ok`, which it leaves out. */
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
    healthStatus: oneOf('HealthStatus.Name', [
      ...(['Ok', 'Impaired', 'Warning', 'Maintaining'] as const),
      ...(['Initializing', 'InsufficientData', 'NotApplicable'] as const),
    ]),
  },
  belongs: {
    to: instances,
    by: 'InstanceId',
    ask: { param: 'InstanceId', encode: 'repeat', max: 100, when: (instance) => instance.status === 'Running' },
  },
});
