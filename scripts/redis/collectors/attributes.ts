import { defineCollector, oneOf, rpc, single } from '../../../lib/define';
import { redis } from '../product';
import { instances } from './instances';

/** What the list does not tell of an instance. */
export const attributes = defineCollector({
  id: 'redis-attributes',
  product: redis,
  title: { zh: '实例属性', en: 'Instance attributes' },
  scope: 'region',
  call: rpc('DescribeInstanceAttribute', {}, { regionParam: false }),
  paging: single(),
  items: 'Instances.DBInstanceAttribute',
  assetId: 'InstanceId',
  fields: {
    // Of DescribeInstanceAttribute; `Close` is no password.
    vpcAuthMode: oneOf('VpcAuthMode', ['Open', 'Close']),
  },
  belongs: { to: instances, by: 'InstanceId', ask: { param: 'InstanceId', encode: 'comma', max: 1 } },
});
