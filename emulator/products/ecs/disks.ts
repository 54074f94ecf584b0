import { idList, type Action, type Body, type Call } from '../../define';
import { ecsPaging } from '../../paging';
import { hash, pick } from '../../random';
import { DAY, HOUR, minuteTime, secondTime } from '../../time';
import type { Scope } from '../../world';
import { factsOf } from './instance-rows';
import { instanceAt } from './instances';

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

export const SNAPSHOT_POLICY = 'sp-bp1emulatordaily0';
export const WEEKLY_POLICY = 'sp-bp1emulatorweekly';

function attachedDisk(scope: Scope, index: number): Body {
  const now = scope.since('disk', index);
  const { disksPerInstance } = scope.sizes;
  const population = scope.population('disk');
  const instance = instanceAt(scope, Math.floor(index / disksPerInstance));
  const position = index % disksPerInstance;
  const condition = scope.condition('disk', index);
  const subscription = population.lifeOf(index).some((one) => one.startsWith('disk-expiring'));
  // The disks of an instance that is paid by the month end, and are renewed, with it.
  const lives = scope.population('instance').lifeOf(instance.index);
  const monthly = lives.some((one) => one === 'ecs-monthly' || one === 'ecs-renewal-failed');
  const days = condition === 'disk-expiring-critical' ? 3 : condition === 'disk-expiring-warning' ? 18 : 200;
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
    // By the year: its billing period is not what decides.
    created: subscription ? now + days * DAY + HOUR - 730 * DAY : instance.created,
    attachedAt: instance.created,
    ...(subscription && { expires: now + days * DAY + HOUR }),
    ...(monthly && { expires: instance.expires }),
    policy:
      condition === 'disk-no-snapshot-policy'
        ? ''
        : population.lifeOf(index).includes('disk-snapshot-weekly')
          ? WEEKLY_POLICY
          : SNAPSHOT_POLICY,
    encrypted: condition !== 'disk-unencrypted',
  });
}

function looseDisk(scope: Scope, index: number): Body {
  const now = scope.since('looseDisk', index);
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

export const describeDisks: Action = {
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
