import { type Body, type Product } from '../../define';
import { numberPaging } from '../../paging';
import type { Indices } from '../../population';
import { hash } from '../../random';
import { basicsAt, endOf, lister, placeOf, RESOURCE_GROUP, vpcOf, zoneOf } from '../../common/networks';
import { describeRegions } from '../../regions';
import { DAY, HOUR, secondTime } from '../../time';
import type { Scope } from '../../world';
import { instanceAt } from '../ecs/instances';
import { cidrOf, describeSnatTableEntries, routes, routeTableOf } from './routes';
import { describeFlowLogs, describeVpcs, vpcRow } from './vpcs';

/** The EIPs that are bound to something, in listing order. */
function boundEips(scope: Scope): Indices {
  return scope.filtered('eip', 'bound', (index) => scope.condition('eip', index) !== 'eip-unbound');
}

/** Owner of the addresses that a partner's service manages: a long number on the wire. */
const SERVICE_ID = 1_512_666_876_910_001;

/** Whether a NAT gateway is of the internet and has an address. */
function wantsAddress(scope: Scope, index: number): boolean {
  const { life, condition } = basicsAt(scope, 'natGateway', index);
  return condition !== 'nat-no-address' && (life.length > 0 || index % 5 !== 4);
}

/** The NAT gateways that have an address: the first of them has the first bound one, and so on. */
function addressed(scope: Scope) {
  return scope.filtered('natGateway', 'addressed', (index) => wantsAddress(scope, index));
}

/** The NAT gateway that an address is bound to. */
function natOf(scope: Scope, eip: number): string | undefined {
  const nats = addressed(scope);
  const bound = boundEips(scope);
  for (let n = 0; n < Math.min(nats.length, bound.length); n++) {
    if (bound.at(n) === eip) return scope.population('natGateway').idOf(nats.at(n));
  }
  return undefined;
}

function ipOf(scope: Scope, eip: number): string {
  const seed = hash(scope.population('eip').key, eip);
  return `198.51.${(seed >>> 8) % 256}.${(seed % 253) + 1}`;
}

function eipRow(scope: Scope, index: number): Body {
  const basics = basicsAt(scope, 'eip', index);
  const { seed, condition, life } = basics;
  const instances = scope.live('instance');
  const nat = condition === 'eip-unbound' ? undefined : natOf(scope, index);
  const free = condition === 'eip-unbound' || (nat === undefined && instances.length === 0);
  const prepaid = life.length === 0 ? index % 4 === 1 : life.some((one) => one.startsWith('eip-expiring'));
  const locked = condition === 'eip-locked';
  return {
    AllocationId: basics.id,
    Name: `eip-${index + 1}`,
    IpAddress: ipOf(scope, index),
    Status: free ? 'Available' : 'InUse',
    BusinessStatus: locked ? 'OperationLock' : 'Normal',
    InstanceId: free ? '' : (nat ?? instanceAt(scope, instances.at(seed % instances.length)).id),
    InstanceType: free ? '' : nat === undefined ? 'EcsInstance' : 'Nat',
    InstanceRegionId: free ? '' : scope.region,
    Bandwidth: '10',
    EipBandwidth: '10',
    ChargeType: prepaid ? 'PrePaid' : 'PostPaid',
    InternetChargeType: 'PayByTraffic',
    ExpiredTime: prepaid ? secondTime(endOf(scope, basics)) : '',
    AllocationTime: secondTime(prepaid ? basics.created : scope.world.now - (20 + (seed % 100)) * DAY),
    RegionId: scope.region,
    ISP: 'BGP',
    Netmode: 'public',
    DeletionProtection: true,
    HDMonitorStatus: 'OFF',
    SecondLimited: false,
    ServiceManaged: index === 0 ? 1 : 0,
    ...(index === 0 && { ServiceID: SERVICE_ID }),
    ResourceGroupId: RESOURCE_GROUP,
    OperationLocks: { LockReason: locked ? [{ LockReason: 'financial' }] : [] },
    SecurityProtectionTypes: { SecurityProtectionType: [] },
    Tags: { Tag: [{ Key: 'env', Value: 'production' }] },
  };
}

