import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { notFound } from '../errors';
import { lost, monitored, type Metric } from '../metrics';
import { tokenPaging } from '../paging';
import type { Indices } from '../population';
import { pick } from '../random';
import { backendsOf, basicsAt, lister, placeOf, RESOURCE_GROUP } from '../common/networks';
import { secondTime } from '../time';
import type { Scope } from '../world';
import { describeRegions } from '../regions';

function row(scope: Scope, index: number): Body {
  const { id, seed, condition, created } = basicsAt(scope, 'nlb', index);
  const { VpcId, VSwitchId, ZoneId } = placeOf(scope, seed);
  return {
    LoadBalancerId: id,
    LoadBalancerName: `nlb-${index + 1}`,
    LoadBalancerStatus: condition === 'nlb-inactive' ? 'Inactive' : 'Active',
    LoadBalancerBusinessStatus: condition === 'nlb-locked' ? 'Abnormal' : 'Normal',
    LoadBalancerType: 'Network',
    LoadBalancerBillingConfig: { PayType: 'PostPay' },
    OperationLocks: condition === 'nlb-locked' ? [{ LockType: 'FinancialLocked', LockReason: '' }] : [],
    AddressIpVersion: 'ipv4',
    AddressType: index % 2 === 0 ? 'Internet' : 'Intranet',
    CreateTime: secondTime(created),
    CrossZoneEnabled: true,
    DNSName: `${id}.${scope.region}.nlb.aliyuncs.com`,
    DeletionProtectionConfig: { Enabled: true, EnabledTime: secondTime(created) },
    ModificationProtectionConfig: { Status: 'NonProtection' },
    RegionId: scope.region,
    ResourceGroupId: RESOURCE_GROUP,
    SecurityGroupIds: [],
    VpcId,
    ZoneMappings: [{ ZoneId, VSwitchId, Status: 'Active', LoadBalancerAddresses: [] }],
    Tags: [{ Key: 'env', Value: 'production' }],
  };
}

/** The load balancers that have listeners: all but the idle ones. */
function listening(scope: Scope): Indices {
  return scope.filtered('nlb', 'listening', (index) => scope.condition('nlb', index) !== 'nlb-idle');
}

/** The id of the entry that an index falls to, going round; empty where there is none. */
function fallsTo(scope: Scope, kind: 'nlb' | 'nlbServerGroup', among: Indices, index: number): string {
  return among.length === 0 ? '' : scope.population(kind).idOf(among.at(index % among.length));
}

function listenerRow(scope: Scope, index: number): Body {
  const { id } = basicsAt(scope, 'nlbListener', index);
  return {
    ListenerId: id,
    ListenerDescription: `listener-${index + 1}`,
    LoadBalancerId: fallsTo(scope, 'nlb', listening(scope), index),
    ListenerStatus: 'Running',
    ListenerProtocol: 'TCP',
    ListenerPort: 1000 + (index % 60_000),
    ServerGroupId: fallsTo(scope, 'nlbServerGroup', scope.live('nlbServerGroup'), index),
    AlpnEnabled: false,
    CaEnabled: false,
    CertificateIds: [],
    Cps: 0,
    IdleTimeout: 900,
    ProxyProtocolEnabled: false,
    RegionId: scope.region,
    SecSensorEnabled: false,
    Tags: [],
  };
}

function groupRow(scope: Scope, index: number): Body {
  const { id, seed, condition } = basicsAt(scope, 'nlbServerGroup', index);
  const user = fallsTo(scope, 'nlb', listening(scope), index);
  return {
    ServerGroupId: id,
    ServerGroupName: `group-${index + 1}`,
    ServerGroupStatus: 'Available',
    ServerGroupType: 'Instance',
    ServerCount: condition === 'nlb-group-empty' ? 0 : 3 + (seed % 4),
    RelatedLoadBalancerIds: user === '' ? [] : [user],
    AddressIPVersion: 'ipv4',
    Protocol: 'TCP',
    Scheduler: 'Wrr',
    ConnectionDrainEnabled: false,
    PreserveClientIpEnabled: true,
    HealthCheck: {
      HealthCheckEnabled: condition !== 'nlb-health-check-off',
      HealthCheckType: 'TCP',
      HealthCheckInterval: 5,
    },
    RegionId: scope.region,
    ResourceGroupId: RESOURCE_GROUP,
    VpcId: placeOf(scope, seed).VpcId,
    Tags: [],
  };
}

const paging = tokenPaging({ default: 20, max: 100, total: true, echo: true });

