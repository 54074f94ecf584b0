import { backupMissing } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { backup, inDays, instance, now } from '../fixtures';

const related = (...backups: ReturnType<typeof backup>[]) => ({ related: { backups } });

testChecker(backupMissing, {
  healthy: {
    asset: instance,
    related: { backups: [backup('Success', inDays(-1)), backup('Success', inDays(-2))] },
    now,
  },
  pass: {
    'a day old': {},
    'exactly 48 hours': related(backup('Success', inDays(-2))),
    'older, within a longer time': { ...related(backup('Success', inDays(-5))), params: { hours: 168 } },
    'a failure before the newest success': related(backup('Failed', inDays(-1)), backup('Success', inDays(-0.5))),
  },
  fail: {
    'one second more than 48 hours': {
      ...related(backup('Success', inDays(-2, -1)), backup('Success', inDays(-3))),
      message: 'old',
      severity: 'critical',
      text: {
        zh: 'RDS 实例 rm-1 最近一次成功的备份在 48 小时前（2026-02-26T23:59Z）',
        en: 'The newest successful backup of RDS instance rm-1 is 48 hours old (2026-02-26T23:59Z)',
      },
      data: { value: 48, threshold: 48, unit: 'h' },
    },
    'older than a shorter time': {
      ...related(backup('Success', inDays(-1))),
      params: { hours: 12 },
      message: 'old',
      severity: 'critical',
      data: { value: 24, threshold: 12 },
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
    'created one second more than 48 hours ago': {
      asset: { createTime: inDays(-2, -1) },
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
    'created exactly 48 hours ago': { asset: { createTime: inDays(-2) }, ...related() },
  },
  unknown: {
    'no role': { asset: { dBInstanceType: undefined } },
    'a success without an end': related({ ...backup('Success', inDays(-0.5)), backupEndTime: undefined }),
    'a failure without any time': related(backup('Success', inDays(-0.5)), {
      ...backup('Failed', inDays(-1)),
      backupStartTime: undefined,
      backupEndTime: undefined,
    }),
    'no creation time': { asset: { createTime: undefined }, ...related() },
  },
});
