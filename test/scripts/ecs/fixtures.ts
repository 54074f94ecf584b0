import {
  autoRenewal,
  disks,
  diskSnapshots,
  instanceHealth,
  instances,
  securityGroupRules,
  securityGroups,
  snapshotDisks,
  snapshotPolicies,
  snapshots,
  spotAdvice,
  spotPrices,
  systemEvents,
} from '../../../scripts/ecs';

export const where = { account: { id: '1000000000000001', name: 'production' }, region: 'cn-hangzhou' };

const DAY = 86_400_000;
const SECOND = 1000;

/** The clock of all tables. */
export const now = new Date('2026-03-01T00:00:00Z');

/** A moment so many days after `now` (before, when negative), and so many seconds after that. */
export function inDays(days: number, seconds = 0): Date {
  return new Date(now.getTime() + days * DAY + seconds * SECOND);
}

/** A running subscription instance without a blemish, through the collector as the API answers it. */
export const instance = instances.toAsset(
  {
    InstanceId: 'i-1',
    InstanceName: 'web',
    Status: 'Running',
    InstanceChargeType: 'PrePaid',
    ExpiredTime: '2027-03-01T00:00Z',
    AutoReleaseTime: '',
    CreationTime: '2025-03-01T00:00Z',
    StartTime: '2026-02-27T00:00Z',
    StoppedMode: 'Not-applicable',
    OperationLocks: { LockReason: [] },
    SpotStrategy: 'NoSpot',
    DeletionProtection: true,
    InstanceNetworkType: 'vpc',
    MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'required' },
    InstanceType: 'ecs.g7.large',
    Cpu: 2,
    Memory: 8192,
    OSName: 'Alibaba Cloud Linux 3',
    ZoneId: 'cn-hangzhou-i',
    HostName: 'web',
    PublicIpAddress: { IpAddress: ['203.0.113.7'] },
    EipAddress: { IpAddress: '' },
    VpcAttributes: { PrivateIpAddress: { IpAddress: ['10.0.0.7'] } },
    InternetMaxBandwidthOut: 5,
    ResourceGroupId: 'rg-1',
    Tags: { Tag: [{ TagKey: 'env', TagValue: 'prod' }] },
  },
  where,
);

/** A subscription data disk in use with a snapshot policy. */
export const disk = disks.toAsset(
  {
    DiskId: 'd-1',
    DiskName: 'data',
    Status: 'In_use',
    Type: 'data',
    Category: 'cloud_essd',
    Size: 40,
    DiskChargeType: 'PrePaid',
    ExpiredTime: '2027-03-01T00:00Z',
    CreationTime: '2025-03-01T00:00:00Z',
    DetachedTime: '',
    InstanceId: 'i-1',
    AutoSnapshotPolicyId: 'sp-1',
    EnableAutomatedSnapshotPolicy: true,
    DeleteWithInstance: false,
    Encrypted: true,
    ZoneId: 'cn-hangzhou-i',
    Tags: { Tag: [] },
  },
  where,
);

export function health(name: string) {
  return instanceHealth.toAsset({ InstanceId: 'i-1', HealthStatus: { Name: name, Code: 0 } }, where);
}

export function renewal(status: string) {
  return autoRenewal.toAsset(
    { InstanceId: 'i-1', RenewalStatus: status, AutoRenewEnabled: status === 'AutoRenewal', Duration: 1 },
    where,
  );
}

export function event(type: string, status: string, notBefore: string) {
  return systemEvents.toAsset(
    {
      EventId: `e-${type}`,
      InstanceId: 'i-1',
      EventType: { Name: type, Code: 1 },
      EventCycleStatus: { Name: status, Code: 24 },
      NotBefore: notBefore,
      Reason: 'System maintenance',
    },
    where,
  );
}

