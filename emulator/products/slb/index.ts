import { listing, repeated, type Action, type Body, type Call, type Product } from '../../define';
import { emulated } from '../../emulated';
import { notFound } from '../../errors';
import { CRITICAL, lost, monitored, requests, step, usage, type Metric } from '../../metrics';
import { numberPaging, tokenPaging } from '../../paging';
import { pick } from '../../random';
import { balancerAt, backendsOf, basicsAt, endOf, lister, placeOf, RESOURCE_GROUP } from '../../common/networks';
import { secondTime } from '../../time';
import type { Scope } from '../../world';
import { describeRegions } from '../../regions';
import { certificatesOf, describeServerCertificates } from './certificates';

/** A load balancer without requests, because it has no HTTP listener. */
function layer4Only(scope: Scope, index: number): boolean {
  return index % 4 === 3 && scope.population('loadBalancer').lifeOf(index).length === 0;
}

function isSubscription(scope: Scope, index: number): boolean {
  const { life } = basicsAt(scope, 'loadBalancer', index);
  return life.length === 0 ? index % 6 === 2 : life.some((one) => one.startsWith('slb-expiring'));
}

function row(scope: Scope, index: number): Body {
  const { id, seed, condition, life, created } = basicsAt(scope, 'loadBalancer', index);
  const { internet, address } = balancerAt(scope, index);
  const subscription = isSubscription(scope, index);
  const elastic = life.length === 0 && index % 3 === 1;
  const status = condition === 'slb-inactive' ? 'inactive' : condition === 'slb-locked' ? 'locked' : 'active';
  const { VpcId, VSwitchId } = placeOf(scope, seed);
  return {
    LoadBalancerId: id,
    LoadBalancerName: `entry-${index + 1}`,
    LoadBalancerStatus: status,
    Address: address,
    AddressIPVersion: 'ipv4',
    AddressType: internet ? 'internet' : 'intranet',
    NetworkType: internet ? '' : 'vpc',
    PayType: subscription ? 'PrePay' : 'PayOnDemand',
    InstanceChargeType: elastic ? 'PayByCLCU' : 'PayBySpec',
    InternetChargeType: '4',
    InternetChargeTypeAlias: 'paybytraffic',
    LoadBalancerSpec: elastic ? 'slb.lcu.elastic' : 'slb.s2.medium',
    Bandwidth: 5120,
    CreateTime: secondTime(created),
    CreateTimeStamp: created - (created % 1000),
    DeleteProtection: 'on',
    ModificationProtectionStatus: 'NonProtection',
    ModificationProtectionReason: '',
    MasterZoneId: `${scope.region}-h`,
    SlaveZoneId: condition === 'slb-single-zone' ? '' : `${scope.region}-i`,
    RegionId: scope.region,
    RegionIdAlias: scope.region,
    ResourceGroupId: RESOURCE_GROUP,
    VpcId: internet ? '' : VpcId,
    VSwitchId: internet ? '' : VSwitchId,
    Tags: { Tag: [] },
  };
}

/**
 * Two listeners for each load balancer; those of layer 7 serve a certificate of the region. Some have both on one port,
 * as UDP and a TCP protocol may share one.
 */
const PORTS = [
  { port: 80, layer7: 'http', layer4: 'tcp' },
  { port: 443, layer7: 'https', layer4: 'tcp' },
] as const;

const ONE_PORT = [{ port: 443, layer7: 'udp', layer4: 'udp' }, PORTS[1]] as const;

function portsOf(index: number): readonly ((typeof PORTS)[number] | (typeof ONE_PORT)[number])[] {
  return index % 4 === 1 ? ONE_PORT : PORTS;
}

function listenerRow(scope: Scope, index: number, n: number): Body {
  const { id, condition } = basicsAt(scope, 'loadBalancer', index);
  const { port, layer7, layer4 } = pick(portsOf(index), n);
  const protocol = layer4Only(scope, index) ? layer4 : layer7;
  const certificates = certificatesOf(scope, 'listeners');
  const config = {
    HealthCheck: condition === 'slb-health-check-off' ? 'off' : 'on',
    HealthCheckInterval: 2,
    HealthyThreshold: 3,
    UnhealthyThreshold: 3,
    ...(protocol === 'https' &&
      certificates.length > 0 && {
        ServerCertificateId: scope.population('serverCertificate').idOf(certificates[index % certificates.length] ?? 0),
      }),
  };
  return {
    LoadBalancerId: id,
    ListenerPort: port,
    ListenerProtocol: protocol,
    Status: condition === 'slb-listeners-stopped' ? 'stopped' : 'running',
    Scheduler: 'wrr',
    Bandwidth: -1,
    BackendServerPort: 8080,
    Description: '',
    [`${protocol.toUpperCase()}ListenerConfig`]: config,
    Tags: [],
  };
}

