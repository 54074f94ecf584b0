import { databaseAt } from '../common/databases';
import type { Action, Body, Product } from '../define';
import { emulated } from '../emulated';
import type { Scope } from '../world';

const KIND = 'onsInstance';

/** Subscriptions are platinum ones; the standard edition is paid as it goes and tells no end. */
function row(scope: Scope, index: number): Body {
  const { id, condition, expires, created } = databaseAt(scope, KIND, index);
  return {
    InstanceId: id,
    InstanceName: `orders-${index + 1}`,
    InstanceStatus: condition === 'ons-overdue' ? 2 : 5,
    InstanceType: expires === undefined ? 1 : 2,
    ...(expires !== undefined && { ReleaseTime: expires }),
    CreateTime: created,
    IndependentNaming: true,
    GroupCount: 3,
    TopicCount: 8,
    Tags: { Tag: [] },
  };
}

const onsInstanceInServiceList: Action = {
  name: 'OnsInstanceInServiceList',
  params: ['NeedResourceInfo'],
  items: 'Data.InstanceVO',
  itemId: 'InstanceId',
  handle({ scope }) {
    const live = scope.live(KIND);
    return { Data: { InstanceVO: Array.from({ length: live.length }, (_, i) => row(scope, live.at(i))) } };
  },
};

const api: Product = { code: 'ons', version: '2019-02-14', actions: [onsInstanceInServiceList] };

export const ons = emulated({
  products: [api],
  kinds: {
    onsInstance: { prefix: 'MQ_INST_', size: 'onsInstances', usual: 12 },
  },
  conditions: {
    'ons-overdue': { kind: 'onsInstance', detail: 'InstanceStatus 2' },
    'ons-expiring': { kind: 'onsInstance', detail: 'subscription expires in 5 days' },
    'ons-expiring-warning': { kind: 'onsInstance', detail: 'subscription expires in 20 days' },
  },
  raises: {
    'ons-overdue': ['ons-status-abnormal critical'],
    'ons-expiring': ['ons-expiring critical'],
    'ons-expiring-warning': ['ons-expiring warning'],
  },
});