export const securityGroup = securityGroups.toAsset(
  {
    SecurityGroupId: 'sg-1',
    SecurityGroupName: 'web',
    SecurityGroupType: 'normal',
    VpcId: 'vpc-1',
    RuleCount: 2,
    EcsCount: 3,
    ServiceManaged: false,
    CreationTime: '2025-03-01T00:00:00Z',
    ResourceGroupId: 'rg-1',
    Tags: { Tag: [] },
  },
  where,
);

/** An inbound rule that accepts TCP from everybody by default. */
export function rule(portRange: string | undefined, other: Readonly<Record<string, unknown>> = {}) {
  const item = {
    SecurityGroupRuleId: `sgr-${portRange ?? ''}${JSON.stringify(other)}`,
    Policy: 'Accept',
    Priority: '1',
    IpProtocol: 'TCP',
    PortRange: portRange,
    SourcePortRange: '-1/-1',
    SourceCidrIp: '0.0.0.0/0',
    Ipv6SourceCidrIp: '',
    SourceGroupId: '',
    DestCidrIp: '',
    Ipv6DestCidrIp: '',
    ...other,
  };
  return securityGroupRules.toAsset(item, where);
}

/** A finished snapshot of a disk that is there, kept until somebody deletes it. */
export const snapshot = snapshots.toAsset(
  {
    SnapshotId: 's-1',
    SnapshotName: 'before-upgrade',
    Status: 'accomplished',
    SnapshotType: 'user',
    CreationTime: '2026-02-01T00:00:00Z',
    RetentionDays: 0,
    SourceDiskId: 'd-1',
    SourceDiskSize: '40',
    SourceRegionId: 'cn-hangzhou',
    Usage: 'none',
    Tags: { Tag: [] },
  },
  where,
);

export const sourceDisk = snapshotDisks.toAsset({ DiskId: 'd-1' }, where);

export function diskSnapshot(days: number, seconds = 0, Status = 'accomplished') {
  const CreationTime = inDays(days, seconds).toISOString();
  return diskSnapshots.toAsset({ SnapshotId: `s-${CreationTime}`, SourceDiskId: 'd-1', CreationTime, Status }, where);
}

/** Prices of `ecs.g7.large` in zones of Hangzhou, an hour apart, the last one now; none where `undefined`. */
export function spotPricesOf(
  zones: Readonly<Record<string, readonly (number | undefined)[]>>,
  origin: number | null = 0.5,
) {
  const SpotPriceType = Object.entries(zones).flatMap(([zone, prices]) =>
    prices.flatMap((SpotPrice, i) => {
      const Timestamp = inDays(0, (i + 1 - prices.length) * 3600).toISOString();
      return SpotPrice === undefined
        ? []
        : [{ ZoneId: `cn-hangzhou-${zone}`, Timestamp, SpotPrice, OriginPrice: origin }];
    }),
  );
  return spotPrices.toAsset({ RequestId: 'r-1', Currency: 'CNY', SpotPrices: { SpotPriceType } }, where);
}

/** Interruption rates of `ecs.g7.large` in zones of Hangzhou. */
export function spotAdviceOf(zones: Readonly<Record<string, readonly [range: string, rate: number]>>) {
  const AvailableSpotZone = Object.entries(zones).map(([zone, [InterruptRateDesc, InterruptionRate]]) => ({
    ZoneId: `cn-hangzhou-${zone}`,
    AvailableSpotResources: {
      AvailableSpotResource: [{ InstanceType: 'ecs.g7.large', InterruptRateDesc, InterruptionRate }],
    },
  }));
  return spotAdvice.toAsset({ RequestId: 'r-2', AvailableSpotZones: { AvailableSpotZone } }, where);
}

/** The policy of `d-1`: days of the week and hours, of Beijing. */
export function snapshotPolicy(days: readonly string[], hours: readonly string[] = ['2']) {
  const lists = { RepeatWeekdays: JSON.stringify(days), TimePoints: JSON.stringify(hours) };
  return snapshotPolicies.toAsset({ AutoSnapshotPolicyId: 'sp-1', ...lists }, where);
}
