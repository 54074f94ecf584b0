import { defineCollector, pageNumber, roa, text } from '../../../lib/define';
import { ack } from '../product';
import { isThere } from '../states';
import { clusters } from './clusters';

export const nodes = defineCollector({
  id: 'ack-nodes',
  product: ack,
  title: { zh: '集群节点', en: 'Nodes of a cluster' },
  scope: 'region',
  call: roa('DescribeClusterNodes', '/clusters/{ClusterId}/nodes'),
  paging: pageNumber({ max: 100, page: 'pageNumber', size: 'pageSize', total: 'page.total_count' }),
  items: 'nodes',
  assetId: 'instance_id',
  assetName: 'node_name',
  fields: {
    nodeStatus: text('node_status'),
    state: text('state'),
  },
  belongs: {
    to: clusters,
    ask: { param: 'ClusterId', encode: 'comma', max: 1, when: (cluster) => isThere(cluster.state) },
  },
});
