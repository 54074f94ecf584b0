/** How databases are backed up: daily, or as a condition says. */
import { listing, type Action, type Body, type Call } from '../define';
import { invalidParameter, notFound } from '../errors';
import type { Dialect } from '../paging';
import { DAY, HOUR, secondTime } from '../time';
import type { Scope } from '../world';
import { databaseAt } from './databases';

export interface BackupFacts {
  /** ms */
  readonly end: number;
  readonly status: 'Success' | 'Failed';
}

/** The backups of the last week: on Tuesday, Thursday and Saturday at 18:30 UTC, as the default policy of RDS has it. */
function weekdaysBefore(time: number): BackupFacts[] {
  const today = Math.floor(time / DAY) * DAY + 18.5 * HOUR;
  return Array.from({ length: 8 }, (_, n) => today - n * DAY)
    .filter((end) => end <= time && [2, 4, 6].includes(new Date(end).getUTCDay()))
    .map((end) => ({ end, status: 'Success' }));
}

/** Whether it is backed up on three days a week only (`<name>-backup-weekdays`). */
export function isWeekdays(scope: Scope, kind: string, index: number, name: string): boolean {
  return scope.population(kind).lifeOf(index).includes(`${name}-backup-weekdays`);
}

/**
 * A backup a day, kept for a week, newest first. Under `<name>-backup-missing` the newest is five days old, under
 * `<name>-backup-failed` it failed.
 */
export function backupsOf(scope: Scope, kind: string, index: number, name: string): BackupFacts[] {
  const { time } = scope.world;
  const { seed, condition } = databaseAt(scope, kind, index);
  const missing = condition === `${name}-backup-missing`;
  const failed = condition === `${name}-backup-failed`;
  const now = missing || failed ? scope.since(kind, index) : time;
  if (isWeekdays(scope, kind, index, name)) return weekdaysBefore(time);
  const newest = now - (missing ? 5 * DAY : (6 + (seed % 12)) * HOUR);
  return Array.from({ length: 7 }, (_, n) => ({
    end: failed ? now - 6 * HOUR - n * DAY : newest - n * DAY,
    status: failed && n === 0 ? 'Failed' : 'Success',
  }));
}

/** When and how a backup was made, and what tells it from others. */
export function backupRow({ end, status }: BackupFacts, seed: number, n: number): Body {
  return {
    BackupId: String(300_000_000 + ((seed % 1_000_000) * 10 + n)),
    BackupStatus: status,
    BackupStartTime: secondTime(end - HOUR / 4),
    BackupEndTime: secondTime(end),
    BackupMode: 'Automated',
    BackupMethod: 'Physical',
    BackupType: 'FullBackup',
  };
}

const MINUTES = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/;

interface Source {
  readonly kind: string;
  /** What its conditions begin with. */
  readonly name: string;
  /** The parameter that names the database. */
  readonly id: string;
}

/** The database that a call asks for. @throws ApiError 404 */
function indexOf({ scope, params }: Call, { kind, id }: Source): number {
  const index = scope.find(kind, params[id] ?? '');
  if (index === undefined) throw notFound(`Invalid${id}.NotFound`, 'The specified instance does not exist.');
  return index;
}

/** An action that lists the backups of one database within a span of time. */
export function backupAction(
  facts: Source & {
    readonly action: Pick<Action, 'items' | 'itemId'> & { readonly name: string; readonly params?: readonly string[] };
    readonly paging: Dialect;
    readonly row: (backup: BackupFacts, seed: number, n: number) => Body;
    readonly answer: (rows: unknown[]) => Body;
    /** The numbers of paging are texts. */
    readonly texts?: true;
    /** The answer does not say how many there are. */
    readonly untold?: true;
    /** Which databases have backups of this kind; all when absent. */
    readonly fits?: (scope: Scope, index: number) => boolean;
  },
): Action {
  const { kind, name, id, action, paging, row, answer, untold, texts, fits = () => true } = facts;
  return {
    ...action,
    params: [id, 'StartTime', 'EndTime', ...(action.params ?? [])],
    required: [id, 'StartTime', 'EndTime'],
    paging,
    handle(call) {
      const { scope, params } = call;
      const index = indexOf(call, facts);
      const { StartTime: from = '', EndTime: to = '' } = params;
      for (const [name, given] of Object.entries({ StartTime: from, EndTime: to })) {
        if (!MINUTES.test(given))
          throw invalidParameter(name, 'a time in minutes, such as 2026-01-02T03:04Z, expected');
      }
      const all = fits(scope, index) ? backupsOf(scope, kind, index, name) : [];
      const chosen = all.filter(({ end }) => end >= Date.parse(from) && end <= Date.parse(to) + 60_000);
      const { seed } = databaseAt(scope, kind, index);
      const { rows, fields } = call.page(
        listing(chosen.length, (n) => row(chosen[n] ?? { end: 0, status: 'Success' }, seed, n)),
      );
      if (untold)
        return {
          ...answer(rows),
          PageNumber: Number(params.PageNumber ?? params.PageNo ?? 1),
          PageSize: fields.PageSize,
        };
      const told = Object.entries(fields).map(([field, value]) => [field, texts ? String(value) : value] as const);
      return { ...answer(rows), ...Object.fromEntries(told) };
    },
  };
}

/** A backup of all shards of a cluster, as Redis and MongoDB list them alike. */
export function clusterBackupRow({ end, status }: BackupFacts, seed: number, n: number): Body {
  return {
    ClusterBackupId: `cb-${(seed % 1_000_000) * 10 + n}`,
    ClusterBackupStatus: status === 'Success' ? 'OK' : status,
    ClusterBackupMode: 'Automated',
    ClusterBackupStartTime: secondTime(end - HOUR / 4),
    ClusterBackupEndTime: secondTime(end),
    IsAvail: status === 'Success' ? 1 : 0,
    Backups: [],
  };
}

/** The action that tells on which days a database is backed up, and for how long that is kept unless `retention` is false. */
export function backupPolicyAction(facts: Source & { readonly retention?: false }): Action {
  return {
    name: 'DescribeBackupPolicy',
    params: [facts.id],
    required: [facts.id],
    handle(call) {
      indexOf(call, facts);
      return {
        PreferredBackupPeriod: 'Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday',
        PreferredBackupTime: '18:00Z-19:00Z',
        ...(facts.retention !== false && { BackupRetentionPeriod: '7' }),
      };
    },
  };
}
