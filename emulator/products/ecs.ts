import type { Instance } from '../assets';
import { instanceAt } from '../assets';
import { ApiError, invalidParameter, notFound } from '../errors';
import { ecsPaging, numberPaging } from '../paging';
import type { Indices } from '../population';
import { only } from '../population';
import { hash, pick, uuid } from '../random';
import type { Scope } from '../world';
import { DAY, HOUR, MINUTE, minuteTime, secondTime } from '../world';
import type { Action, Body, Call, Product } from './define';
import { idList, listing, repeated } from './define';
import { describePrefixListAttributes, describePrefixLists } from './prefix-lists';
import { describeSecurityGroupAttribute, describeSecurityGroups } from './security-groups';
import { describeSnapshots } from './snapshots';
import { describeSpotAdvice, describeSpotPriceHistory, spotDurationOf, spotLimitOf, spotStrategyOf } from './spot';

/** Live instances by id, in the order of the list of the region. */
function instancesById(scope: Scope, ids: readonly string[]): Indices {
  const found = new Set<number>();
  for (const id of ids) {
    const index = scope.find('instance', id);
    if (index !== undefined) found.add(index);
  }
  return only([...found].sort((a, b) => a - b));
}

function filterIndices(scope: Scope, all: Indices, test: (index: number) => boolean): Indices {
  const found: number[] = [];
  for (let i = 0; i < all.length; i++) if (test(all.at(i))) found.push(all.at(i));
  return only(found);
}

function networkOf({ condition }: Pick<Instance, 'condition'>): string {
  return condition === 'ecs-classic' ? 'classic' : 'vpc';
}

const INSTANCE_FILTERS: Readonly<Record<string, (instance: Instance, value: string) => boolean>> = {
  Status: (instance, value) => instance.status === value,
  InstanceChargeType: (instance, value) => (instance.prepaid ? 'PrePaid' : 'PostPaid') === value,
  LockReason: (instance, value) => instance.lock?.toLowerCase() === value.toLowerCase(),
  InstanceName: (instance, value) =>
    new RegExp(`^${value.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`).test(instance.name),
  InstanceType: (instance, value) => instance.type === value,
  ZoneId: (instance, value) => instance.zone === value,
  InstanceNetworkType: (instance, value) => networkOf(instance) === value,
};

function tagFilters(call: Call): { key: string; value: string | undefined }[] {
  const tags: { key: string; value: string | undefined }[] = [];
  for (let n = 1; call.params[`Tag.${n}.Key`] !== undefined; n++) {
    tags.push({ key: call.params[`Tag.${n}.Key`] ?? '', value: call.params[`Tag.${n}.Value`] });
  }
  return tags;
}

function hasTags(own: readonly { TagKey: string; TagValue: string }[], wanted: ReturnType<typeof tagFilters>): boolean {
  return wanted.every((tag) =>
    own.some((one) => one.TagKey === tag.key && (tag.value ?? one.TagValue) === one.TagValue),
  );
}

function chosenInstances(call: Call): Indices {
  const { scope, params } = call;
  const ids = idList(call, 'InstanceIds');
  const wanted = Object.entries(INSTANCE_FILTERS).filter(([name]) => params[name] !== undefined);
  const tags = tagFilters(call);
  const test = (index: number): boolean => {
    const instance = instanceAt(scope, index);
    return (
      wanted.every(([name, passes]) => passes(instance, params[name] ?? '')) && hasTags(instanceTags(instance), tags)
    );
  };
  const filtering = wanted.length > 0 || tags.length > 0;
  if (ids !== undefined) {
    const named = instancesById(scope, ids);
    return filtering ? filterIndices(scope, named, test) : named;
  }
  if (!filtering) return scope.live('instance');
  const name = JSON.stringify([wanted.map(([key]) => [key, params[key]]), tags]);
  return scope.filtered('instance', name, test);
}

