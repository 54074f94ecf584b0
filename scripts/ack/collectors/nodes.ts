import { defineCollector, oneOf, pageNumber, roa } from '../../../lib/define';
import { ack } from '../product';
import { isThere } from '../states';
import { clusters } from './clusters';

/** The states of the official model: those of the answer, and those of the filter that the answer has, too. */
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
    nodeStatus: oneOf('node_status', ['Ready', 'NotReady', 'Unknown', 'Offline']),
    state: oneOf('state', [
      ...(['pending', 'running', 'starting', 'stopping', 'stopped'] as const),
      ...(['initial', 'removing', 'failed'] as const),
    ]),
  },
  belongs: {
    to: clusters,
    ask: { param: 'ClusterId', encode: 'comma', max: 1, when: (cluster) => isThere(cluster.state) },
  },
});
