import { numberPaging } from '../paging';
import type { Scope } from '../world';
import { secondTime } from '../world';
import type { Monitored } from './databases';
import { databaseAt } from './databases';
import type { Action, Body, Product } from './define';
import { listing } from './define';
import { placeOf, RESOURCE_GROUP } from './network';

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

export const esMonitored: Monitored = {
  kind: KIND,
  dimension: 'clusterId',
  nodeDimensions: ['nodeIP'],
  kindsOf: (scope, index) => (scope.condition(KIND, index) === FROZEN ? [] : ['active']),
  node: (_, metric, n) => (metric.nodes === undefined ? {} : { nodeIP: `10.15.0.${n + 1}` }),
};

export const elasticsearch: Product = {
  code: 'elasticsearch',
  aliases: ['es'],
  version: '2017-06-13',
  actions: [listInstance],
};