function natRow(scope: Scope, index: number): Body {
  const basics = basicsAt(scope, 'natGateway', index);
  const { id, seed, condition, life } = basics;
  const internet = life.length > 0 || wantsAddress(scope, index);
  const prepaid = life.length === 0 ? index % 4 === 1 : life.some((one) => one.startsWith('nat-expiring'));
  const nats = addressed(scope);
  const bound = boundEips(scope);
  let ordinal = 0;
  while (ordinal < nats.length && nats.at(ordinal) !== index) ordinal++;
  const eip = ordinal < Math.min(nats.length, bound.length) ? bound.at(ordinal) : undefined;
  const address =
    eip === undefined
      ? { AllocationId: `eip-of-${id}`, IpAddress: `203.0.113.${(seed % 253) + 1}` }
      : { AllocationId: scope.population('eip').idOf(eip), IpAddress: ipOf(scope, eip) };
  const { VpcId, VSwitchId, ZoneId } = placeOf(scope, seed);
  return {
    NatGatewayId: id,
    Name: `nat-${index + 1}`,
    Description: '',
    Status: 'Available',
    BusinessStatus: condition === 'nat-locked' ? 'FinancialLocked' : 'Normal',
    NetworkType: internet ? 'internet' : 'intranet',
    NatType: 'Enhanced',
    InstanceChargeType: prepaid ? 'PrePaid' : 'PostPaid',
    InternetChargeType: prepaid ? 'PayBySpec' : 'PayByLcu',
    Spec: prepaid ? 'Small' : '',
    ExpiredTime: prepaid ? `${secondTime(endOf(scope, basics)).slice(0, 16)}Z` : '',
    CreationTime: secondTime(basics.created),
    DeletionProtection: true,
    EcsMetricEnabled: true,
    EipBindMode: 'MULTI_BINDED',
    IcmpReplyEnabled: true,
    IpLists: {
      IpList: wantsAddress(scope, index)
        ? [
            {
              ...address,
              PrivateIpAddress: `10.1.${(seed >>> 4) % 256}.9`,
              SnatEntryEnabled: true,
              UsingStatus: condition === 'nat-no-entry' ? 'Idle' : 'UsedBySnatTable',
            },
          ]
        : [],
    },
    SnatTableIds: { SnatTableId: [`stb-${id.slice(4)}`] },
    ForwardTableIds: { ForwardTableId: [`ftb-${id.slice(4)}`] },
    FullNatTableIds: { FullNatTableId: [] },
    NatGatewayPrivateInfo: { VswitchId: VSwitchId, IzNo: ZoneId, PrivateIpAddress: `10.1.${(seed >>> 4) % 256}.9` },
    RegionId: scope.region,
    ResourceGroupId: RESOURCE_GROUP,
    SecurityProtectionEnabled: false,
    VpcId,
    Tags: { Tag: [{ TagKey: 'env', TagValue: 'production' }] },
  };
}

/** What a pay-as-you-go gateway has for an end: 2099-12-31. */
const NEVER = 4_102_416_000_000;

function vpnRow(scope: Scope, index: number): Body {
  const basics = basicsAt(scope, 'vpnGateway', index);
  const { seed, condition, life } = basics;
  const prepaid = life.some((one) => one.startsWith('vpn-expiring')) || index % 2 === 0;
  const { VpcId, VSwitchId } = placeOf(scope, seed);
  return {
    VpnGatewayId: basics.id,
    Name: `vpn-${index + 1}`,
    Description: '',
    Status: 'active',
    BusinessStatus: condition === 'vpn-locked' ? 'FinancialLocked' : 'Normal',
    ChargeType: prepaid ? 'Prepay' : 'POSTPAY',
    CreateTime: basics.created,
    EndTime: prepaid ? endOf(scope, basics) : NEVER,
    Spec: '100M',
    IpsecVpn: 'enable',
    SslVpn: 'disable',
    SslMaxConnections: 5,
    EnableBgp: false,
    AutoPropagate: false,
    NetworkType: 'public',
    VpnType: 'Normal',
    InternetIp: `192.0.2.${(seed % 253) + 1}`,
    ResourceGroupId: RESOURCE_GROUP,
    VpcId,
    VSwitchId,
    Tag: '{"VpnEnableBgp":"true"}',
    Tags: { Tag: [{ Key: 'env', Value: 'production' }] },
  };
}

const UP = 'ipsec_sa_established';

const DOWN = 'ike_sa_not_established';

/** The wire carries a key; whoever keeps it or shows it does something wrong. */
const MADE_UP_PSK = 'emulator-not-a-real-psk';

