import { defineChecker, integerParam, type AssetOf } from '../../../lib/define';
import { DAY, HOUR } from '../../../lib/model';
import { backupPolicy } from '../collectors/backup-policy';
import { backups } from '../collectors/backups';
import { instances } from '../collectors/instances';
import { paused, released } from '../states';

/** A failure may have no end: then it is as old as its beginning. */
function timeOf({ backupStatus, backupStartTime, backupEndTime }: AssetOf<typeof backups>): Date | undefined {
  return backupEndTime ?? (backupStatus === 'Failed' ? backupStartTime : undefined);
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** What RDS sets when an instance is made; two days a week are the least that it takes. */
const DEFAULT_DAYS = [2, 4, 6];

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

/**
 * A backup is missing when the newest one is older than the longest gap of the instance's own policy. Where the policy
 * cannot be read, the days on which backups were begun stand in for it. A policy, its default (Tuesday, Thursday,
 * Saturday) and its least are those of the RDS documentation; 48 hours and the margin for a long backup are a judgement.
 */
export const backupMissing = defineChecker({
  id: 'rds-backup-missing',
  asset: instances,
  title: { zh: 'RDS 实例缺少近期成功的备份', en: 'RDS instance has no recent successful backup' },
  why: {
    zh: '没有新的备份时，误删或故障造成的数据丢失无法挽回。',
    en: 'Without a fresh backup, what a mistake or a failure destroys cannot be brought back.',
  },
  remedy: {
    zh: '查看备份失败的原因，调整备份策略，并立即手动备份一次。',
    en: 'See why backups fail or are not made, adjust the backup policy, and take one by hand now.',
  },
  severity: 'critical',
  severities: ['warning'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/rds/developer-reference/api-rds-2014-08-15-describebackups',
  params: {
    hours: integerParam({
      default: 48,
      min: 1,
      max: 720,
      unit: 'h',
      help: {
        zh: '最近一次成功的备份早于此时长、且超过备份策略的最长间隔时才报告；最近一次备份失败时只看此时长',
        en: 'Reported when the newest successful backup is older than this and than the longest gap of the policy; older than this alone when the newest backup failed',
      },
    }),
    margin: integerParam({
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
  related: { backups, policy: backupPolicy },
  optional: ['policy'],
  messages: {
    none: { zh: 'RDS 实例 {{id}} 没有任何成功的备份', en: 'RDS instance {{id}} has no successful backup at all' },
    old: {
      zh: 'RDS 实例 {{id}} 最近一次成功的备份在 {{value}} 小时前（{{at}}）',
      en: 'The newest successful backup of RDS instance {{id}} is {{value}} hours old ({{at}})',
    },
    failed: {
      zh: 'RDS 实例 {{id}} 最近一次备份的状态为 {{status}}（{{at}}）',
      en: 'The newest backup of RDS instance {{id}} ended as {{status}} ({{at}})',
    },
  },
  check(instance, { params, now, related, pass, fail, skip, unknown }) {
    const role = instance.dBInstanceType;
    if (role !== undefined && role !== 'Primary')
      return skip({ zh: '只备份主实例', en: 'only primary instances are backed up' });
    const idle = paused(instance) ?? released(instance);
    if (idle) return skip(idle);
    if (role === undefined && related.backups.length === 0)
      return unknown({ zh: '应答中没有实例角色', en: 'the role of the instance is not in the answer' });
    const hoursSince = (at: Date) => (now.getTime() - at.getTime()) / HOUR;
    const newestFirst = related.backups
      .flatMap((backup) => {
        const at = timeOf(backup);
        return at ? [{ status: backup.backupStatus, at, begun: backup.backupStartTime ?? at }] : [];
      })
      .sort((a, b) => b.at.getTime() - a.at.getTime());
    if (newestFirst.length < related.backups.length)
      return unknown({ zh: '应答中有备份没有时间', en: 'when a backup was made is not in the answer' });
    const [newest] = newestFirst;
    const days =
      daysOf(related.policy[0]?.preferredBackupPeriod) ??
      daysSeen(newestFirst.map(({ begun }) => begun)) ??
      DEFAULT_DAYS;
    const failed = newest?.status === 'Failed';
    const threshold = failed ? params.hours : Math.max(params.hours, longestGap(days) + params.margin);
    const last = newestFirst.find((backup) => backup.status === 'Success');
    const facts = { id: instance.id, threshold, unit: 'h' };
    if (!last || hoursSince(last.at) > threshold) {
      const { createTime } = instance;
      if (!createTime) return unknown({ zh: '应答中没有创建时间', en: 'no creation time in the answer' });
      if (hoursSince(createTime) <= threshold) return skip({ zh: '实例刚创建', en: 'it was created just now' });
      if (!last) return fail('none', facts);
      return fail('old', { ...facts, value: Math.floor(hoursSince(last.at)), at: last.at });
    }
    return newest && failed
      ? fail('failed', { id: instance.id, status: newest.status, at: newest.at }, 'warning')
      : pass();
  },
});
