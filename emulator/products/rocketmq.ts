import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { lost, usage, type Metric, type Monitored } from '../metrics';
import { numberPaging } from '../paging';
import { databaseAt } from '../common/databases';
import { RESOURCE_GROUP } from '../common/networks';
import { HOUR, secondTime } from '../time';
import type { Scope } from '../world';

const KIND = 'rocketmqInstance';

const STOPPED = 'rocketmq-stopped';

const GROUPS = ['GID_orders', 'GID_payments', 'GID_audit'];

/** `YYYY-MM-DD HH:mm:ss` in UTC+8, without saying so. */
function localTime(at: number): string {
  return secondTime(at + 8 * HOUR)
    .replace('T', ' ')
    .replace('Z', '');
}

function row(scope: Scope, index: number): Body {
  const { id, condition, prepaid, expires, created } = databaseAt(scope, KIND, index);
  return {
    instanceId: id,
    instanceName: `trade-${index + 1}`,
    status: condition === STOPPED ? 'STOPPED' : 'RUNNING',
    serviceCode: 'rmq',
    seriesCode: 'standard',
    subSeriesCode: 'cluster_ha',
    commodityCode: prepaid ? 'ons_rmqsub_public_cn' : 'ons_rmqpost_public_cn',
    paymentType: prepaid ? 'Subscription' : 'PayAsYouGo',
    expireTime: expires === undefined ? '' : localTime(expires),
    createTime: localTime(created),
    startTime: localTime(created),
    updateTime: localTime(created),
    groupCount: GROUPS.length,
    topicCount: 8,
    productInfo: { traceOn: true, capacityType: 'provisioned' },
    regionId: scope.region,
    resourceGroupId: RESOURCE_GROUP,
    userId: scope.account.accountId,
    remark: '',
    tags: [{ key: 'env', value: 'production' }],
  };
}

const listInstances: Action = {
  name: 'ListInstances',
  path: '/instances',
  params: ['filter'],
  paging: numberPaging({
    default: 10,
    min: 10,
    max: 200,
    over: 'cap',
    names: { page: 'pageNumber', size: 'pageSize' },
  }),
  items: 'data.list',
  itemId: 'instanceId',
  handle(call) {
    const { scope, params } = call;
    const { filter = '' } = params;
    const chosen = scope.filtered(KIND, filter, (index) => String(row(scope, index).instanceId).includes(filter));
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return {
      success: true,
      httpStatusCode: 200,
      data: {
        list: rows,
        pageNumber: fields.pageNumber,
        pageSize: fields.PageSize,
        totalCount: fields.TotalCount,
      },
    };
  },
};

const rocketmqMonitored: Monitored = {
  kind: KIND,
  dimension: 'instanceId',
  nodeDimensions: ['groupId'],
  kindsOf: (scope, index) => (scope.condition(KIND, index) === STOPPED ? [] : ['running']),
  node: (_, metric, n) => (metric.nodes === undefined ? {} : { groupId: GROUPS[n] }),
};

const api: Product = { code: 'rocketmq', version: '2022-08-01', requestId: 'requestId', actions: [listInstances] };

/** Three consumer groups each. */
const ROCKETMQ_GROUPS = { of: 'running', nodes: 3 } as const;

const ROCKETMQ: readonly Metric[] = [
  usage(
    'InstanceTpsUtilization',
    { of: 'running', valued: true },
    { 'rocketmq-tps-warning': [86, 90], 'rocketmq-tps-critical': [101, 110] },
  ),
  lost(
    'ThrottledSendRequestsPerInstance',
    'count/min',
    { 'rocketmq-throttled': [40, 60] },
    { of: 'running', summed: true },
  ),
  lost('ThrottledReceiveRequestsPerInstance', 'count/min', {}, { of: 'running', summed: true }),
  {
    name: 'ConsumerLag',
    unit: 'count',
    low: 0,
    high: 500,
    under: { 'rocketmq-lag-warning': [25_000, 35_000], 'rocketmq-lag-critical': [250_000, 350_000] },
    ...ROCKETMQ_GROUPS,
    summed: true,
  },
  {
    name: 'ConsumerLagLatencyPerGid',
    unit: 'ms',
    low: 0,
    high: 9000,
    under: {
      'rocketmq-delay-warning': [500_000, 700_000],
      'rocketmq-delay-critical': [3_000_000, 4_000_000],
    },
    ...ROCKETMQ_GROUPS,
  },
  lost(
    'SendDLQMessageCountPerGid',
    'count/min',
    { 'rocketmq-dead-letter-warning': [3, 9], 'rocketmq-dead-letter-critical': [400, 600] },
    { ...ROCKETMQ_GROUPS, summed: true },
  ),
];

export const rocketmq = emulated({
  products: [api],
  kinds: {
    rocketmqInstance: { prefix: 'rmq-cn-', size: 'rocketmqInstances', usual: 30 },
  },
  conditions: {
    'rocketmq-tps-warning': { kind: 'rocketmqInstance', detail: 'TPS about 88 % of the specification' },
    'rocketmq-tps-critical': { kind: 'rocketmqInstance', detail: 'TPS about 105 % of the specification' },
    'rocketmq-throttled': { kind: 'rocketmqInstance', detail: 'requests to send are throttled' },
    'rocketmq-lag-warning': { kind: 'rocketmqInstance', detail: 'one group has about 30,000 messages to consume' },
    'rocketmq-lag-critical': { kind: 'rocketmqInstance', detail: 'one group has about 300,000 messages to consume' },
    'rocketmq-delay-warning': { kind: 'rocketmqInstance', detail: 'one group is about 10 minutes late' },
    'rocketmq-delay-critical': { kind: 'rocketmqInstance', detail: 'one group is about 60 minutes late' },
    'rocketmq-dead-letter-warning': { kind: 'rocketmqInstance', detail: 'a few dead letters of one group' },
    'rocketmq-dead-letter-critical': { kind: 'rocketmqInstance', detail: 'about 500 dead letters of one group' },
    'rocketmq-expiring': { kind: 'rocketmqInstance', detail: 'subscription expires in 5 days' },
    'rocketmq-expiring-warning': { kind: 'rocketmqInstance', detail: 'subscription expires in 20 days' },
    'rocketmq-stopped': { kind: 'rocketmqInstance', detail: 'status STOPPED' },
  },
  raises: {
    'rocketmq-tps-warning': ['rocketmq-tps-high warning'],
    'rocketmq-tps-critical': ['rocketmq-tps-high critical'],
    'rocketmq-throttled': ['rocketmq-throttled warning'],
    'rocketmq-lag-warning': ['rocketmq-lag-high warning'],
    'rocketmq-lag-critical': ['rocketmq-lag-high critical'],
    'rocketmq-delay-warning': ['rocketmq-delay-high warning'],
    'rocketmq-delay-critical': ['rocketmq-delay-high critical'],
    'rocketmq-dead-letter-warning': ['rocketmq-dead-letter warning'],
    'rocketmq-dead-letter-critical': ['rocketmq-dead-letter critical'],
    'rocketmq-expiring': ['rocketmq-expiring critical'],
    'rocketmq-expiring-warning': ['rocketmq-expiring warning'],
    'rocketmq-stopped': ['rocketmq-status-abnormal critical'],
  },
  metrics: {
    acs_rocketmq: { ...rocketmqMonitored, metrics: ROCKETMQ },
  },
});