/** An unhealthy listener has two ports under one id, and is fine on the first. */
const getListenerHealthStatus: Action = {
  name: 'GetListenerHealthStatus',
  params: ['ListenerId'],
  required: ['ListenerId'],
  paging,
  items: 'ListenerHealthStatus',
  itemId: 'ListenerId',
  handle(call) {
    const { scope, params } = call;
    const index = scope.find('nlbListener', params.ListenerId ?? '');
    if (index === undefined) throw notFound('ResourceNotFound.listener', 'The specified resource is not found.');
    const { seed, condition } = basicsAt(scope, 'nlbListener', index);
    const { ListenerId, ListenerPort, ListenerProtocol, ServerGroupId } = listenerRow(scope, index);
    const bad = backendsOf(scope, seed).slice(0, 1);
    const ports = condition === 'nlb-unhealthy' ? [[], bad] : [[]];
    const { rows, fields } = call.page(
      listing(ports.length, (n) => ({
        ListenerId,
        ListenerPort: Number(ListenerPort) + n,
        ListenerProtocol,
        ServerGroupInfos: [
          {
            ServerGroupId,
            HeathCheckEnabled: true,
            NonNormalServers: pick(ports, n).map((server) => ({
              ...server,
              Port: 8080,
              Status: 'Unhealthy',
              Reason: { ReasonCode: 'CONNECT_TIMEOUT' },
            })),
          },
        ],
      })),
    );
    return { ListenerHealthStatus: rows, ...fields };
  },
};

const api: Product = {
  code: 'nlb',
  version: '2022-04-30',
  actions: [
    describeRegions('Regions'),
    lister({
      kind: 'nlb',
      row,
      filters: ['LoadBalancerStatus', 'AddressType'],
      ids: 'LoadBalancerIds',
      action: { name: 'ListLoadBalancers', paging, items: 'LoadBalancers', itemId: 'LoadBalancerId' },
      answer: (rows) => ({ LoadBalancers: rows }),
    }),
    lister({
      kind: 'nlbListener',
      row: listenerRow,
      filters: ['ListenerProtocol'],
      ids: 'ListenerIds',
      action: { name: 'ListListeners', paging, items: 'Listeners', itemId: 'ListenerId' },
      answer: (rows) => ({ Listeners: rows }),
    }),
    lister({
      kind: 'nlbServerGroup',
      row: groupRow,
      filters: ['ServerGroupType'],
      ids: 'ServerGroupIds',
      action: { name: 'ListServerGroups', paging, items: 'ServerGroups', itemId: 'ServerGroupId' },
      answer: (rows) => ({ ServerGroups: rows }),
    }),
    getListenerHealthStatus,
  ],
};

const NLB: readonly Metric[] = [lost('InstanceDropConnection', 'count/s', { 'nlb-drop': [20, 30] })];

export const nlb = emulated({
  products: [api],
  kinds: {
    nlb: { prefix: 'nlb-', size: 'nlbs', usual: 10 },
    nlbListener: { prefix: 'lsn-', size: 'nlbListeners', usual: 16 },
    nlbServerGroup: { prefix: 'sgp-', size: 'nlbServerGroups', usual: 8 },
  },
  conditions: {
    'nlb-inactive': { kind: 'nlb', detail: 'LoadBalancerStatus Inactive', usual: false },
    'nlb-idle': { kind: 'nlb', detail: 'no listener, 100 days old' },
    'nlb-drop': { kind: 'nlb', detail: 'connections are dropped' },
    'nlb-locked': { kind: 'nlb', detail: 'LoadBalancerBusinessStatus Abnormal' },
    'nlb-unhealthy': { kind: 'nlbListener', detail: 'one backend fails the health check' },
    'nlb-group-empty': { kind: 'nlbServerGroup', detail: 'in use, without servers' },
    'nlb-health-check-off': { kind: 'nlbServerGroup', detail: 'in use, without health checks' },
  },
  raises: {
    'nlb-inactive': ['nlb-locked warning'],
    'nlb-idle': ['nlb-idle warning'],
    'nlb-drop': ['nlb-drop error'],
    'nlb-locked': ['nlb-locked critical'],
    'nlb-unhealthy': ['nlb-unhealthy warning'],
    'nlb-group-empty': ['nlb-server-group-empty warning'],
    'nlb-health-check-off': ['nlb-health-check-off warning'],
  },
  metrics: {
    acs_nlb: { ...monitored('nlb', 'instanceId'), metrics: NLB },
  },
});
