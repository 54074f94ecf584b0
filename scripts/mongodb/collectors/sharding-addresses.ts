import { defineCollector, list, oneOf, rpc, single } from '../../../lib/define';
import { mongodb } from '../product';
import { instances } from './instances';

/** The endpoints of the nodes of sharded clusters. */
export const shardingAddresses = defineCollector({
  id: 'mongodb-sharding-addresses',
  product: mongodb,
  title: { zh: '分片集群连接地址', en: 'Endpoints of sharded clusters' },
  scope: 'region',
  call: rpc('DescribeShardingNetworkAddress', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    networkAddress: list('NetworkAddresses.NetworkAddress[]', {
      networkType: oneOf('NetworkType', ['VPC', 'Classic', 'Public']),
    }),
  },
  belongs: {
    to: instances,
    ask: { param: 'DBInstanceId', encode: 'comma', max: 1, when: (one) => one.dBInstanceType === 'sharding' },
  },
});
