import { defineCollector, number, oneOf, roa, single } from '../../../lib/define';
import { ack } from '../product';
import { isThere } from '../states';
import { clusters } from './clusters';

/** The states of the official model, and those of the life cycle of a pool that it leaves out. */
export const nodePools = defineCollector({
  id: 'ack-node-pools',
  product: ack,
  title: { zh: '节点池', en: 'Node pools of a cluster' },
  reveals: { zh: '节点的登录密码', en: 'login passwords of nodes' },
  scope: 'region',
  call: roa('DescribeClusterNodePools', '/clusters/{ClusterId}/nodepools'),
  paging: single(),
  items: 'nodepools',
  assetId: 'nodepool_info.nodepool_id',
  assetName: 'nodepool_info.name',
  fields: {
    state: oneOf('status.state', [
      ...(['active', 'scaling', 'removing', 'deleting', 'updating'] as const),
      ...(['initial', 'upgrading', 'repairing', 'deleted', 'failed'] as const),
    ]),
    failedNodes: number('status.failed_nodes'),
  },
  belongs: {
    to: clusters,
    ask: { param: 'ClusterId', encode: 'comma', max: 1, when: (cluster) => isThere(cluster.state) },
  },
});
