/** The family of backups: whether the newest successful one is as young as its schedule promises. */
import type { AssetIdentity } from '../../model/asset';
import type { Text } from '../../model/text';
import { DAY, HOUR } from '../../model/time';
import { defineChecker, type Checker, type CheckerSpec, type Reason, type Related } from '../checker';
import { integerParam, type Param } from '../params';
import type { Facts, RelatedFacts } from './facts';
import { NO_FIX } from './no-fix';

/** One backup, in words of ours. */
export interface Backup {
  readonly outcome: 'success' | 'failure' | 'running';
  /** As the product says it, for the message. */
  readonly status: string;
  /** `undefined`: the answer does not tell. */
  readonly begun: Date | undefined;
  /** `undefined`: it runs, or the answer does not tell. */
  readonly ended: Date | undefined;
}

const OUTCOMES = { Success: 'success', OK: 'success', RUNNING: 'running', Failed: 'failure' } as const;

/** A backup by the word of its status. */
export function backupOf(
  status: keyof typeof OUTCOMES,
  { begun, ended }: { readonly begun: Date | undefined; readonly ended: Date | undefined },
): Backup {
  return { outcome: OUTCOMES[status], status, begun, ended };
}

type BackupParams = { readonly hours: Param<number>; readonly margin: Param<number> };
type BackupMessages = { readonly none: Text; readonly old: Text; readonly failed: Text };

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The days of the week of a policy such as `Tuesday,Thursday,Saturday`; `undefined` where it names none. */
function daysOf(policy: string | undefined): number[] | undefined {
  const days = (policy ?? '').split(',').map((day) => DAYS.indexOf(day.trim()));
  return days.includes(-1) ? undefined : days;
}

/** The days of the week on which backups were begun, where they tell of a schedule. */
function daysSeen(begun: readonly Date[]): number[] | undefined {
  const days = [...new Set(begun.map((at) => at.getUTCDay()))];
  return days.length > 1 ? days : undefined;
}

/** The longest time between two days of the week, in hours. */
function longestGap(days: readonly number[]): number {
  const sorted = [...days].sort((a, b) => a - b);
  const gaps = sorted.map((day, n) => (sorted[n + 1] ?? (sorted[0] ?? day) + 7) - day);
  return (Math.max(...gaps) * DAY) / HOUR;
}

/** When it was over; a failure may have no end, and one that runs has none: then it is as old as its beginning. */
function timeOf({ outcome, begun, ended }: Backup): Date | undefined {
  return ended ?? (outcome === 'success' ? undefined : begun);
}

const MOST_HOURS = 720;

/** Of how many days collectors read backups where the API wants a span of time: two weeks of a weekly policy, and a day. */
export const BACKUP_DAYS = 15;

/**
 * A backup is missing when the newest success is older than the longest gap of the asset's own policy and a margin. Where the
 * policy cannot be read, the days on which backups were begun stand in for it. One that is being made counts while it is no
 * older than the margin. The 48 hours and the margin are a judgement.
 *
 * The messages begin with `subject`, which may use `{{id}}`.
 *
 * @param facts.backups what was read of the asset's backups
 * @param facts.policy its days of the week as `Tuesday,Thursday,Saturday`, in UTC; `undefined`: the answer does not tell
 * @param facts.usual the days of the week (0 is Sunday) of the product's default policy
 * @param facts.lookback of how many days the backups are read; all that are kept when absent
 * @param facts.unclear why it cannot be told, such as an asset whose backups nothing lists
 */
