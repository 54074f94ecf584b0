import { idList, listing, type Action, type Body } from '../../define';
import { invalidParameter } from '../../errors';
import { ecsPaging, numberPaging } from '../../paging';
import { hash, pick, uuid } from '../../random';
import { DAY, HOUR, secondTime } from '../../time';
import type { Scope } from '../../world';
import { factsOf } from './instance-rows';
import { isForImage } from './inventory';
import { SNAPSHOT_POLICY, WEEKLY_POLICY } from './disks';

type Status = 'accomplished' | 'progressing' | 'failed';

interface SnapshotFacts {
  id: string;
  name: string;
  seed: number;
  status: Status;
  created: number;
  /** 0: kept until somebody deletes it. */
  retentionDays: number;
  diskId: string;
  sourceRegion: string;
  image: boolean;
}

function row(scope: Scope, snapshot: SnapshotFacts): Body {
  const { status } = snapshot;
  return {
    SnapshotId: snapshot.id,
    SnapshotName: snapshot.name,
    SnapshotLinkId: `sl-${snapshot.diskId.slice(2)}`,
    SnapshotSN: uuid(snapshot.seed),
    SnapshotType: snapshot.retentionDays > 0 ? 'auto' : 'user',
    Description: '',
    RegionId: scope.region,
    SourceRegionId: snapshot.sourceRegion,
    SourceDiskId: snapshot.diskId,
    SourceDiskSize: String(pick([40, 80, 120, 200, 500], snapshot.seed)),
    SourceDiskType: 'data',
    SourceStorageType: 'disk',
    Status: status,
    Progress: status === 'accomplished' ? '100%' : '40%',
    RemainTime: status === 'progressing' ? 600 : 0,
    Available: status === 'accomplished',
    Category: 'standard',
    InstantAccess: false,
    InstantAccessRetentionDays: 0,
    Encrypted: true,
    KMSKeyId: factsOf(scope).kmsKeyId,
    CreationTime: secondTime(snapshot.created),
    LastModifiedTime: secondTime(snapshot.created + HOUR),
    ...(snapshot.retentionDays > 0 && { RetentionDays: snapshot.retentionDays }),
    Usage: snapshot.image ? 'image' : 'none',
    ProductCode: '',
    ResourceGroupId: 'rg-acfmemulator00a',
    Tags: { Tag: [] },
  };
}

/** The last Sunday of China at 02:00. */
function lastSunday(now: number): number {
  const sunday = Date.UTC(2026, 0, 3, 18);
  return sunday + Math.floor((now - sunday) / (7 * DAY)) * 7 * DAY;
}

function ofDiskStatus(scope: Scope, disk: number): Status {
  return scope.condition('disk', disk) === 'disk-snapshot-none' ? 'progressing' : 'accomplished';
}

/** How many days ago the newest one was begun. */
const AGES: Readonly<Record<string, number>> = { 'disk-snapshot-old': 12, 'disk-snapshot-none': 3 };

/** The newest snapshot of an attached disk, made by the daily policy. */
function ofDisk(scope: Scope, disk: number): Body {
  const population = scope.population('disk');
  const diskId = population.idOf(disk);
  const seed = hash(population.key, disk, 11);
  const days = AGES[scope.condition('disk', disk) ?? ''] ?? 0;
  const weekly = population.lifeOf(disk).includes('disk-snapshot-weekly');
  const madeAt = days > 0 ? scope.since('disk', disk) : scope.world.time;
  return row(scope, {
    id: `s-${diskId.slice(2)}`,
    name: `auto2.0_${diskId}`,
    seed,
    status: ofDiskStatus(scope, disk),
    created: weekly ? lastSunday(madeAt) : madeAt - days * DAY - (1 + (seed % 20)) * HOUR,
    retentionDays: 30,
    diskId,
    sourceRegion: scope.region,
    image: false,
  });
}

/** How many days ago one was taken by hand. */
const OWN_AGES: Readonly<Record<string, number>> = { 'snapshot-old': 200, 'snapshot-orphan': 40, 'snapshot-failed': 2 };