const describeLoadBalancerListeners: Action = {
  name: 'DescribeLoadBalancerListeners',
  params: ['LoadBalancerId', 'ListenerProtocol'],
  required: ['RegionId'],
  paging: tokenPaging({ default: 20, max: 100, total: true, echo: true }),
  items: 'Listeners',
  itemId: 'LoadBalancerId',
  handle(call) {
    const { scope, params } = call;
    const { ListenerProtocol: protocol } = params;
    const ids = repeated(params, 'LoadBalancerId');
    const chosen = scope.filtered(
      'loadBalancer',
      `listeners/${ids.join()}`,
      (index) => ids.length === 0 || ids.includes(scope.population('loadBalancer').idOf(index)),
    );
    if (protocol === undefined) {
      const two = PORTS.length;
      const all = listing(chosen.length * two, (i) => listenerRow(scope, chosen.at(Math.floor(i / two)), i % two));
      const { rows, fields } = call.page(all);
      return { Listeners: rows, ...fields };
    }
    const fitting: Body[] = [];
    for (let i = 0; i < chosen.length * PORTS.length; i++) {
      const one = listenerRow(scope, chosen.at(Math.floor(i / PORTS.length)), i % PORTS.length);
      if (one.ListenerProtocol === protocol) fitting.push(one);
    }
    const { rows, fields } = call.page(listing(fitting.length, (i) => fitting[i] ?? {}));
    return { Listeners: rows, ...fields };
  },
};

function wantedLoadBalancer({ scope, params }: Call): number {
  const index = scope.find('loadBalancer', params.LoadBalancerId ?? '');
  if (index === undefined) {
    throw notFound('InvalidLoadBalancerId.NotFound', 'The specified LoadBalancerId does not exist.');
  }
  return index;
}

const describeHealthStatus: Action = {
  name: 'DescribeHealthStatus',
  params: ['LoadBalancerId', 'ListenerPort', 'ListenerProtocol'],
  required: ['LoadBalancerId'],
  handle(call) {
    const { scope, params } = call;
    const index = wantedLoadBalancer(call);
    const { seed, condition, life } = basicsAt(scope, 'loadBalancer', index);
    const rows = PORTS.flatMap((_, n) => {
      const { ListenerPort: port, ListenerProtocol: protocol } = listenerRow(scope, index, n);
      const many = condition === 'slb-no-backend' ? 0 : life.includes('slb-rolling') ? 10 : 2;
      return backendsOf(scope, seed, many).map((server, nth): Body => {
        const bad =
          (condition === 'slb-unhealthy-all' && n === 1) ||
          ((condition === 'slb-unhealthy-some' || condition === 'slb-rolling') && nth === 1);
        return {
          ...server,
          ListenerPort: port,
          Protocol: protocol,
          Port: 8080,
          ServerHealthStatus: bad ? 'abnormal' : 'normal',
        };
      });
    });
    const asked = rows.filter(
      (one) =>
        (params.ListenerPort === undefined || String(one.ListenerPort) === params.ListenerPort) &&
        (params.ListenerProtocol === undefined || one.Protocol === params.ListenerProtocol),
    );
    return { BackendServers: { BackendServer: asked } };
  },
};

/** Each HTTPS listener serves all certificates that are those of extensions. */
const describeDomainExtensions: Action = {
  name: 'DescribeDomainExtensions',
  params: ['LoadBalancerId', 'ListenerPort', 'DomainExtensionId'],
  required: ['RegionId', 'LoadBalancerId', 'ListenerPort'],
  items: 'DomainExtensions.DomainExtension',
  itemId: 'DomainExtensionId',
  handle(call) {
    const { scope, params } = call;
    const index = wantedLoadBalancer(call);
    const listener = PORTS.map((_, n) => listenerRow(scope, index, n)).find(
      (one) => one.ListenerProtocol === 'https' && String(one.ListenerPort) === params.ListenerPort,
    );
    if (!listener) throw notFound('ListenerNotFound', 'The specified listener does not exist.');
    const certificates = scope.population('serverCertificate');
    const rows = certificatesOf(scope, 'extensions').map((certificate) => ({
      DomainExtensionId: `de-${index + 1}-${certificate + 1}`,
      Domain: `shop${certificate + 1}.example.com`,
      ServerCertificateId: certificates.idOf(certificate),
    }));
    return { DomainExtensions: { DomainExtension: rows } };
  },
};