function instanceTags(instance: Instance): { TagKey: string; TagValue: string }[] {
  return [
    { TagKey: 'env', TagValue: instance.seed % 4 === 0 ? 'staging' : 'production' },
    { TagKey: 'app', TagValue: instance.name.split('-')[0] ?? '' },
  ];
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

// One literal without spreads, all in ASCII: this row is made a hundred times per page.
function instanceRow(instance: Instance, scope: Scope, additional: readonly string[]): Body {
  const { seed, id } = instance;
  const groups = scope.population('securityGroup');
  const group = groups.size > 0 ? [groups.idOf(seed % groups.size)] : [];
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
    DeletionProtection: instance.condition !== 'ecs-unprotected',
    DeviceAvailable: true,
    IoOptimized: true,
    CreditSpecification: '',
    InstanceNetworkType: networkOf(instance),
    InternetChargeType: 'PayByTraffic',
    InternetMaxBandwidthIn: 100,
    InternetMaxBandwidthOut: isPublic(instance) ? 10 : 0,
    ImageId: 'aliyun_3_x64_20G_alibase_20260401.vhd',
    ImageOptions: { LoginAsNonRoot: false },
    OSName: 'Alibaba Cloud Linux 3.2104 LTS 64 bit',
    OSNameEn: 'Alibaba Cloud Linux 3.2104 LTS 64 bit',
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
      VpcId: factsOf(scope).vpcId,
      VSwitchId: `vsw-${tail.slice(0, 3)}${uuid(hash(seed, 3)).slice(0, 17)}`,
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
          HttpTokens: instance.condition === 'ecs-imdsv1' ? 'optional' : 'required',
        }
      : undefined,
    Tags: { Tag: instanceTags(instance) },
  };
}

function mac(seed: number): string {
  const hex = (hash(seed, 9) & 0xffffff).toString(16).padStart(6, '0');
  return `${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`;
}

interface RegionFacts {
  vpcId: string;
  kmsKeyId: string;
}

const regionFacts = new WeakMap<Scope, RegionFacts>();

function factsOf(scope: Scope): RegionFacts {
  let facts = regionFacts.get(scope);
  if (facts === undefined) {
    facts = {
      vpcId: `vpc-${uuid(hash(scope.key, 5)).replace(/-/g, '').slice(0, 20)}`,
      kmsKeyId: uuid(hash(scope.key, 6)),
    };
    regionFacts.set(scope, facts);
  }
  return facts;
}

/** The file systems of an instance: as many as it has disks, at most three. */
export function devicesOf(scope: Scope): string[] {
  return ['/dev/vda1', '/dev/vdb1', '/dev/vdc1'].slice(0, Math.max(1, scope.sizes.disksPerInstance));
}

/** What differs between disks. */
interface DiskFacts {
  id: string;
  name: string;
  seed: number;
  zone: string;
  /** Absent for a disk that is not attached. */
  attached?: { instanceId: string; device: string; system: boolean };
  created: number;
  attachedAt: number;
  detachedAt?: number;
  /** ms; absent for pay-as-you-go */
  expires?: number;
  policy: string;
  encrypted: boolean;
}

// One literal without spreads: this row is made a hundred times per page.
function diskRow(scope: Scope, disk: DiskFacts): Body {
  const { attached } = disk;
  const attachedTime = secondTime(disk.attachedAt);
  return {
    DiskId: disk.id,
    DiskName: disk.name,
    Description: '',
    RegionId: scope.region,
    ZoneId: disk.zone,
    SerialNumber: disk.id.slice(2),
    Type: attached?.system ? 'system' : 'data',
    Category: 'cloud_essd',
    PerformanceLevel: 'PL1',
    Size: pick([40, 80, 120, 200, 500], disk.seed),
    IOPS: 5800,
    IOPSRead: 5800,
    IOPSWrite: 5800,
    BurstingEnabled: false,
    Status: attached === undefined ? 'Available' : 'In_use',
    InstanceId: attached?.instanceId ?? '',
    Device: attached?.device ?? '',
    Attachments: {
      Attachment:
        attached === undefined
          ? []
          : [{ InstanceId: attached.instanceId, Device: attached.device, AttachedTime: attachedTime }],
    },
    CreationTime: disk.created === disk.attachedAt ? attachedTime : secondTime(disk.created),
    AttachedTime: attachedTime,
    DetachedTime: disk.detachedAt === undefined ? '' : secondTime(disk.detachedAt),
    DiskChargeType: disk.expires === undefined ? 'PostPaid' : 'PrePaid',
    ExpiredTime: disk.expires === undefined ? '2999-09-08T16:00Z' : minuteTime(disk.expires),
    DeleteWithInstance: attached !== undefined,
    Portable: attached?.system !== true,
    Encrypted: disk.encrypted,
    KMSKeyId: disk.encrypted ? factsOf(scope).kmsKeyId : '',
    AutoSnapshotPolicyId: disk.policy,
    EnableAutomatedSnapshotPolicy: disk.policy !== '',
    DeleteAutoSnapshot: true,
    EnableAutoSnapshot: true,
    ImageId: '',
    SourceSnapshotId: '',
    ProductCode: '',
    StorageSetId: '',
    MultiAttach: 'Disabled',
    MountInstances: { MountInstance: [] },
    OperationLocks: { OperationLock: [] },
    ResourceGroupId: 'rg-acfmemulator00a',
    Tags: { Tag: [] },
  };
}

