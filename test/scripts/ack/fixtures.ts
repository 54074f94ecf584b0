import { clusterDetails, clusters, nodePools, nodes } from '../../../scripts/ack';
import { now, where } from '../ecs/fixtures';

export { now };

/** A running cluster, through the collector as the API answers it. */
export const cluster = clusters.toAsset(
  {
    cluster_id: 'c1',
    name: 'shop',
    state: 'running',
    cluster_type: 'ManagedKubernetes',
    cluster_spec: 'ack.pro.small',
    current_version: '1.34.1-aliyun.1',
    next_version: '',
    size: 2,
    deletion_protection: true,
    created: '2025-04-07T09:57:26+08:00',
    resource_group_id: 'rg-1',
    tags: [{ key: 'env', value: 'prod' }],
  },
  where,
);

/** A node with a status; `state` is that of its machine. */
export function node(n: number, nodeStatus: string | undefined, state = 'running', name = `node-${n}`) {
  return nodes.toAsset({ instance_id: `i-${n}`, node_name: name, node_status: nodeStatus, state }, where);
}

export function details(masterUrl: object | string | undefined) {
  const text = typeof masterUrl === 'object' ? JSON.stringify(masterUrl) : masterUrl;
  return clusterDetails.toAsset({ cluster_id: 'c1', master_url: text }, where);
}

/** What a cluster tells beside its addresses. */
export function metaData(metaData: object | string | undefined) {
  const text = typeof metaData === 'object' ? JSON.stringify(metaData) : metaData;
  return clusterDetails.toAsset({ cluster_id: 'c1', meta_data: text }, where);
}

export function pool(n: number, state: string | undefined, failed: number | undefined, name = `pool-${n}`) {
  const nodepool_info = { nodepool_id: `np-${n}`, name };
  return nodePools.toAsset({ nodepool_info, status: { state, failed_nodes: failed } }, where);
}