/** What a pay-as-you-go load balancer has for an end. */
const NEVER = 32_493_801_600_000;

const describeLoadBalancerAttribute: Action = {
  name: 'DescribeLoadBalancerAttribute',
  params: ['LoadBalancerId'],
  required: ['LoadBalancerId'],
  handle(call) {
    const { scope } = call;
    const index = wantedLoadBalancer(call);
    const basics = basicsAt(scope, 'loadBalancer', index);
    const end = isSubscription(scope, index) ? endOf(scope, basics) : NEVER;
    const { InternetChargeTypeAlias: alias, ...facts } = row(scope, index);
    return {
      ...facts,
      InternetChargeType: alias,
      EndTime: secondTime(end),
      EndTimeStamp: end - (end % 1000),
      RenewalStatus: 'Normal',
      RenewalDuration: 0,
      RenewalCycUnit: 'Month',
      ListenerPorts: { ListenerPort: portsOf(index).map(({ port }) => port) },
      ListenerPortsAndProtocol: {
        ListenerPortAndProtocol: PORTS.map((_, n) => {
          const { ListenerPort, ListenerProtocol } = listenerRow(scope, index, n);
          return { ListenerPort, ListenerProtocol, Description: '' };
        }),
      },
      BackendServers: {
        BackendServer: backendsOf(scope, basics.seed).map((server) => ({ ...server, Type: 'ecs', Weight: 100 })),
      },
    };
  },
};

const clbMonitored = monitored('loadBalancer', 'instanceId', (scope, index) =>
  layer4Only(scope, index) ? [] : ['http'],
);

const api: Product = {
  code: 'slb',
  version: '2014-05-15',
  actions: [
    describeRegions('Regions.Region'),
    lister({
      kind: 'loadBalancer',
      row,
      filters: ['LoadBalancerStatus', 'AddressType'],
      ids: 'LoadBalancerId',
      action: {
        name: 'DescribeLoadBalancers',
        required: ['RegionId'],
        paging: numberPaging({ default: 10, max: 100, over: 'refuse', together: true }),
        items: 'LoadBalancers.LoadBalancer',
        itemId: 'LoadBalancerId',
      },
      answer: (rows) => ({ LoadBalancers: { LoadBalancer: rows } }),
    }),
    describeLoadBalancerListeners,
    describeHealthStatus,
    describeDomainExtensions,
    describeLoadBalancerAttribute,
    describeServerCertificates,
  ],
};

const HTTP = { of: 'http' };

const CLB: readonly Metric[] = [
  usage('InstanceMaxConnectionUtilization', {}, { 'slb-connection-warning': [86, 90] }),
  usage('InstanceNewConnectionUtilization', {}, { 'slb-connection-critical': CRITICAL }),
  usage('InstanceTrafficTXUtilization', {}),
  usage('InstanceQpsUtilization', HTTP, { 'slb-qps-warning': [86, 90], 'slb-qps-critical': CRITICAL }),
  lost('InstanceDropConnection', 'count/s', { 'slb-drop': [20, 30] }),
  lost('InstanceDropPacketTX', 'count/s'),
  lost('InstanceDropTrafficTX', 'bit/s'),
  ...requests('slb-5xx', 'InstanceQps', 'InstanceStatusCode5xx', HTTP),
  {
    name: 'InstanceNewConnection',
    unit: 'count/s',
    low: 50,
    high: 90,
    under: { 'slb-dev': [0, 0], 'slb-connections-gone': step([50, 90], [0, 0]) },
  },
];