const SNAPSHOT_POLICY = 'sp-bp1emulatordaily0';

function attachedDisk(scope: Scope, index: number): Body {
  const { now } = scope.world;
  const { disksPerInstance } = scope.sizes;
  const population = scope.population('disk');
  const instance = instanceAt(scope, Math.floor(index / disksPerInstance));
  const position = index % disksPerInstance;
  const condition = scope.condition('disk', index);
  const subscription = population.lifeOf(index).some((one) => one.startsWith('disk-expiring'));
  const days = condition === 'disk-expiring-critical' ? 5 : condition === 'disk-expiring-warning' ? 20 : 200;
  return diskRow(scope, {
    id: population.idOf(index),
    name: `${instance.name}-${position === 0 ? 'system' : `data-${position}`}`,
    seed: hash(population.key, index),
    zone: instance.zone,
    attached: {
      instanceId: instance.id,
      device: `/dev/vd${'abcdefghijklmnopq'[position] ?? 'z'}`,
      system: position === 0,
    },
    created: instance.created,
    attachedAt: instance.created,
    ...(subscription && { expires: now + days * DAY + HOUR }),
    policy: condition === 'disk-no-snapshot-policy' ? '' : SNAPSHOT_POLICY,
    encrypted: condition !== 'disk-unencrypted',
  });
}

function looseDisk(scope: Scope, index: number): Body {
  const { now } = scope.world;
  const population = scope.population('looseDisk');
  const condition = scope.condition('looseDisk', index);
  const days = condition === 'disk-unattached-critical' ? 45 : condition === 'disk-unattached-warning' ? 12 : 1;
  return diskRow(scope, {
    id: population.idOf(index),
    name: `spare-${index + 1}`,
    seed: hash(population.key, index),
    zone: `${scope.region}-h`,
    created: now - 120 * DAY,
    attachedAt: now - 90 * DAY,
    detachedAt: now - days * DAY,
    policy: SNAPSHOT_POLICY,
    encrypted: true,
  });
}

const DISK_FILTERS: Readonly<Record<string, string>> = {
  Status: 'Status',
  DiskType: 'Type',
  Category: 'Category',
  DiskChargeType: 'DiskChargeType',
  InstanceId: 'InstanceId',
  ZoneId: 'ZoneId',
  AutoSnapshotPolicyId: 'AutoSnapshotPolicyId',
};

