import { defineCollector, list, oneOf, rpc, single, text } from '../../../lib/define';
import { redis } from '../product';
import { instances } from './instances';

export const netInfo = defineCollector({
  id: 'redis-net-info',
  product: redis,
  title: { zh: '网络信息', en: 'Network information' },
  scope: 'region',
  call: rpc('DescribeDBInstanceNetInfo', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    instanceNetInfo: list('NetInfoItems.InstanceNetInfo[]', {
      iPType: oneOf('IPType', ['Public', 'Private', 'Inner']),
      connectionString: text('ConnectionString'),
    }),
  },
  belongs: { to: instances, ask: { param: 'InstanceId', encode: 'comma', max: 1 } },
});