export const slb = emulated({
  products: [api],
  kinds: {
    loadBalancer: { prefix: 'lb-', size: 'loadBalancers', usual: 40 },
    serverCertificate: { prefix: 'cert-', size: 'serverCertificates', usual: 10 },
  },
  conditions: {
    'slb-rolling': {
      kind: 'loadBalancer',
      detail: 'one of ten backends is abnormal, as in a deployment',
      usual: false,
    },
    'slb-dev': { kind: 'loadBalancer', detail: 'no requests at all', usual: false },
    'slb-inactive': { kind: 'loadBalancer', detail: 'LoadBalancerStatus inactive' },
    'slb-single-zone': { kind: 'loadBalancer', detail: 'no SlaveZoneId' },
    'slb-locked': { kind: 'loadBalancer', detail: 'LoadBalancerStatus locked' },
    'slb-unhealthy-some': { kind: 'loadBalancer', detail: 'one of two backends is abnormal' },
    'slb-unhealthy-all': { kind: 'loadBalancer', detail: 'both backends of one listener are abnormal' },
    'slb-connection-warning': { kind: 'loadBalancer', detail: 'concurrent connections about 88 %' },
    'slb-connection-critical': { kind: 'loadBalancer', detail: 'new connections about 97 %' },
    'slb-qps-warning': { kind: 'loadBalancer', detail: 'requests about 88 % of the specification' },
    'slb-qps-critical': { kind: 'loadBalancer', detail: 'requests about 97 % of the specification' },
    'slb-connections-gone': {
      kind: 'loadBalancer',
      detail: 'about 70 new connections a second until 4 hours ago, none since',
    },
    'slb-drop': { kind: 'loadBalancer', detail: 'connections are dropped' },
    'slb-5xx-warning': { kind: 'loadBalancer', detail: 'about 3 % of the requests get a 5xx' },
    'slb-5xx-critical': { kind: 'loadBalancer', detail: 'about 20 % of the requests get a 5xx' },
    'slb-expiring-warning': { kind: 'loadBalancer', detail: 'subscription expires in 20 days' },
    'slb-expiring-critical': { kind: 'loadBalancer', detail: 'subscription expires in 5 days' },
    'slb-listeners-stopped': { kind: 'loadBalancer', detail: 'both listeners are stopped' },
    'slb-no-backend': { kind: 'loadBalancer', detail: 'no servers behind its listeners' },
    'slb-health-check-off': { kind: 'loadBalancer', detail: 'no health checks' },
    'slb-cert-expiring-warning': { kind: 'serverCertificate', detail: 'expires in 20 days' },
    'slb-cert-expiring-critical': { kind: 'serverCertificate', detail: 'expires in 5 days' },
    'slb-cert-expired': { kind: 'serverCertificate', detail: 'expired 3 days ago' },
    'slb-cert-extension': {
      kind: 'serverCertificate',
      detail: 'served for domain extensions alone, expired 3 days ago',
      usual: false,
    },
  },
  raises: {
    'slb-rolling': { nothing: 'nine of ten backends serve, and the tenth is being replaced' },
    'slb-dev': { nothing: 'one for development is often without traffic' },
    'slb-inactive': ['slb-status-abnormal warning'],
    'slb-single-zone': ['slb-single-zone info'],
    'slb-locked': ['slb-status-abnormal critical'],
    'slb-unhealthy-some': ['slb-unhealthy warning'],
    'slb-unhealthy-all': ['slb-unhealthy critical'],
    'slb-connection-warning': ['slb-connection-high warning'],
    'slb-connection-critical': ['slb-connection-high critical'],
    'slb-qps-warning': ['slb-qps-high warning'],
    'slb-qps-critical': ['slb-qps-high critical'],
    'slb-connections-gone': ['slb-connections-change warning'],
    'slb-drop': ['slb-drop error'],
    'slb-5xx-warning': ['slb-5xx warning'],
    'slb-5xx-critical': ['slb-5xx critical'],
    'slb-expiring-warning': ['slb-expiring warning'],
    'slb-expiring-critical': ['slb-expiring critical'],
    'slb-listeners-stopped': ['slb-idle warning'],
    'slb-no-backend': ['slb-no-backend warning'],
    'slb-health-check-off': ['slb-health-check-off warning'],
    'slb-cert-expiring-warning': ['slb-cert-expiring warning'],
    'slb-cert-expiring-critical': ['slb-cert-expiring critical'],
    'slb-cert-expired': ['slb-cert-expiring critical'],
    'slb-cert-extension': ['slb-cert-expiring critical'],
  },
  metrics: {
    acs_slb_dashboard: { ...clbMonitored, metrics: CLB },
  },
});
