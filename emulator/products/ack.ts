import { listing, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { notFound } from '../errors';
import { balancerAt, nthOf, placeOf } from '../common/networks';
import { numberPaging } from '../paging';
import { hash } from '../random';
import { DAY } from '../time';
import type { Scope } from '../world';

/** Nodes of a cluster. */
function nodeCount(scope: Scope, index: number): number {
  return 3 + (hash(scope.population('cluster').key, index) % 20);
}

/** The machines that are its nodes, first to last; a cluster of more nodes than the world has machines goes on without. */
function machinesOf(scope: Scope, index: number): string[] {
  const instances = scope.live('instance');
  let before = 0;
  for (let n = 0; n < index; n++) before += nodeCount(scope, n);
  const count = Math.min(nodeCount(scope, index), instances.length);
  return Array.from({ length: count }, (_, n) => nthOf(scope, 'instance', before + n) ?? '');
}

/** The VPC and vSwitch that it is in, its security group, and the balancer before its API server. */
function groundOf(scope: Scope, index: number) {
  const { VpcId, VSwitchId, ZoneId } = placeOf(scope, hash(scope.population('cluster').key, index));
  const balancer = nthOf(scope, 'loadBalancer', 2 * index) ?? '';
  const { address } = balancerAt(scope, scope.population('loadBalancer').indexOf(balancer) ?? 2 * index);
  return { VpcId, VSwitchId, ZoneId, balancer, group: nthOf(scope, 'securityGroup', index) ?? '', address };
}

function row(scope: Scope, index: number): Body {
  const population = scope.population('cluster');
  const condition = scope.condition('cluster', index);
  const seed = hash(population.key, index);
  const { VpcId, VSwitchId, ZoneId, balancer, group, address } = groundOf(scope, index);
  const created = new Date(scope.world.now - (100 + (seed % 300)) * DAY + 8 * 3_600_000).toISOString();
  return {
    cluster_id: population.idOf(index),
    name: `cluster-${index + 1}`,
    cluster_type: 'ManagedKubernetes',
    cluster_spec: 'ack.pro.small',
    profile: 'Default',
    state: condition === 'ack-unavailable' ? 'unavailable' : 'running',
    current_version: condition === 'ack-version-old' ? '1.32.1-aliyun.1' : '1.34.1-aliyun.1',
    init_version: '1.32.1-aliyun.1',
    next_version: condition === 'ack-version-old' ? '1.33.3-aliyun.1' : '',
    created: `${created.slice(0, 19)}+08:00`,
    updated: `${created.slice(0, 19)}+08:00`,
    deletion_protection: true,
    region_id: scope.region,
    zone_id: ZoneId,
    vpc_id: VpcId,
    vswitch_id: VSwitchId,
    vswitch_ids: [VSwitchId],
    security_group_id: group,
    external_loadbalancer_id: balancer,
    master_url: JSON.stringify({
      api_server_endpoint: condition === 'ack-public-api' ? `https://198.51.100.${(index % 253) + 1}:6443` : '',
      intranet_api_server_endpoint: `https://${address}:6443`,
    }),
    meta_data: JSON.stringify({
      Addons: [{ name: 'cloud-controller-manager', version: 'v2.11.1' }],
      AuditProjectName: condition === 'ack-audit-off' ? undefined : `k8s-log-${population.idOf(index)}`,
    }),
    network_mode: 'vpc',
    proxy_mode: 'ipvs',
    ip_stack: 'ipv4',
    container_cidr: '172.20.0.0/16',
    subnet_cidr: '172.20.0.0/16',
    service_cidr: '192.168.0.0/20',
    cluster_domain: 'cluster.local',
    timezone: 'Asia/Shanghai',
    resource_group_id: 'rg-acfmemulator00a',
    size: nodeCount(scope, index),
    tags: [{ key: 'env', value: 'production' }],
  };
}

const describeClustersV1: Action = {
  name: 'DescribeClustersV1',
  path: '/api/v1/clusters',
  params: ['name', 'region_id'],
  paging: numberPaging({
    default: 10,
    max: 100,
    over: 'cap',
    names: { page: 'page_number', size: 'page_size' },
  }),
  items: 'clusters',
  itemId: 'cluster_id',
  handle(call) {
    const { scope, params } = call;
    const { name, region_id: region = scope.region } = params;
    const chosen = scope.filtered(
      'cluster',
      `${name ?? ''}/${region}`,
      (index) => region === scope.region && (name ?? `cluster-${index + 1}`) === `cluster-${index + 1}`,
    );
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return {
      clusters: rows,
      page_info: { page_number: fields.page_number, page_size: fields.PageSize, total_count: fields.TotalCount },
    };
  },
};

/** The cluster in the path. @throws ApiError 404 */
function wantedIndex({ scope, params }: Call): number {
  const index = scope.find('cluster', params.ClusterId ?? '');
  if (index === undefined) throw notFound('ErrorClusterNotFound', 'The specified cluster does not exist.');
  return index;
}

const describeClusterDetail: Action = {
  name: 'DescribeClusterDetail',
  path: '/clusters/{ClusterId}',
  params: ['ClusterId'],
  handle(call) {
    return row(call.scope, wantedIndex(call));
  },
};

const describeClusterNodes: Action = {
  name: 'DescribeClusterNodes',
  path: '/clusters/{ClusterId}/nodes',
  params: ['ClusterId'],
  paging: numberPaging({
    default: 10,
    max: 100,
    over: 'refuse',
    names: { page: 'pageNumber', size: 'pageSize' },
  }),
  items: 'nodes',
  itemId: 'instance_id',
  handle(call) {
    const { scope } = call;
    const index = wantedIndex(call);
    const id = scope.population('cluster').idOf(index);
    const machines = machinesOf(scope, index);
    // A quarter of its nodes.
    const sick = scope.condition('cluster', index) === 'ack-node-not-ready' ? nodeCount(scope, index) / 4 : 0;
    const { rows, fields } = call.page(
      listing(nodeCount(scope, index), (n): Body => ({
        instance_id: machines[n] ?? `i-${id}${n}`,
        node_name: `${scope.region}.10.13.1.${n + 1}`,
        instance_name: `worker-k8s-for-cs-${id}`,
        instance_role: 'Worker',
        instance_status: 'Running',
        instance_type: 'ecs.g7.xlarge',
        instance_charge_type: 'PostPaid',
        expired_time: '2099-12-31T15:59:00Z',
        is_aliyun_node: true,
        node_status: n < sick ? 'NotReady' : 'Ready',
        state: 'running',
      })),
    );
    const page = { page_number: fields.pageNumber, page_size: fields.PageSize, total_count: fields.TotalCount };
    return { nodes: rows, page };
  },
};

const describeClusterNodePools: Action = {
  name: 'DescribeClusterNodePools',
  path: '/clusters/{ClusterId}/nodepools',
  params: ['ClusterId'],
  handle(call) {
    const { scope } = call;
    const index = wantedIndex(call);
    const id = scope.population('cluster').idOf(index);
    const total = nodeCount(scope, index);
    const failing = scope.condition('cluster', index) === 'ack-pool-failed';
    const pool = (n: number, nodes: number): Body => {
      const failed = failing && n === 1 ? 2 : 0;
      return {
        nodepool_info: {
          nodepool_id: `np${id.slice(1)}${n}`,
          name: n === 0 ? 'default-nodepool' : 'spare',
          type: 'ess',
          is_default: n === 0,
          region_id: scope.region,
          resource_group_id: 'rg-acfmemulator00a',
        },
        status: {
          state: 'active',
          total_nodes: nodes + failed,
          serving_nodes: nodes,
          healthy_nodes: nodes,
          failed_nodes: failed,
          initial_nodes: 0,
          offline_nodes: 0,
          removing_nodes: 0,
        },
      };
    };
    return { nodepools: [pool(0, total), pool(1, 0)] };
  },
};

const api: Product = {
  code: 'cs',
  version: '2015-12-15',
  actions: [describeClustersV1, describeClusterDetail, describeClusterNodes, describeClusterNodePools],
};

export const ack = emulated({
  products: [api],
  kinds: {
    cluster: { prefix: 'c', size: 'clusters', usual: 14, mark: false },
  },
  conditions: {
    'ack-unavailable': { kind: 'cluster', detail: 'cluster state unavailable' },
    'ack-node-not-ready': { kind: 'cluster', detail: 'a quarter of its nodes is NotReady' },
    'ack-public-api': { kind: 'cluster', detail: 'the API server has a public address' },
    'ack-pool-failed': { kind: 'cluster', detail: 'two nodes of the second node pool failed' },
    'ack-audit-off': { kind: 'cluster', detail: 'no audit log' },
    'ack-version-old': { kind: 'cluster', detail: 'runs 1.32, can be upgraded to 1.33' },
  },
  raises: {
    'ack-unavailable': ['ack-state critical'],
    'ack-node-not-ready': ['ack-node critical'],
    'ack-public-api': ['ack-public-api error'],
    'ack-pool-failed': ['ack-node-pool warning'],
    'ack-audit-off': ['ack-audit-off warning'],
    'ack-version-old': ['ack-version-old info'],
  },
});
