import type { Body } from '../../define';
import { hash, uuid } from '../../random';
import { minuteTime } from '../../time';
import type { Scope } from '../../world';
import { networksOf, type Network } from '../../common/networks';
import { serviceKeyOf } from '../../common/keys';
import type { Instance } from './instances';
import { spotDurationOf, spotLimitOf, spotStrategyOf } from './spot';

export function networkOf({ condition }: Pick<Instance, 'condition'>): string {
  return condition === 'ecs-classic' ? 'classic' : 'vpc';
}

const PUBLIC = new Set(['ecs-public-ip', 'ecs-net-out-warning', 'ecs-net-out-critical']);

/** Whether it has a fixed public IP address. */
function isPublic({ condition = '' }: Pick<Instance, 'condition'>): boolean {
  return PUBLIC.has(condition);
}

/** What CloudMonitor measures of its network. */
export function networkKindOf(source: Pick<Instance, 'condition'>): string {
  return networkOf(source) === 'vpc' && isPublic(source) ? 'vpc-public' : networkOf(source);
}

export function publicIpOf(source: Pick<Instance, 'condition' | 'seed'>): string | undefined {
  return isPublic(source) ? address('203.0', source.seed) : undefined;
}

function address(prefix: string, seed: number): string {
  return `${prefix}.${(seed >>> 8) % 256}.${(seed % 253) + 1}`;
}

function scalingGroupOf(scope: Scope, { seed }: Instance): string {
  const groups = scope.population('scalingGroup');
  return groups.size === 0 ? 'asg-emulated' : groups.idOf(seed % groups.size);
}

export function instanceTags(instance: Instance, scope: Scope): { TagKey: string; TagValue: string }[] {
  return [
    { TagKey: 'env', TagValue: instance.seed % 4 === 0 ? 'staging' : 'production' },
    { TagKey: 'app', TagValue: instance.name.split('-')[0] ?? '' },
    ...(instance.scaled
      ? [{ TagKey: 'acs:autoscaling:scalingGroupId', TagValue: scalingGroupOf(scope, instance) }]
      : []),
  ];
}

export const IMAGE = 'aliyun_3_x64_20G_alibase_20260401.vhd';
export const OLD_IMAGE = 'centos_7_9_x64_20G_alibase_20240628.vhd';
export const SYSTEM = 'Alibaba Cloud Linux 3.2104 LTS 64 bit';
/** Out of support since the middle of 2024. */
export const OLD_SYSTEM = 'CentOS 7.9 64 bit';

