import { numberPaging } from '../paging';
import type { Scope } from '../world';
import { HOUR, secondTime } from '../world';
import type { Monitored } from './databases';
import { databaseAt } from './databases';
import type { Action, Body, Product } from './define';
import { listing } from './define';
import { RESOURCE_GROUP } from './network';

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

export const rocketmqMonitored: Monitored = {
  kind: KIND,
  dimension: 'instanceId',
  nodeDimensions: ['groupId'],
  kindsOf: (scope, index) => (scope.condition(KIND, index) === STOPPED ? [] : ['running']),
  node: (_, metric, n) => (metric.nodes === undefined ? {} : { groupId: GROUPS[n] }),
};

export const rocketmq: Product = { code: 'rocketmq', version: '2022-08-01', actions: [listInstances] };