export function defineBackupChecker<A extends AssetIdentity, R extends Related>(
  facts: Facts<A> & {
    readonly subject: Text;
    readonly related: R;
    readonly optional?: readonly (keyof R & string)[];
    readonly backups: (related: RelatedFacts<R>) => readonly Backup[];
    readonly policy: (related: RelatedFacts<R>) => string | undefined;
    readonly usual: readonly number[];
    readonly lookback?: number;
    readonly createdAt: (asset: A) => Date | undefined;
    readonly severity?: 'critical' | 'error';
    /** Why the checker does not apply to an asset; `undefined` when it does. */
    readonly skip: (asset: A) => Reason | undefined;
    readonly unclear?: (asset: A, backups: readonly Backup[]) => Reason | undefined;
  },
): Checker<A, BackupParams, R, Record<never, never>, BackupMessages> {
  const { subject, backups, policy, usual, lookback, createdAt, skip: skipped, unclear, ...rest } = facts;
  const spec: CheckerSpec<A, BackupParams, R, Record<never, never>, BackupMessages> = {
    noFix: NO_FIX.backup,
    ...rest,
    severity: facts.severity ?? 'critical',
    severities: ['warning'],
    category: 'availability',
    params: {
      hours: integerParam({
        title: { zh: '最长间隔', en: 'Longest time without a backup' },
        default: 48,
        min: 1,
        max: lookback === undefined ? MOST_HOURS : (lookback * DAY) / HOUR,
        unit: 'h',
        help: {
          zh: '最近一次成功的备份早于此时长、且超过备份策略的最长间隔时才报告；最近一次备份失败时只看此时长',
          en: 'Reported when the newest successful backup is older than this and than the longest gap of the policy; older than this alone when the newest backup failed',
        },
      }),
      margin: integerParam({
        title: { zh: '允许的推迟', en: 'How late it may be' },
        default: 12,
        min: 0,
        max: 168,
        unit: 'h',
        help: {
          zh: '在备份策略的最长间隔之外，允许备份推迟和耗时的时长',
          en: 'How much longer than the longest gap of the policy a backup may be due and run',
        },
      }),
    },
    messages: {
      none:
        lookback === undefined
          ? { zh: `${subject.zh} 没有任何成功的备份`, en: `${subject.en} has no successful backup at all` }
          : {
              zh: `${subject.zh} 最近 ${lookback} 天没有成功的备份`,
              en: `${subject.en} has no successful backup of the last ${lookback} days`,
            },
      old: {
        zh: `${subject.zh} 最近一次成功的备份在 {{value}} 小时前（{{at}}）`,
        en: `The newest successful backup of ${subject.en} is {{value}} hours old ({{at}})`,
      },
      failed: {
        zh: `${subject.zh} 最近一次备份的状态为 {{status}}（{{at}}）`,
        en: `The newest backup of ${subject.en} ended as {{status}} ({{at}})`,
      },
    },
    check(asset, { params, now, related, pass, fail, skip, unknown }) {
      const why = skipped(asset);
      if (why !== undefined) return skip(why);
      const made = backups(related);
      const doubtful = unclear?.(asset, made);
      if (doubtful !== undefined) return unknown(doubtful);
      const hoursSince = (at: Date) => (now.getTime() - at.getTime()) / HOUR;
      const newestFirst = made
        .flatMap((backup) => {
          const at = timeOf(backup);
          return at ? [{ ...backup, at, begun: backup.begun ?? at }] : [];
        })
        .sort((a, b) => b.at.getTime() - a.at.getTime());
      if (newestFirst.length < made.length)
        return unknown({ zh: '应答中有备份没有时间', en: 'when a backup was made is not in the answer' });
      if (newestFirst.some(({ outcome, at }) => outcome === 'running' && hoursSince(at) <= params.margin))
        return pass();
      const newest = newestFirst.find(({ outcome }) => outcome !== 'running');
      const days = daysOf(policy(related)) ?? daysSeen(newestFirst.map(({ begun }) => begun)) ?? usual;
      const failed = newest?.outcome === 'failure';
      const threshold = failed ? params.hours : Math.max(params.hours, longestGap(days) + params.margin);
      const last = newestFirst.find(({ outcome }) => outcome === 'success');
      const data = { id: asset.id, threshold, unit: 'h' };
      if (!last || hoursSince(last.at) > threshold) {
        const createTime = createdAt(asset);
        if (!createTime) return unknown({ zh: '应答中没有创建时间', en: 'no creation time in the answer' });
        if (hoursSince(createTime) <= threshold) return skip({ zh: '实例刚创建', en: 'it was created just now' });
        if (!last) return fail('none', data);
        return fail('old', { ...data, value: Math.floor(hoursSince(last.at)), at: last.at });
      }
      return newest && failed
        ? fail('failed', { id: asset.id, status: newest.status, at: newest.at }, 'warning')
        : pass();
    },
  };
  return defineChecker(spec);
}