/** Two tunnels where the condition wants them, and for every third one. */
function connectionRow(scope: Scope, index: number): Body {
  const { id, condition, life, seed, created } = basicsAt(scope, 'vpnConnection', index);
  const dual = life.includes('vpn-half-down') || (life.length === 0 && index % 3 === 1);
  const gateways = scope.live('vpnGateway');
  const gateway = gateways.length === 0 ? undefined : gateways.at(index % gateways.length);
  const tunnel = (role: 'master' | 'slave'): Body => ({
    TunnelId: `tun-${role === 'master' ? 'a' : 'b'}${id.slice(4)}`,
    Role: role,
    State: 'active',
    Status: role === 'slave' && condition === 'vpn-half-down' ? DOWN : UP,
    EnableDpd: 'true',
    EnableNatTraversal: 'true',
    InternetIp: `192.0.2.${(seed % 253) + 1}`,
    TunnelIkeConfig: { IkeVersion: 'ikev2', IkeMode: 'main', Psk: MADE_UP_PSK },
  });
  return {
    VpnConnectionId: id,
    Name: `ipsec-${index + 1}`,
    VpnGatewayId: gateway === undefined ? '' : scope.population('vpnGateway').idOf(gateway),
    CustomerGatewayId: `cgw-${id.slice(4)}`,
    AttachType: 'VPNGW',
    NetworkType: 'public',
    State: 'active',
    Status: condition === 'vpn-down' ? DOWN : UP,
    CreateTime: created,
    EffectImmediately: true,
    EnableDpd: true,
    EnableNatTraversal: true,
    LocalSubnet: '10.0.0.0/8',
    RemoteSubnet: '192.168.0.0/16',
    IkeConfig: { IkeVersion: 'ikev2', IkeMode: 'main', Psk: MADE_UP_PSK },
    IpsecConfig: { IpsecEncAlg: 'aes', IpsecAuthAlg: 'sha256' },
    TunnelOptionsSpecification: { TunnelOptions: dual ? [tunnel('master'), tunnel('slave')] : [] },
    ResourceGroupId: RESOURCE_GROUP,
    Tag: { Tag: [{ Key: 'env', Value: 'production' }] },
  };
}

function vSwitchRow(scope: Scope, index: number): Body {
  const { id, seed, condition, created } = basicsAt(scope, 'vSwitch', index);
  const small = condition === 'vswitch-small';
  return {
    VSwitchId: id,
    VSwitchName: `vsw-${index + 1}`,
    Description: '',
    Status: 'Available',
    AvailableIpAddressCount: condition === 'vswitch-ip-low' ? 7 : small ? 5 : 120 + (seed % 120),
    CidrBlock: cidrOf(scope, index),
    CreationTime: secondTime(created),
    IsDefault: false,
    OwnerId: Number(scope.account.accountId),
    ShareType: '',
    NetworkAclId: '',
    EnabledIpv6: false,
    Ipv6CidrBlock: '',
    RouteTable: { RouteTableId: routeTableOf(vpcOf(scope, index)), RouteTableType: 'System' },
    ResourceGroupId: RESOURCE_GROUP,
    VpcId: vpcOf(scope, index),
    ZoneId: zoneOf(scope, index),
    Tags: { Tag: [{ Key: 'env', Value: 'production' }] },
  };
}

function borderRouterRow(scope: Scope, index: number): Body {
  const { id, condition, created } = basicsAt(scope, 'borderRouter', index);
  return {
    VbrId: id,
    Name: `vbr-${index + 1}`,
    Description: '',
    Status: condition === 'vbr-terminated' ? 'terminated' : 'active',
    Type: 'pconnVBR',
    Bandwidth: 1000,
    CreationTime: secondTime(created).slice(0, 19),
    ActivationTime: secondTime(created + HOUR).slice(0, 19),
    AccessPointId: 'ap-emulator-a',
    CircuitCode: 'line-1',
    ...{ LocalGatewayIp: '10.255.0.1', PeerGatewayIp: '10.255.0.2' },
    PeeringSubnetMask: '255.255.255.252',
    PhysicalConnectionId: `pc-${id.slice(4)}`,
    PhysicalConnectionOwnerUid: condition === 'vbr-terminated' ? '1999999999999999' : scope.account.accountId,
    PhysicalConnectionStatus: 'Enabled',
    PhysicalConnectionBusinessStatus: condition === 'vbr-circuit-locked' ? 'FinancialLocked' : 'Normal',
    ResourceGroupId: RESOURCE_GROUP,
    RouteTableId: `vtb-${id.slice(4)}`,
    VlanId: 100 + (index % 3000),
    VlanInterfaceId: `ri-${id.slice(4)}`,
    Tags: { Tags: [{ Key: 'env', Value: 'production' }] },
  };
}