function ownStatus(scope: Scope, index: number): Status {
  return scope.condition('snapshot', index) === 'snapshot-failed' ? 'failed' : 'accomplished';
}

/** Taken by hand: of a disk that is there, or copied from another region, or what an image is made of. */
function own(scope: Scope, index: number): Body {
  const population = scope.population('snapshot');
  const condition = scope.condition('snapshot', index);
  const disks = scope.live('disk');
  const seed = hash(population.key, index);
  const there = condition !== 'snapshot-orphan' && disks.length > 0;
  const isCopy = !there && condition !== 'snapshot-orphan';
  const days = OWN_AGES[condition ?? ''] ?? 5 + (seed % 100);
  return row(scope, {
    id: population.idOf(index),
    name: `manual-${index + 1}`,
    seed,
    status: ownStatus(scope, index),
    created: scope.world.now - days * DAY,
    retentionDays: 0,
    diskId: there ? scope.population('disk').idOf(disks.at(seed % disks.length)) : `d-gone${uuid(seed).slice(0, 8)}`,
    sourceRegion: isCopy ? 'cn-chengdu' : scope.region,
    image: isForImage(scope, index),
  });
}

function idOf({ SnapshotId: id }: Body): string {
  return String(id);
}

const STATUSES = ['accomplished', 'progressing', 'failed', 'all'];

export const describeSnapshots: Action = {
  name: 'DescribeSnapshots',
  params: ['Status', 'SnapshotIds'],
  required: ['RegionId'],
  paging: ecsPaging({ max: 100 }),
  items: 'Snapshots.Snapshot',
  itemId: 'SnapshotId',
  handle(call) {
    const { scope, params } = call;
    const { Status: status = 'all' } = params;
    if (!STATUSES.includes(status)) throw invalidParameter('Status', `one of ${STATUSES.join(', ')} expected`);
    const [disks, others] =
      status === 'all'
        ? [scope.live('disk'), scope.live('snapshot')]
        : [
            scope.filtered('disk', `snapshots/${status}`, (disk) => ofDiskStatus(scope, disk) === status),
            scope.filtered('snapshot', status, (index) => ownStatus(scope, index) === status),
          ];
    const all = listing(disks.length + others.length, (i) =>
      i < disks.length ? ofDisk(scope, disks.at(i)) : own(scope, others.at(i - disks.length)),
    );
    const ids = idList(call, 'SnapshotIds');
    const wanted =
      ids && Array.from({ length: all.length }, (_, i) => all.at(i)).filter((one) => ids.includes(idOf(one)));
    const { rows, fields } = call.page(wanted ? listing(wanted.length, (i) => wanted[i] ?? {}) : all);
    return { Snapshots: { Snapshot: rows }, ...fields };
  },
};

/** Two policies: every day at two, and every Sunday at two. */
const POLICIES = [
  { id: SNAPSHOT_POLICY, name: 'daily', days: ['1', '2', '3', '4', '5', '6', '7'] },
  { id: WEEKLY_POLICY, name: 'weekly', days: ['7'] },
] as const;

export const describeAutoSnapshotPolicyEx: Action = {
  name: 'DescribeAutoSnapshotPolicyEx',
  params: ['AutoSnapshotPolicyId'],
  required: ['RegionId'],
  paging: numberPaging({ default: 10, max: 100, over: 'refuse' }),
  items: 'AutoSnapshotPolicies.AutoSnapshotPolicy',
  itemId: 'AutoSnapshotPolicyId',
  handle(call) {
    const { rows, fields } = call.page(
      listing(POLICIES.length, (n) => {
        const { id, name, days } = pick(POLICIES, n);
        return {
          AutoSnapshotPolicyId: id,
          AutoSnapshotPolicyName: name,
          RegionId: call.scope.region,
          RepeatWeekdays: JSON.stringify(days),
          TimePoints: '["2"]',
          RetentionDays: 30,
          Status: 'Normal',
          Type: 'Custom',
        };
      }),
    );
    return { AutoSnapshotPolicies: { AutoSnapshotPolicy: rows }, ...fields };
  },
};
