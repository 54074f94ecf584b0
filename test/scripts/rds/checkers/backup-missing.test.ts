import { backupMissing } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { backup, inDays, instance, now, policyOf } from '../fixtures';

type Backup = ReturnType<typeof backup>;
/** Without a policy in the answer: the days on which these were begun stand in for it. */
const related = (...backups: Backup[]) => ({ related: { backups, policy: [] } });
const successes = (...daysAgo: number[]) => daysAgo.map((days) => backup('Success', inDays(-days)));
/** Backups of an instance whose policy names these days, of at least a week as RDS keeps them. Now is a Sunday, 00:00. */
const planned = (days: string, ...backups: Backup[]) => ({
  related: { backups, policy: [policyOf(days)] },
});
const EVERY_DAY = 'Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday';
const DEFAULT = 'Tuesday,Thursday,Saturday';

testChecker(backupMissing, {
  healthy: {
    asset: instance,
    related: { backups: successes(1, 2, 3, 4, 5, 6, 7), policy: [policyOf(EVERY_DAY)] },
    now,
  },
  pass: {
    'a day old': {},
    'exactly 48 hours': planned(EVERY_DAY, ...successes(2, 3, 4, 5, 6, 7, 8)),
    'older, within a longer time': {
      ...planned(EVERY_DAY, ...successes(5, 6, 7, 8, 9, 10, 11)),
      params: { hours: 168 },
    },
    'a failure before the newest success': related(backup('Failed', inDays(-1)), backup('Success', inDays(-0.5))),
    'the longest gap of the default policy, and the margin': planned(DEFAULT, ...successes(3.5, 5.5, 8.5)),
    'two days a week with 4 days between them, the least that RDS takes': planned(
      'Monday,Thursday',
      ...successes(2.5, 5.5),
    ),
    'no policy in the answer, made every third and fourth day': related(
      backup('Success', inDays(-4)),
      backup('Success', inDays(-7)),
    ),
    'no policy in the answer and one backup: the default policy': related(backup('Success', inDays(-3.5))),
    'a longer margin': {
      ...planned(EVERY_DAY, ...successes(2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5)),
      params: { margin: 36 },
    },
    'no role, but backups': { asset: { dBInstanceType: undefined } },
    'no creation time, and young backups': { asset: { createTime: undefined } },
  },
  fail: {
    'one second more than 48 hours': {
      ...planned(EVERY_DAY, backup('Success', inDays(-2, -1)), ...successes(3, 4, 5, 6, 7, 8, 9)),
      message: 'old',
      severity: 'critical',
      text: {
        zh: 'RDS 实例 rm-1 最近一次成功的备份在 48 小时前（2026-02-26T23:59Z）',
        en: 'The newest successful backup of RDS instance rm-1 is 48 hours old (2026-02-26T23:59Z)',
      },
      data: { value: 48, threshold: 48, unit: 'h' },
    },
    'one second more than the longest gap and the margin': {
      ...planned(DEFAULT, backup('Success', inDays(-3.5, -1)), ...successes(5.5, 8.5)),
      message: 'old',
      severity: 'critical',
      data: { value: 84, threshold: 84 },
    },
    'no policy in the answer, made daily until three days ago': {
      ...related(...successes(3, 4, 5, 6, 7, 8, 9)),
      message: 'old',
      severity: 'critical',
      data: { value: 72, threshold: 48 },
    },
    'a success of 57 hours ago, and the one since failed': {
      ...related(backup('Success', inDays(-57 / 24)), backup('Failed', inDays(-1.4))),
      message: 'old',
      severity: 'critical',
      data: { value: 57, threshold: 48 },
    },
    'older than a shorter time': {
      ...planned(EVERY_DAY, backup('Success', inDays(-1.25, -1)), ...successes(2.5, 3.5, 4.5, 5.5, 6.5, 7.5)),
      params: { hours: 12, margin: 6 },
      message: 'old',
      severity: 'critical',
      data: { value: 30, threshold: 30 },
    },
    'no backup': {
      ...related(),
      message: 'none',
      severity: 'critical',
      text: { zh: 'RDS 实例 rm-1 没有任何成功的备份', en: 'RDS instance rm-1 has no successful backup at all' },
    },
    'the newest one failed, and names no end': {
      ...related(backup('Success', inDays(-1.5)), {
        ...backup('Failed', inDays(-0.5)),
        backupStartTime: inDays(-0.5),
        backupEndTime: undefined,
      }),
      message: 'failed',
      severity: 'warning',
      data: { status: 'Failed', at: inDays(-0.5) },
    },
    'only failures': {
      ...related(backup('Failed', inDays(-1))),
      message: 'none',
      severity: 'critical',
      data: { threshold: 48 },
    },
    'the newest one failed, a success is young enough': {
      ...related(backup('Success', inDays(-1.5)), backup('Failed', inDays(-0.5))),
      message: 'failed',
      severity: 'warning',
      text: {
        zh: 'RDS 实例 rm-1 最近一次备份的状态为 Failed（2026-02-28T12:00Z）',
        en: 'The newest backup of RDS instance rm-1 ended as Failed (2026-02-28T12:00Z)',
      },
    },
    'created one second longer ago than the default policy leaves without a backup': {
      asset: { createTime: inDays(-3.5, -1) },
      ...related(),
      message: 'none',
      severity: 'critical',
      data: { id: 'rm-1' },
    },
  },
  skip: {
    'a read-only instance': { asset: { dBInstanceType: 'Readonly' }, ...related() },
    'being paused': { asset: { dBInstanceStatus: 'Stopping' }, ...related() },
    'paused, so no backup is made': {
      asset: { dBInstanceStatus: 'Stopped' },
      ...related(backup('Success', inDays(-9))),
    },
    released: { asset: { dBInstanceStatus: 'Released' }, ...related() },
    'being deleted': { asset: { dBInstanceStatus: 'Deleting' }, ...related() },
    'created too short a time ago for a backup by the default policy': {
      asset: { createTime: inDays(-3.5) },
      ...related(),
    },
  },
  unknown: {
    'no role and no backups': { asset: { dBInstanceType: undefined }, ...related() },
    'a success without an end': related({ ...backup('Success', inDays(-0.5)), backupEndTime: undefined }),
    'a failure without any time': related(backup('Success', inDays(-0.5)), {
      ...backup('Failed', inDays(-1)),
      backupStartTime: undefined,
      backupEndTime: undefined,
    }),
    'no creation time': { asset: { createTime: undefined }, ...related() },
  },
});
