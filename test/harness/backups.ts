/** Cases of the databases whose backups are judged by their policy. Now is a Sunday, 00:00. */
import type { Text } from '../../lib/model';
import { inDays } from '../scripts/ecs/fixtures';

const EVERY_DAY = 'Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday';
const THREE_DAYS = 'Tuesday,Thursday,Saturday';

/** A backup: how it ended, and how many days ago; one that runs has no end. */
export interface Made {
  readonly status: 'Success' | 'Failed' | 'RUNNING';
  readonly daysAgo: number;
}

export const success = (daysAgo: number): Made => ({ status: 'Success', daysAgo });
export const failure = (daysAgo: number): Made => ({ status: 'Failed', daysAgo });

/** A success a day for a week, the newest one so many days ago: the same schedule with a policy and without one. */
export const daily = (daysAgo: number): Made[] => Array.from({ length: 7 }, (_, n) => success(daysAgo + n));

/** When a backup began and ended, as answers write it. */
export const timesOf = ({ status, daysAgo }: Made) => ({
  begun: inDays(-daysAgo, -900).toISOString(),
  ended: status === 'RUNNING' ? undefined : inDays(-daysAgo).toISOString(),
});

/**
 * The cases of a family, at its defaults of 48 and 12 hours.
 *
 * @param facts.backed puts backups and the days of a policy (`undefined`: not in the answer) into a case
 * @param facts.created puts the time of creation into a case
 * @param facts.days how many are looked at
 */
export function backupCases<F extends object, C extends object>(facts: {
  readonly what: Text;
  readonly days: number;
  readonly severity?: 'critical' | 'error';
  readonly backed: (policy: string | undefined, ...backups: Made[]) => F;
  readonly created: (at: Date | undefined) => C;
}) {
  const { what, days, severity = 'critical', backed, created } = facts;
  return {
    pass: {
      'a day old': backed(EVERY_DAY, ...daily(1)),
      'exactly 48 hours': backed(EVERY_DAY, ...daily(2)),
      'the longest gap of three days a week, and the margin': backed(
        THREE_DAYS,
        success(3.5),
        success(5.5),
        success(8.5),
      ),
      'older, within a longer time': { ...backed(EVERY_DAY, ...daily(5)), params: { hours: 168 } },
      'a longer margin': { ...backed(EVERY_DAY, ...daily(2.5)), params: { margin: 36 } },
      'no policy in the answer, made every third and fourth day': backed(undefined, success(4), success(7)),
      'no policy in the answer and one backup': backed(undefined, success(3.5)),
      'a failure before the newest success': backed(EVERY_DAY, failure(1), success(0.5)),
      'young backups, and no creation time': { ...backed(EVERY_DAY, success(1)), ...created(undefined) },
    },
    fail: {
      'one second more than 48 hours': {
        ...backed(EVERY_DAY, success(2 + 1 / 86_400), ...daily(3)),
        message: 'old' as const,
        severity,
        text: {
          zh: `${what.zh} 最近一次成功的备份在 48 小时前（2026-02-26T23:59Z）`,
          en: `The newest successful backup of ${what.en} is 48 hours old (2026-02-26T23:59Z)`,
        },
        data: { value: 48, threshold: 48, unit: 'h' },
      },
      'one second more than the longest gap and the margin': {
        ...backed(THREE_DAYS, success(3.5 + 1 / 86_400), success(5.5), success(8.5)),
        message: 'old' as const,
        severity,
        data: { value: 84, threshold: 84 },
      },
      'a success that is older than the time, and the one since failed': {
        ...backed(THREE_DAYS, success(57 / 24), failure(1)),
        message: 'old' as const,
        severity,
        data: { value: 57, threshold: 48 },
      },
      'none at all': {
        ...backed(EVERY_DAY),
        message: 'none' as const,
        severity,
        text: {
          zh: `${what.zh} 最近 ${days} 天没有成功的备份`,
          en: `${what.en} has no successful backup of the last ${days} days`,
        },
      },
      'only failures': {
        ...backed(EVERY_DAY, failure(1)),
        message: 'none' as const,
        severity,
        data: { threshold: 48 },
      },
      'the newest one failed, a success is young enough': {
        ...backed(EVERY_DAY, success(1.5), failure(0.5)),
        message: 'failed' as const,
        severity: 'warning' as const,
        text: {
          zh: `${what.zh} 最近一次备份的状态为 Failed（2026-02-28T12:00Z）`,
          en: `The newest backup of ${what.en} ended as Failed (2026-02-28T12:00Z)`,
        },
      },
      'created one second longer ago than it may be without a backup': {
        ...backed(undefined),
        ...created(inDays(-3.5, -1)),
        message: 'none' as const,
        severity,
        data: { threshold: 84 },
      },
    },
    skip: { 'created just now': { ...backed(undefined), ...created(inDays(-3.5)) } },
    unknown: { 'no backup, and no creation time': { ...backed(EVERY_DAY), ...created(undefined) } },
  };
}