function chosenDisks(call: Call): { length: number; at(ordinal: number): Body } {
  const { scope, params } = call;
  const attached = scope.live('disk');
  const loose = scope.live('looseDisk');
  const at = (ordinal: number): Body =>
    ordinal < attached.length
      ? attachedDisk(scope, attached.at(ordinal))
      : looseDisk(scope, loose.at(ordinal - attached.length));
  const ids = idList(call, 'DiskIds');
  const filters = Object.entries(DISK_FILTERS).filter(([name]) => params[name] !== undefined && params[name] !== 'all');
  const passes = (row: Body): boolean => filters.every(([name, field]) => row[field] === params[name]);
  if (ids !== undefined || params.InstanceId !== undefined) {
    const rows: Body[] = [];
    const instance = params.InstanceId === undefined ? undefined : scope.find('instance', params.InstanceId);
    const named =
      ids?.map((id) => ({ attached: scope.find('disk', id), loose: scope.find('looseDisk', id) })) ??
      Array.from({ length: instance === undefined ? 0 : scope.sizes.disksPerInstance }, (_, k) => ({
        attached: (instance ?? 0) * scope.sizes.disksPerInstance + k,
        loose: undefined,
      }));
    for (const one of named) {
      if (one.attached !== undefined) rows.push(attachedDisk(scope, one.attached));
      else if (one.loose !== undefined) rows.push(looseDisk(scope, one.loose));
    }
    const passed = rows.filter(passes);
    return { length: passed.length, at: (ordinal) => passed[ordinal] ?? {} };
  }
  const all = attached.length + loose.length;
  if (filters.length === 0) return { length: all, at };
  const status = params.Status;
  if (filters.length === 1 && status === 'Available') {
    return { length: loose.length, at: (ordinal) => looseDisk(scope, loose.at(ordinal)) };
  }
  const found: number[] = [];
  for (let ordinal = 0; ordinal < all; ordinal++) if (passes(at(ordinal))) found.push(ordinal);
  return { length: found.length, at: (ordinal) => at(found[ordinal] ?? 0) };
}

interface SystemEvent {
  instance: Instance;
  type: { Name: string; Code: number };
  status: { Name: string; Code: number };
  published: number;
  notBefore: number;
  finished?: number;
  reason: string;
}

const OPEN_EVENTS: Readonly<Record<string, readonly [string, number, string, number]>> = {
  'ecs-event-scheduled': ['SystemMaintenance.Reboot', 1, 'Scheduled', 24],
  'ecs-event-executing': ['SystemFailure.Redeploy', 7, 'Executing', 1],
  'ecs-event-inquiring': ['SystemMaintenance.IsolateErrorDisk', 41, 'Inquiring', 28],
};
const CYCLE_STATUSES = ['Scheduled', 'Avoided', 'Executing', 'Executed', 'Canceled', 'Failed', 'Inquiring'];

function openEvent(scope: Scope, instance: Instance): SystemEvent | undefined {
  const { now } = scope.world;
  const found = OPEN_EVENTS[instance.condition ?? ''];
  if (found === undefined) return undefined;
  const [type, typeCode, status, statusCode] = found;
  return {
    instance,
    type: { Name: type, Code: typeCode },
    status: { Name: status, Code: statusCode },
    published: now - DAY,
    notBefore: status === 'Scheduled' ? now + 2 * DAY : now - HOUR,
    reason: 'System maintenance is scheduled due to an underlying hardware risk.',
  };
}

/** One instance in fifty had a reboot ten days ago. */
const PAST_EVENT_STEP = 50;

function pastEvent(scope: Scope, index: number): SystemEvent {
  const at = scope.world.now - 10 * DAY;
  return {
    instance: instanceAt(scope, index),
    type: { Name: 'SystemMaintenance.Reboot', Code: 1 },
    status: { Name: 'Executed', Code: 0 },
    published: at - 3 * DAY,
    notBefore: at,
    finished: at + 5 * MINUTE,
    reason: 'System maintenance.',
  };
}

function eventId(event: SystemEvent): string {
  return `e-${event.instance.id.slice(2, 5)}${uuid(hash(event.instance.seed, event.type.Code)).replace(/-/g, '').slice(0, 17)}`;
}

function historyRow(event: SystemEvent): Body {
  return {
    EventId: eventId(event),
    InstanceId: event.instance.id,
    ResourceType: 'instance',
    EventType: event.type,
    EventCycleStatus: event.status,
    EventPublishTime: secondTime(event.published),
    NotBefore: secondTime(event.notBefore),
    EventFinishTime: event.finished === undefined ? '' : secondTime(event.finished),
    Reason: event.reason,
    ImpactLevel: '100',
    ExtendedAttribute: { CanAccept: event.status.Name === 'Inquiring' ? 'true' : 'false', DiskId: '', Device: '' },
  };
}

