import { listing, repeated, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { lost, monitored, requests, step, VALUED, type Metric } from '../metrics';
import { tokenPaging } from '../paging';
import { idTail } from '../random';
import { basicsAt, lister, placeOf, RESOURCE_GROUP } from '../common/networks';
import { secondTime } from '../time';
import type { Scope } from '../world';
import { describeRegions } from '../regions';

function row(scope: Scope, index: number): Body {
  const { id, seed, condition, created } = basicsAt(scope, 'alb', index);
  return {
    LoadBalancerId: id,
    LoadBalancerName: `alb-${index + 1}`,
    LoadBalancerStatus: condition === 'alb-inactive' ? 'Inactive' : 'Active',
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
    HealthCheckConfig: {
      HealthCheckEnabled: condition !== 'alb-health-check-off',
      HealthCheckPath: '/',
      HealthCheckInterval: 2,
    },
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
const api: Product = {
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

const ALB: readonly Metric[] = [
  lost('LoadBalancerUnHealthyHostCount', 'count', { 'alb-unhealthy': [2, 2], 'alb-deploying': [1, 1] }, VALUED),
  {
    name: 'LoadBalancerHealthyHostCount',
    unit: 'count',
    low: 2,
    high: 6,
    under: { 'alb-unhealthy': [0, 0], 'alb-deploying': [4, 4] },
    ...VALUED,
  },
  lost('LoadBalancerRejectedConnection', 'count/s', { 'alb-rejected': [4, 8] }, VALUED),
  ...requests('alb-5xx', 'LoadBalancerQPS', 'LoadBalancerHTTPCode5XX', VALUED, {
    'alb-requests-gone': step([60, 90], [0, 0]),
  }),
];

export const alb = emulated({
  products: [api],
  kinds: {
    alb: { prefix: 'alb-', size: 'albs', usual: 16 },
    albServerGroup: { prefix: 'sgp-', size: 'albServerGroups', usual: 8 },
  },
  conditions: {
    'alb-dev': { kind: 'alb', detail: 'no requests at all', usual: false },
    'alb-deploying': { kind: 'alb', detail: 'one of five servers is unhealthy, as in a deployment', usual: false },
    'alb-inactive': { kind: 'alb', detail: 'LoadBalancerStatus Inactive', usual: false },
    'alb-idle': { kind: 'alb', detail: 'no listener, 100 days old' },
    'alb-unhealthy': { kind: 'alb', detail: 'about 2 unhealthy servers' },
    'alb-5xx-warning': { kind: 'alb', detail: 'about 3 % of the requests get a 5xx' },
    'alb-5xx-critical': { kind: 'alb', detail: 'about 20 % of the requests get a 5xx' },
    'alb-requests-gone': { kind: 'alb', detail: 'about 75 requests a second until 4 hours ago, none since' },
    'alb-rejected': { kind: 'alb', detail: 'connections are rejected' },
    'alb-locked': { kind: 'alb', detail: 'LoadBalancerBussinessStatus Abnormal' },
    'alb-group-empty': { kind: 'albServerGroup', detail: 'in use, without servers' },
    'alb-health-check-off': { kind: 'albServerGroup', detail: 'in use, without health checks' },
  },
  raises: {
    'alb-dev': { nothing: 'one for development is often without traffic' },
    'alb-deploying': { nothing: 'four of five servers serve' },
    'alb-inactive': ['alb-locked warning'],
    'alb-idle': ['alb-idle warning'],
    'alb-unhealthy': ['alb-unhealthy critical'],
    'alb-5xx-warning': ['alb-5xx warning'],
    'alb-5xx-critical': ['alb-5xx critical'],
    'alb-requests-gone': ['alb-requests-change warning'],
    'alb-rejected': ['alb-rejected error'],
    'alb-locked': ['alb-locked critical'],
    'alb-group-empty': ['alb-server-group-empty warning'],
    'alb-health-check-off': ['alb-health-check-off warning'],
  },
  metrics: {
    acs_alb: { ...monitored('alb', 'loadBalancerId'), metrics: ALB },
  },
});