function bandwidthPackageRow(scope: Scope, index: number): Body {
  const { id, condition, created } = basicsAt(scope, 'bandwidthPackage', index);
  return {
    BandwidthPackageId: id,
    Name: `shared-${index + 1}`,
    Description: '',
    Status: 'Available',
    BusinessStatus: condition === 'cbwp-locked' ? 'FinancialLocked' : 'Normal',
    Bandwidth: '200',
    Ratio: 100,
    ISP: 'BGP',
    InstanceChargeType: index % 3 === 2 ? 'PrePaid' : 'PostPaid',
    InternetChargeType: 'PayByBandwidth',
    CreationTime: secondTime(created),
    ExpiredTime: index % 3 === 2 ? secondTime(scope.world.now + 200 * DAY) : '',
    DeletionProtection: false,
    RegionId: scope.region,
    ResourceGroupId: RESOURCE_GROUP,
    PublicIpAddresses: { PublicIpAddresse: [] },
    Tags: { Tag: [{ Key: 'env', Value: 'production' }] },
  };
}

const paging = numberPaging({ default: 10, max: 50, over: 'cap' });
const required = ['RegionId'];

export const api: Product = {
  code: 'vpc',
  version: '2016-04-28',
  actions: [
    describeRegions('Regions.Region'),
    describeVpcs(paging),
    ...routes(paging, { vpc: vpcRow, vSwitch: vSwitchRow }),
    describeSnatTableEntries(natRow),
    describeFlowLogs(paging),
    lister({
      kind: 'eip',
      row: eipRow,
      filters: ['AllocationId', 'Status', 'ChargeType'],
      action: {
        name: 'DescribeEipAddresses',
        required,
        paging: numberPaging({ default: 10, max: 100, over: 'cap' }),
        items: 'EipAddresses.EipAddress',
        itemId: 'AllocationId',
      },
      answer: (rows) => ({ EipAddresses: { EipAddress: rows } }),
    }),
    lister({
      kind: 'natGateway',
      row: natRow,
      filters: ['NatGatewayId', 'NetworkType', 'Status', 'InstanceChargeType'],
      action: {
        name: 'DescribeNatGateways',
        required,
        paging,
        items: 'NatGateways.NatGateway',
        itemId: 'NatGatewayId',
      },
      answer: (rows) => ({ NatGateways: { NatGateway: rows } }),
    }),
    lister({
      kind: 'vpnGateway',
      row: vpnRow,
      filters: ['VpnGatewayId', 'Status', 'BusinessStatus'],
      action: {
        name: 'DescribeVpnGateways',
        required,
        paging,
        items: 'VpnGateways.VpnGateway',
        itemId: 'VpnGatewayId',
      },
      answer: (rows) => ({ VpnGateways: { VpnGateway: rows } }),
    }),
    lister({
      kind: 'vpnConnection',
      row: connectionRow,
      filters: ['VpnConnectionId', 'VpnGatewayId'],
      action: {
        name: 'DescribeVpnConnections',
        required,
        paging,
        items: 'VpnConnections.VpnConnection',
        itemId: 'VpnConnectionId',
      },
      answer: (rows) => ({ VpnConnections: { VpnConnection: rows } }),
    }),
    lister({
      kind: 'bandwidthPackage',
      row: bandwidthPackageRow,
      filters: ['BandwidthPackageId', 'Name'],
      action: {
        name: 'DescribeCommonBandwidthPackages',
        required,
        paging,
        items: 'CommonBandwidthPackages.CommonBandwidthPackage',
        itemId: 'BandwidthPackageId',
      },
      answer: (rows) => ({ CommonBandwidthPackages: { CommonBandwidthPackage: rows } }),
    }),
    lister({
      kind: 'vSwitch',
      row: vSwitchRow,
      filters: ['VSwitchId', 'VpcId', 'ZoneId'],
      action: {
        name: 'DescribeVSwitches',
        required,
        paging,
        items: 'VSwitches.VSwitch',
        itemId: 'VSwitchId',
      },
      answer: (rows) => ({ VSwitches: { VSwitch: rows } }),
    }),
    lister({
      kind: 'borderRouter',
      row: borderRouterRow,
      filters: [],
      action: {
        name: 'DescribeVirtualBorderRouters',
        required,
        paging,
        items: 'VirtualBorderRouterSet.VirtualBorderRouterType',
        itemId: 'VbrId',
      },
      answer: (rows) => ({ VirtualBorderRouterSet: { VirtualBorderRouterType: rows } }),
    }),
  ],
};
