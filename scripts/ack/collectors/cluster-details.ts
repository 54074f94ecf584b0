import { defineCollector, roa, single, text } from '../../../lib/define';
import { ack } from '../product';
import { isThere } from '../states';
import { clusters } from './clusters';

export const clusterDetails = defineCollector({
  id: 'ack-cluster-details',
  product: ack,
  title: { zh: '集群详情', en: 'Details of a cluster' },
  scope: 'region',
  call: roa('DescribeClusterDetail', '/clusters/{ClusterId}'),
  paging: single(),
  items: '',
  assetId: 'cluster_id',
  fields: {
    masterUrl: text('master_url'),
    metaData: text('meta_data'),
  },
  belongs: {
    to: clusters,
    ask: { param: 'ClusterId', encode: 'comma', max: 1, when: (cluster) => isThere(cluster.state) },
  },
});