function within(call: Call, name: string, time: number): boolean {
  const read = (edge: string, otherwise: number): number => {
    const given = call.params[`${name}.${edge}`];
    if (given === undefined) return otherwise;
    const at = Date.parse(given);
    if (Number.isNaN(at)) throw invalidParameter(`${name}.${edge}`, 'a UTC time expected');
    return at;
  };
  return time >= read('Start', -Infinity) && time <= read('End', Infinity);
}

function chosenEvents(call: Call): { length: number; at(ordinal: number): Body } {
  const { scope, params } = call;
  const asked = repeated(params, 'InstanceEventCycleStatus');
  const single = params.EventCycleStatus === undefined ? [] : [params.EventCycleStatus];
  const statuses =
    asked.length > 0 ? asked : single.length > 0 ? single : ['Avoided', 'Executed', 'Canceled', 'Failed'];
  for (const status of statuses) {
    if (!CYCLE_STATUSES.includes(status))
      throw invalidParameter('InstanceEventCycleStatus', `${status} is not a status`);
  }
  const types = repeated(params, 'InstanceEventType');
  const wantedTypes = types.length > 0 ? types : params.EventType === undefined ? [] : [params.EventType];
  const ids = repeated(params, 'EventId');
  const resources = [
    ...repeated(params, 'ResourceId'),
    ...(params.InstanceId === undefined ? [] : [params.InstanceId]),
  ];
  const passes = (event: SystemEvent): boolean =>
    statuses.includes(event.status.Name) &&
    (wantedTypes.length === 0 || wantedTypes.includes(event.type.Name)) &&
    (ids.length === 0 || ids.includes(eventId(event))) &&
    (resources.length === 0 || resources.includes(event.instance.id)) &&
    within(call, 'EventPublishTime', event.published) &&
    within(call, 'NotBefore', event.notBefore);
  const population = scope.population('instance');
  const open = population
    .conditions(scope.world.epoch)
    .filter(({ condition }) => condition in OPEN_EVENTS)
    .map(({ index }) => openEvent(scope, instanceAt(scope, index)))
    .filter((event) => event !== undefined)
    .filter(passes);
  const pastCount = Math.ceil(population.size / PAST_EVENT_STEP);
  if (!statuses.includes('Executed')) return { length: open.length, at: (i) => historyRow(pick(open, i)) };
  const past: number[] = [];
  for (let n = 0; n < pastCount; n++) if (passes(pastEvent(scope, n * PAST_EVENT_STEP))) past.push(n * PAST_EVENT_STEP);
  return {
    length: open.length + past.length,
    at: (i) => historyRow(i < open.length ? pick(open, i) : pastEvent(scope, past[i - open.length] ?? 0)),
  };
}

function healthOf(instance: Instance): { Name: string; Code: number } {
  if (instance.condition === 'ecs-impaired') return { Name: 'Impaired', Code: 64 };
  if (instance.condition === 'ecs-event-executing') return { Name: 'Maintaining', Code: 32 };
  return instance.status === 'Stopped' ? { Name: 'NotApplicable', Code: 128 } : { Name: 'Ok', Code: 0 };
}

function fullStatusRow(scope: Scope, index: number): Body {
  const instance = instanceAt(scope, index);
  const event = openEvent(scope, instance);
  return {
    InstanceId: instance.id,
    Status: instance.status === 'Running' ? { Name: 'Running', Code: 1 } : { Name: 'Stopped', Code: 3 },
    HealthStatus: healthOf(instance),
    ScheduledSystemEventSet: {
      ScheduledSystemEventType:
        event === undefined
          ? []
          : [
              {
                EventId: eventId(event),
                EventType: event.type,
                EventCycleStatus: event.status,
                EventPublishTime: secondTime(event.published),
                NotBefore: secondTime(event.notBefore),
                Reason: event.reason,
                ImpactLevel: '100',
              },
            ],
    },
  };
}

const REGION_NAMES: Readonly<Record<string, string>> = {
  'cn-hangzhou': '华东1（杭州）',
  'cn-shanghai': '华东2（上海）',
  'cn-beijing': '华北2（北京）',
  'cn-shenzhen': '华南1（深圳）',
  'ap-southeast-1': '新加坡',
};

