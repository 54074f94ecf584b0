import { defineCollector, list, oneOf, rpc, single } from '../../../lib/define';
import { mongodb } from '../product';
import { instances } from './instances';

/** The endpoints of replica sets and standalone instances; a sharded cluster has an action of its own. */
export const replicaAddresses = defineCollector({
  id: 'mongodb-replica-addresses',
  product: mongodb,
  title: { zh: '副本集连接地址', en: 'Endpoints of replica sets' },
  scope: 'region',
  call: rpc('DescribeReplicaSetRole', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    replicaSet: list('ReplicaSets.ReplicaSet[]', { networkType: oneOf('NetworkType', ['VPC', 'Classic', 'Public']) }),
  },
  belongs: {
    to: instances,
    ask: { param: 'DBInstanceId', encode: 'comma', max: 1, when: (one) => one.dBInstanceType === 'replicate' },
  },
});
