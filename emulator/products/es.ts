import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { CRITICAL, lost, usage, type Metric, type Monitored } from '../metrics';
import { numberPaging } from '../paging';
import { databaseAt } from '../common/databases';
import { placeOf, RESOURCE_GROUP } from '../common/networks';
import { secondTime } from '../time';
import type { Scope } from '../world';

const KIND = 'esInstance';

const FROZEN = 'es-frozen';

function row(scope: Scope, index: number): Body {
  const { id, seed, condition, prepaid, expires, created } = databaseAt(scope, KIND, index);
  const { VpcId, VSwitchId, ZoneId } = placeOf(scope, seed);
  return {
    instanceId: id,
    description: `search-${index + 1}`,
    status: condition === FROZEN ? 'inactive' : 'active',
    esVersion: '8.15_with_X-Pack',
    paymentType: prepaid ? 'prepaid' : 'postpaid',
    ...(expires !== undefined && { endTime: expires }),
    createdAt: secondTime(created),
    updatedAt: secondTime(created),
    nodeAmount: 3,
    nodeSpec: { spec: 'elasticsearch.sn2ne.large', specInfo: '2C 8G', disk: 100, diskType: 'cloud_essd' },
    networkConfig: { type: 'vpc', vpcId: VpcId, vswitchId: VSwitchId, vsArea: ZoneId },
    domain: `${id}.elasticsearch.aliyuncs.com`,
    port: '9200',
    protocol: 'HTTPS',
    publicIpWhitelist: [],
    resourceGroupId: RESOURCE_GROUP,
    zoneCount: 1,
    tags: [{ tagKey: 'env', tagValue: 'production' }],
  };
}

const FILTERS = ['status', 'paymentType', 'instanceId'];

const listInstance: Action = {
  name: 'ListInstance',
  path: '/openapi/instances',
  params: FILTERS,
  paging: numberPaging({ default: 10, max: 100, over: 'cap', names: { page: 'page', size: 'size' } }),
  items: 'Result',
  itemId: 'instanceId',
  handle(call) {
    const { scope, params } = call;
    const wanted = FILTERS.filter((name) => params[name] !== undefined);
    const chosen = scope.filtered(KIND, wanted.map((name) => `${name}=${params[name] ?? ''}`).join('&'), (index) =>
      wanted.every((name) => row(scope, index)[name] === params[name]),
    );
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return { Headers: { 'X-Total-Count': fields.TotalCount }, Result: rows };
  },
};

const esMonitored: Monitored = {
  kind: KIND,
  dimension: 'clusterId',
  nodeDimensions: ['nodeIP'],
  kindsOf: (scope, index) => (scope.condition(KIND, index) === FROZEN ? [] : ['active']),
  node: (_, metric, n) => (metric.nodes === undefined ? {} : { nodeIP: `10.15.0.${n + 1}` }),
};

const api: Product = {
  code: 'elasticsearch',
  aliases: ['es'],
  version: '2017-06-13',
  requestId: 'RequestId',
  actions: [listInstance],
};

const ES_NODES = { of: 'active', nodes: 3 } as const;

const ELASTICSEARCH: readonly Metric[] = [
  lost('ClusterStatus', '', { 'es-yellow': [1, 1], 'es-red': [2, 2] }, { of: 'active', valued: true }),
  usage('NodeDiskUtilization', ES_NODES, { 'es-disk-warning': [78, 82], 'es-disk-critical': CRITICAL }),
  usage('NodeHeapMemoryUtilization', ES_NODES, { 'es-heap-warning': [78, 82], 'es-heap-critical': CRITICAL }),
  usage('NodeCPUUtilization', ES_NODES, { 'es-cpu-warning': [84, 90], 'es-cpu-critical': CRITICAL }),
];

export const es = emulated({
  products: [api],
  kinds: {
    esInstance: { prefix: 'es-cn-', size: 'esInstances', usual: 30 },
  },
  conditions: {
    'es-yellow': { kind: 'esInstance', detail: 'cluster status yellow' },
    'es-red': { kind: 'esInstance', detail: 'cluster status red' },
    'es-disk-warning': { kind: 'esInstance', detail: 'disk of one node about 80 %' },
    'es-disk-critical': { kind: 'esInstance', detail: 'disk of one node about 97 %' },
    'es-heap-warning': { kind: 'esInstance', detail: 'heap of one node about 80 %' },
    'es-heap-critical': { kind: 'esInstance', detail: 'heap of one node about 97 %' },
    'es-cpu-warning': { kind: 'esInstance', detail: 'CPU of one node about 87 %' },
    'es-cpu-critical': { kind: 'esInstance', detail: 'CPU of one node about 97 %' },
    'es-expiring': { kind: 'esInstance', detail: 'subscription expires in 5 days' },
    'es-expiring-warning': { kind: 'esInstance', detail: 'subscription expires in 20 days' },
    'es-frozen': { kind: 'esInstance', detail: 'status inactive' },
  },
  raises: {
    'es-yellow': ['es-status warning'],
    'es-red': ['es-status critical'],
    'es-disk-warning': ['es-disk-high warning'],
    'es-disk-critical': ['es-disk-high critical'],
    'es-heap-warning': ['es-heap-high warning'],
    'es-heap-critical': ['es-heap-high critical'],
    'es-cpu-warning': ['es-cpu-high warning'],
    'es-cpu-critical': ['es-cpu-high critical'],
    'es-expiring': ['es-expiring critical'],
    'es-expiring-warning': ['es-expiring warning'],
    'es-frozen': ['es-inactive critical'],
  },
  metrics: {
    acs_elasticsearch: { ...esMonitored, metrics: ELASTICSEARCH },
  },
});
