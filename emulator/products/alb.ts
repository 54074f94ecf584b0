import { idTail } from '../random';
import { tokenPaging } from '../paging';
import type { Scope } from '../world';
import { secondTime } from '../world';
import type { Action, Body, Product } from './define';
import { describeRegions, listing, repeated } from './define';
import { basicsAt, lister, placeOf, RESOURCE_GROUP } from './network';

function row(scope: Scope, index: number): Body {
  const { id, seed, condition, created } = basicsAt(scope, 'alb', index);
  return {
    LoadBalancerId: id,
    LoadBalancerName: `alb-${index + 1}`,
    LoadBalancerStatus: 'Active',
    LoadBalancerBussinessStatus: condition === 'alb-locked' ? 'Abnormal' : 'Normal',
    LoadBalancerEdition: 'Standard',
    LoadBalancerBillingConfig: { PayType: 'PostPay' },
    LoadBalancerOperationLocks: condition === 'alb-locked' ? [{ LockType: 'FinancialLocked', LockReason: '' }] : [],
    AddressAllocatedMode: 'Dynamic',
    AddressIpVersion: 'IPv4',
    AddressType: index % 2 === 0 ? 'Internet' : 'Intranet',
    CreateTime: secondTime(created),
    DNSName: `${id}.${scope.region}.alb.aliyuncs.com`,
    DeletionProtectionConfig: { Enabled: true, EnabledTime: secondTime(created) },
    ModificationProtectionConfig: { Status: 'NonProtection' },
    ResourceGroupId: RESOURCE_GROUP,
    VpcId: placeOf(scope, seed).VpcId,
    Tags: [{ Key: 'env', Value: 'production' }],
  };
}

function groupRow(scope: Scope, index: number): Body {
  const { id, seed, condition, created } = basicsAt(scope, 'albServerGroup', index);
  const users = listening(scope);
  return {
    ServerGroupId: id,
    ServerGroupName: `group-${index + 1}`,
    ServerGroupStatus: 'Available',
    ServerGroupType: 'Instance',
    ServerCount: condition === 'alb-group-empty' ? 0 : 1 + (seed % 4),
    RelatedLoadBalancerIds: users.length === 0 ? [] : [scope.population('alb').idOf(users.at(index % users.length))],
    Protocol: 'HTTP',
    Scheduler: 'Wrr',
    CreateTime: secondTime(created),
    HealthCheckConfig: { HealthCheckEnabled: true, HealthCheckPath: '/', HealthCheckInterval: 2 },
    ResourceGroupId: RESOURCE_GROUP,
    VpcId: placeOf(scope, seed).VpcId,
    Tags: [],
  };
}

/** The load balancers that have a listener: all but the idle ones. */
function listening(scope: Scope) {
  return scope.filtered('alb', 'listening', (index) => scope.condition('alb', index) !== 'alb-idle');
}

function listenerRow(scope: Scope, index: number): Body {
  const groups = scope.live('albServerGroup');
  const group = groups.length === 0 ? undefined : groups.at(index % groups.length);
  return {
    ListenerId: `lsn-${idTail(scope.population('alb').key ^ 1, index)}`,
    LoadBalancerId: scope.population('alb').idOf(index),
    ListenerStatus: 'Running',
    ListenerProtocol: 'HTTP',
    ListenerPort: 80,
    ListenerDescription: '',
    DefaultActions: [
      {
        Type: 'ForwardGroup',
        ForwardGroupConfig: {
          ServerGroupTuples:
            group === undefined ? [] : [{ ServerGroupId: scope.population('albServerGroup').idOf(group) }],
        },
      },
    ],
    GzipEnabled: true,
    IdleTimeout: 15,
    RequestTimeout: 60,
    Tags: [],
  };
}

const paging = tokenPaging({ default: 20, max: 100, total: true, echo: true });

const listListeners: Action = {
  name: 'ListListeners',
  params: ['LoadBalancerIds'],
  paging,
  items: 'Listeners',
  itemId: 'ListenerId',
  handle(call) {
    const { scope, params } = call;
    const asked = repeated(params, 'LoadBalancerIds').map((id) => scope.find('alb', id));
    const chosen = listening(scope);
    const all =
      asked.length === 0
        ? chosen
        : scope.filtered('alb', `listening/${asked.join()}`, (index) => asked.includes(index));
    const { rows, fields } = call.page(listing(all.length, (i) => listenerRow(scope, all.at(i))));
    return { Listeners: rows, ...fields };
  },
};

/** No action takes a region: the host tells. */
export const alb: Product = {
  code: 'alb',
  version: '2020-06-16',
  actions: [
    describeRegions('Regions'),
    lister({
      kind: 'alb',
      row,
      filters: ['LoadBalancerStatus', 'AddressType'],
      ids: 'LoadBalancerIds',
      action: { name: 'ListLoadBalancers', paging, items: 'LoadBalancers', itemId: 'LoadBalancerId' },
      answer: (rows) => ({ LoadBalancers: rows }),
    }),
    lister({
      kind: 'albServerGroup',
      row: groupRow,
      filters: ['ServerGroupType'],
      ids: 'ServerGroupIds',
      action: { name: 'ListServerGroups', paging, items: 'ServerGroups', itemId: 'ServerGroupId' },
      answer: (rows) => ({ ServerGroups: rows }),
    }),
    listListeners,
  ],
};
