import {
  commonBandwidthPackages,
  eips,
  natGateways,
  virtualBorderRouters,
  vpnConnections,
  vpnGateways,
  vSwitches,
} from '../../../scripts/vpc';
import { where } from '../ecs/fixtures';

export { inDays, now } from '../ecs/fixtures';

/** A bound subscription address. */
export const eip = eips.toAsset(
  {
    AllocationId: 'eip-1',
    Name: 'entry',
    Status: 'InUse',
    IpAddress: '203.0.113.7',
    ChargeType: 'PrePaid',
    ExpiredTime: '2027-03-01T00:00:00Z',
    AllocationTime: '2025-03-01T00:00:00Z',
    BusinessStatus: 'Normal',
    OperationLocks: { LockReason: [] },
    Bandwidth: '10',
    InstanceId: 'i-1',
    InstanceType: 'EcsInstance',
    Tags: { Tag: [] },
  },
  where,
);

/** An internet NAT gateway with one address in use. */
export const nat = natGateways.toAsset(
  {
    NatGatewayId: 'ngw-1',
    Name: 'nat',
    Status: 'Available',
    NetworkType: 'internet',
    InstanceChargeType: 'PrePaid',
    ExpiredTime: '2027-03-01T00:00Z',
    CreationTime: '2025-03-01T00:00:00Z',
    BusinessStatus: 'Normal',
    IpLists: { IpList: [{ IpAddress: '203.0.113.8', UsingStatus: 'UsedBySnatTable' }] },
    VpcId: 'vpc-1',
    Tags: { Tag: [] },
  },
  where,
);

export const vpnGateway = vpnGateways.toAsset(
  {
    VpnGatewayId: 'vpn-1',
    Name: 'office',
    Status: 'active',
    ChargeType: 'Prepay',
    CreateTime: 1_740_787_200_000,
    EndTime: 1_803_859_200_000,
    BusinessStatus: 'Normal',
    Spec: '100M',
    InternetIp: '192.0.2.1',
    VpcId: 'vpc-1',
    Tags: { Tag: [] },
  },
  where,
);

/** A wire item with keys in it, in both places. */
export const vpnConnectionItem = {
  VpnConnectionId: 'vco-1',
  Name: 'office',
  Status: 'ipsec_sa_established',
  State: 'active',
  EffectImmediately: true,
  VpnGatewayId: 'vpn-1',
  CustomerGatewayId: 'cgw-1',
  LocalSubnet: '10.0.0.0/8',
  RemoteSubnet: '192.168.0.0/16',
  IkeConfig: { Psk: 'not-for-anybody' },
  VpnBgpConfig: { AuthKey: 'not-for-anybody' },
  TunnelOptionsSpecification: {
    TunnelOptions: [
      {
        TunnelId: 'tun-a',
        Role: 'master',
        State: 'active',
        Status: 'ipsec_sa_established',
        TunnelIkeConfig: { Psk: 'not-for-anybody' },
      },
      { TunnelId: 'tun-b', Role: 'slave', State: 'active', Status: 'ipsec_sa_established' },
    ],
  },
  Tag: { Tag: [] },
};
export const vpnConnection = vpnConnections.toAsset(vpnConnectionItem, where);

export const vSwitch = vSwitches.toAsset(
  {
    VSwitchId: 'vsw-1',
    VSwitchName: 'web',
    Status: 'Available',
    AvailableIpAddressCount: 200,
    CidrBlock: '10.0.0.0/24',
    ZoneId: 'cn-hangzhou-h',
    VpcId: 'vpc-1',
    Tags: { Tag: [] },
  },
  where,
);

export const vbr = virtualBorderRouters.toAsset(
  {
    VbrId: 'vbr-1',
    Name: 'line',
    Status: 'active',
    Bandwidth: 1000,
    PhysicalConnectionId: 'pc-1',
    PhysicalConnectionOwnerUid: where.account.id,
    PhysicalConnectionStatus: 'Enabled',
    PhysicalConnectionBusinessStatus: 'Normal',
    VlanId: 100,
    AccessPointId: 'ap-1',
    Tags: { Tags: [] },
  },
  where,
);

export const bandwidthPackage = commonBandwidthPackages.toAsset(
  {
    BandwidthPackageId: 'cbwp-1',
    Name: 'shared',
    Status: 'Available',
    Bandwidth: '200',
    InstanceChargeType: 'PostPaid',
    InternetChargeType: 'PayByBandwidth',
    ExpiredTime: '',
    BusinessStatus: 'Normal',
    Tags: { Tag: [] },
  },
  where,
);

/** The same on subscription. */
export const subscribedBandwidth = commonBandwidthPackages.toAsset(
  {
    BandwidthPackageId: 'cbwp-1',
    Name: 'shared',
    Status: 'Available',
    Bandwidth: '200',
    InstanceChargeType: 'PrePaid',
    InternetChargeType: 'PayByBandwidth',
    CreationTime: '2025-03-01T00:00:00Z',
    ExpiredTime: '2027-03-01T00:00:00Z',
    BusinessStatus: 'Normal',
    Tags: { Tag: [] },
  },
  where,
);