const describeRegions: Action = {
  name: 'DescribeRegions',
  params: ['AcceptLanguage', 'InstanceChargeType', 'ResourceType'],
  items: 'Regions.Region',
  itemId: 'RegionId',
  handle: ({ world }) => ({
    Regions: {
      Region: world.regions.map((region) => ({
        RegionId: region,
        LocalName: REGION_NAMES[region] ?? region,
        RegionEndpoint: region === 'cn-hangzhou' ? 'ecs-cn-hangzhou.aliyuncs.com' : `ecs.${region}.aliyuncs.com`,
        Status: 'available',
      })),
    },
  }),
};

const describeInstances: Action = {
  name: 'DescribeInstances',
  params: ['InstanceIds', 'AdditionalAttributes', 'Tag', ...Object.keys(INSTANCE_FILTERS)],
  required: ['RegionId'],
  paging: ecsPaging({ min: 10, max: 100 }),
  items: 'Instances.Instance',
  itemId: 'InstanceId',
  handle(call) {
    const chosen = chosenInstances(call);
    const additional = repeated(call.params, 'AdditionalAttributes');
    const { scope, world } = call;
    const { rows, fields } = call.page(
      listing(chosen.length, (i) => {
        const index = chosen.at(i);
        const key = [scope.account.accountId, scope.region, index, ...additional].join('/');
        return world.rows.row(world.epoch, key, () => instanceRow(instanceAt(scope, index), scope, additional));
      }),
    );
    return { Instances: { Instance: rows }, ...fields };
  },
};

const describeDisks: Action = {
  name: 'DescribeDisks',
  params: ['DiskIds', ...Object.keys(DISK_FILTERS)],
  required: ['RegionId'],
  paging: ecsPaging({ min: 10, max: 500 }),
  items: 'Disks.Disk',
  itemId: 'DiskId',
  handle(call) {
    const { rows, fields } = call.page(chosenDisks(call));
    return { Disks: { Disk: rows }, ...fields };
  },
};

const describeInstancesFullStatus: Action = {
  name: 'DescribeInstancesFullStatus',
  params: ['InstanceId', 'Status', 'HealthStatus'],
  required: ['RegionId'],
  paging: numberPaging({ default: 10, max: 100, over: 'refuse' }),
  items: 'InstanceFullStatusSet.InstanceFullStatusType',
  itemId: 'InstanceId',
  handle(call) {
    const { scope, params } = call;
    const ids = repeated(params, 'InstanceId');
    if (ids.length > 100) throw invalidParameter('InstanceId', 'at most 100 ids expected');
    const passes = (index: number): boolean => {
      const instance = instanceAt(scope, index);
      return (
        (params.Status ?? instance.status) === instance.status &&
        (params.HealthStatus ?? healthOf(instance).Name) === healthOf(instance).Name
      );
    };
    const filtering = params.Status !== undefined || params.HealthStatus !== undefined;
    const named = ids.length > 0 ? instancesById(scope, ids) : undefined;
    const chosen =
      named !== undefined
        ? filterIndices(scope, named, passes)
        : filtering
          ? scope.filtered('instance', `status/${params.Status ?? ''}/${params.HealthStatus ?? ''}`, passes)
          : scope.live('instance');
    const { rows, fields } = call.page(listing(chosen.length, (i) => fullStatusRow(scope, chosen.at(i))));
    return { InstanceFullStatusSet: { InstanceFullStatusType: rows }, ...fields };
  },
};

const describeInstanceHistoryEvents: Action = {
  name: 'DescribeInstanceHistoryEvents',
  params: [
    'InstanceId',
    'ResourceId',
    'EventId',
    'EventType',
    'InstanceEventType',
    'EventCycleStatus',
    'InstanceEventCycleStatus',
    'EventPublishTime',
    'NotBefore',
  ],
  required: ['RegionId'],
  paging: ecsPaging({ min: 10, max: 100 }),
  items: 'InstanceSystemEventSet.InstanceSystemEventType',
  itemId: 'EventId',
  handle(call) {
    const { rows, fields } = call.page(chosenEvents(call));
    return { InstanceSystemEventSet: { InstanceSystemEventType: rows }, ...fields };
  },
};