// One literal without spreads, all in ASCII: this row is made a hundred times per page.
export function instanceRow(instance: Instance, scope: Scope, additional: readonly string[]): Body {
  const { seed, id } = instance;
  const groups = scope.population('securityGroup');
  const nth = groups.size > 0 ? seed % groups.size : 0;
  const group = groups.size > 0 ? [groups.idOf(nth)] : [];
  const { vpcId, switches } = networkOfGroup(scope, nth);
  const classic = networkOf(instance) === 'classic';
  const privateIp = address('10.0', seed);
  const tail = id.slice(2);
  const recycling = instance.lock === 'Recycling';
  return {
    InstanceId: id,
    InstanceName: instance.name,
    HostName: `iZ${tail}Z`,
    Description: '',
    RegionId: scope.region,
    ZoneId: instance.zone,
    ClusterId: '',
    Status: instance.status,
    StoppedMode: instance.stoppedMode,
    InstanceType: instance.type,
    InstanceTypeFamily: instance.type.split('.').slice(0, 2).join('.'),
    Cpu: instance.cores,
    Memory: instance.memory * 1024,
    CpuOptions: { CoreCount: instance.cores / 2, ThreadsPerCore: 2, Numa: '' },
    InstanceChargeType: instance.prepaid ? 'PrePaid' : 'PostPaid',
    CreationTime: minuteTime(instance.created),
    StartTime: minuteTime(instance.started),
    ExpiredTime: instance.expires === undefined ? '2099-12-31T15:59Z' : minuteTime(instance.expires),
    AutoReleaseTime: instance.autoRelease === undefined ? '' : minuteTime(instance.autoRelease),
    SaleCycle: '',
    OperationLocks: { LockReason: instance.lock === undefined ? [] : [{ LockReason: instance.lock, LockMsg: '' }] },
    SpotStrategy: spotStrategyOf(instance),
    SpotPriceLimit: spotLimitOf(scope, instance),
    SpotDuration: spotDurationOf(instance),
    SpotInterruptionBehavior: instance.spot ? 'Terminate' : '',
    Recyclable: recycling,
    DeletionProtection:
      scope.written<boolean>('instance', instance.index, 'deletionProtection') ??
      (instance.condition !== 'ecs-unprotected' && !instance.scaled),
    DeviceAvailable: true,
    IoOptimized: true,
    CreditSpecification: '',
    InstanceNetworkType: networkOf(instance),
    InternetChargeType: 'PayByTraffic',
    InternetMaxBandwidthIn: 100,
    InternetMaxBandwidthOut: isPublic(instance) ? 10 : 0,
    ImageId: instance.condition === 'ecs-neglected' ? OLD_IMAGE : IMAGE,
    ImageOptions: { LoginAsNonRoot: false },
    OSName: instance.condition === 'ecs-neglected' ? OLD_SYSTEM : SYSTEM,
    OSNameEn: instance.condition === 'ecs-neglected' ? OLD_SYSTEM : SYSTEM,
    OSType: 'linux',
    KeyPairName: 'ops',
    SerialNumber: uuid(seed),
    GPUAmount: 0,
    GPUSpec: '',
    DeploymentSetId: '',
    HpcClusterId: '',
    ResourceGroupId: 'rg-acfmemulator00a',
    VlanId: '',
    SecurityGroupIds: { SecurityGroupId: group },
    InnerIpAddress: { IpAddress: [] },
    PublicIpAddress: { IpAddress: [publicIpOf(instance)].filter((ip) => ip !== undefined) },
    RdmaIpAddress: { IpAddress: [] },
    EipAddress: { AllocationId: '', Bandwidth: 0, InternetChargeType: '', IpAddress: '', IsSupportUnassociate: false },
    VpcAttributes: {
      VpcId: classic ? '' : vpcId,
      VSwitchId: classic ? '' : (switches[instance.zone] ?? 'vsw-default'),
      NatIpAddress: '',
      PrivateIpAddress: { IpAddress: [privateIp] },
    },
    NetworkInterfaces: {
      NetworkInterface: [
        {
          NetworkInterfaceId: `eni-${tail}`,
          MacAddress: `00:16:3e:${mac(seed)}`,
          PrimaryIpAddress: privateIp,
          Type: 'Primary',
          PrivateIpSets: { PrivateIpSet: [{ PrivateIpAddress: privateIp, Primary: true }] },
        },
      ],
    },
    DedicatedHostAttribute: { DedicatedHostId: '', DedicatedHostName: '', DedicatedHostClusterId: '' },
    DedicatedInstanceAttribute: { Affinity: '', Tenancy: '' },
    EcsCapacityReservationAttr: { CapacityReservationId: '', CapacityReservationPreference: '' },
    HibernationOptions: { Configured: false },
    MetadataOptions: additional.includes('META_OPTIONS')
      ? {
          HttpEndpoint: 'enabled',
          HttpPutResponseHopLimit: 1,
          HttpTokens:
            scope.written<string>('instance', instance.index, 'httpTokens') ??
            (instance.condition === 'ecs-imdsv1' ? 'optional' : 'required'),
        }
      : undefined,
    Tags: { Tag: instanceTags(instance, scope) },
  };
}

function mac(seed: number): string {
  const hex = (hash(seed, 9) & 0xffffff).toString(16).padStart(6, '0');
  return `${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`;
}

interface RegionFacts {
  /** The security groups are spread over them, and each machine is where its group is. */
  networks: readonly Network[];
  /** The key that ECS made for itself, or any. */
  kmsKeyId: string;
}

const regionFacts = new WeakMap<Scope, RegionFacts>();

/** The VPC of a security group, and of the machines in it. */
export function networkOfGroup(scope: Scope, group: number): Network {
  const { networks } = factsOf(scope);
  return networks[group % networks.length] ?? { vpcId: '', switches: {} };
}

export function factsOf(scope: Scope): RegionFacts {
  let facts = regionFacts.get(scope);
  if (facts === undefined) {
    facts = {
      networks: networksOf(scope),
      kmsKeyId: serviceKeyOf(scope),
    };
    regionFacts.set(scope, facts);
  }
  return facts;
}

/** The file systems of an instance: as many as it has disks, at most three. */
export function devicesOf(scope: Scope): string[] {
  return ['/dev/vda1', '/dev/vdb1', '/dev/vdc1'].slice(0, Math.max(1, scope.sizes.disksPerInstance));
}
