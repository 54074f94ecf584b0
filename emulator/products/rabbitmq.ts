import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { tokenPaging } from '../paging';
import { databaseAt } from '../common/databases';
import { RESOURCE_GROUP } from '../common/networks';
import type { Scope } from '../world';

const KIND = 'rabbitmqInstance';

const STATES: Readonly<Record<string, string>> = { 'rabbitmq-stopped': 'EXPIRED', 'rabbitmq-deploying': 'DEPLOYING' };

function row(scope: Scope, index: number): Body {
  const { id, condition = '', prepaid, expires, created } = databaseAt(scope, KIND, index);
  return {
    InstanceId: id,
    InstanceName: `events-${index + 1}`,
    InstanceType: 'enterprise',
    Status: STATES[condition] ?? 'SERVING',
    OrderType: prepaid ? 'PRE_PAID' : 'POST_PAID',
    ...(expires !== undefined && { ExpireTime: expires }),
    OrderCreateTime: created,
    AutoRenewInstance: prepaid && !condition.includes('-expiring'),
    MaxTps: 5000,
    MaxQueue: 200,
    MaxVhost: 50,
    ResourceGroupId: RESOURCE_GROUP,
    Tags: [],
  };
}

const listInstances: Action = {
  name: 'ListInstances',
  paging: tokenPaging({ default: 20, max: 100, echo: true }),
  items: 'Data.Instances',
  itemId: 'InstanceId',
  handle(call) {
    const { scope } = call;
    const live = scope.live(KIND);
    const { rows, fields } = call.page(listing(live.length, (i) => row(scope, live.at(i))));
    return { Data: { Instances: rows, ...fields } };
  },
};

const api: Product = { code: 'amqp-open', version: '2019-12-12', actions: [listInstances] };

export const rabbitmq = emulated({
  products: [api],
  kinds: {
    rabbitmqInstance: { prefix: 'amqp-cn-', size: 'rabbitmqInstances', usual: 10 },
  },
  conditions: {
    'rabbitmq-stopped': { kind: KIND, detail: 'Status EXPIRED' },
    'rabbitmq-deploying': { kind: KIND, detail: 'Status DEPLOYING for a hundred days and more' },
    'rabbitmq-expiring': { kind: KIND, detail: 'subscription expires in 5 days' },
    'rabbitmq-expiring-warning': { kind: KIND, detail: 'subscription expires in 20 days' },
  },
  raises: {
    'rabbitmq-stopped': ['rabbitmq-status-abnormal critical'],
    'rabbitmq-deploying': ['rabbitmq-status-abnormal error'],
    'rabbitmq-expiring': ['rabbitmq-expiring critical'],
    'rabbitmq-expiring-warning': ['rabbitmq-expiring warning'],
  },
});