const RENEWALS = ['AutoRenewal', 'Normal', 'NotRenewal'];

const describeInstanceAutoRenewAttribute: Action = {
  name: 'DescribeInstanceAutoRenewAttribute',
  params: ['InstanceId', 'RenewalStatus'],
  required: ['RegionId'],
  paging: numberPaging({ default: 10, max: 100, over: 'cap' }),
  items: 'InstanceRenewAttributes.InstanceRenewAttribute',
  itemId: 'InstanceId',
  handle(call) {
    const { scope, params } = call;
    const { InstanceId: ids, RenewalStatus: status } = params;
    if (!ids && !status) throw new ApiError(400, 'MissingParameter', 'InstanceId or RenewalStatus is needed.');
    if (status && !RENEWALS.includes(status)) throw invalidParameter('RenewalStatus', `one of ${RENEWALS.join(', ')}`);
    const passes = (index: number): boolean => {
      const instance = instanceAt(scope, index);
      return instance.prepaid && (status || instance.renewal) === instance.renewal;
    };
    let chosen: Indices;
    if (ids) {
      const named = ids.split(',');
      if (named.length > 100) throw invalidParameter('InstanceId', 'at most 100 ids expected');
      const indices = named.map((id) => {
        const index = scope.find('instance', id);
        if (index === undefined) throw notFound('InvalidInstanceId.NotFound', `The instance ${id} does not exist.`);
        if (!instanceAt(scope, index).prepaid) {
          throw new ApiError(403, 'ChargeTypeViolation', `The instance ${id} is not a subscription.`);
        }
        return index;
      });
      chosen = filterIndices(scope, only(indices), passes);
    } else {
      chosen = scope.filtered('instance', `renewal/${status ?? ''}`, passes);
    }
    const { rows, fields } = call.page(
      listing(chosen.length, (i) => {
        const instance = instanceAt(scope, chosen.at(i));
        const on = instance.renewal === 'AutoRenewal';
        return {
          InstanceId: instance.id,
          AutoRenewEnabled: on,
          RenewalStatus: instance.renewal,
          Duration: on ? 1 : 0,
          PeriodUnit: 'Month',
        };
      }),
    );
    return { InstanceRenewAttributes: { InstanceRenewAttribute: rows }, ...fields };
  },
};

/** One policy for all disks: every day at two. */
const describeAutoSnapshotPolicyEx: Action = {
  name: 'DescribeAutoSnapshotPolicyEx',
  params: ['AutoSnapshotPolicyId'],
  required: ['RegionId'],
  paging: numberPaging({ default: 10, max: 100, over: 'refuse' }),
  items: 'AutoSnapshotPolicies.AutoSnapshotPolicy',
  itemId: 'AutoSnapshotPolicyId',
  handle(call) {
    const policy = {
      AutoSnapshotPolicyId: SNAPSHOT_POLICY,
      AutoSnapshotPolicyName: 'daily',
      RegionId: call.scope.region,
      RepeatWeekdays: '["1","2","3","4","5","6","7"]',
      TimePoints: '["2"]',
      RetentionDays: 30,
      Status: 'Normal',
      Type: 'Custom',
    };
    const { rows, fields } = call.page(listing(1, () => policy));
    return { AutoSnapshotPolicies: { AutoSnapshotPolicy: rows }, ...fields };
  },
};

export const ecs: Product = {
  code: 'ecs',
  aliases: ['ecs-cn-hangzhou'],
  version: '2014-05-26',
  actions: [
    describeRegions,
    describeInstances,
    describeDisks,
    describeInstancesFullStatus,
    describeInstanceHistoryEvents,
    describeInstanceAutoRenewAttribute,
    describeSnapshots,
    describeAutoSnapshotPolicyEx,
    describeSpotPriceHistory,
    describeSpotAdvice,
    describeSecurityGroups,
    describeSecurityGroupAttribute,
    describePrefixLists,
    describePrefixListAttributes,
  ],
};
