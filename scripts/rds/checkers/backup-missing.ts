import { defineChecker, integerParam, type AssetOf } from '../../../lib/define';
import { HOUR } from '../../../lib/model';
import { backups } from '../collectors/backups';
import { instances } from '../collectors/instances';
import { paused, released } from '../states';

/** A failure may have no end: then it is as old as its beginning. */
function timeOf({ backupStatus, backupStartTime, backupEndTime }: AssetOf<typeof backups>): Date | undefined {
  return backupEndTime ?? (backupStatus === 'Failed' ? backupStartTime : undefined);
}

/** With backups on fewer days of the week than every second one, `hours` must be as long as the longest gap. */
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
        zh: '最近一次成功的备份早于此时长即报告',
        en: 'Reported when the newest successful backup is older than this',
      },
    }),
  },
  related: { backups },
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
    if (instance.dBInstanceType === undefined)
      return unknown({ zh: '应答中没有实例角色', en: 'the role of the instance is not in the answer' });
    if (instance.dBInstanceType !== 'Primary')
      return skip({ zh: '只备份主实例', en: 'only primary instances are backed up' });
    const idle = paused(instance) ?? released(instance);
    if (idle) return skip(idle);
    const { createTime } = instance;
    if (!createTime) return unknown({ zh: '应答中没有创建时间', en: 'no creation time in the answer' });
    const hoursSince = (at: Date) => (now.getTime() - at.getTime()) / HOUR;
    const newestFirst = related.backups
      .flatMap((backup) => {
        const at = timeOf(backup);
        return at ? [{ status: backup.backupStatus, at }] : [];
      })
      .sort((a, b) => b.at.getTime() - a.at.getTime());
    if (newestFirst.length < related.backups.length)
      return unknown({ zh: '应答中有备份没有时间', en: 'when a backup was made is not in the answer' });
    const last = newestFirst.find((backup) => backup.status === 'Success');
    const facts = { id: instance.id, threshold: params.hours, unit: 'h' };
    if (!last || hoursSince(last.at) > params.hours) {
      if (hoursSince(createTime) <= params.hours) return skip({ zh: '实例刚创建', en: 'it was created just now' });
      if (!last) return fail('none', facts);
      return fail('old', { ...facts, value: Math.floor(hoursSince(last.at)), at: last.at });
    }
    const [newest] = newestFirst;
    return newest && newest !== last
      ? fail('failed', { id: instance.id, status: newest.status, at: newest.at }, 'warning')
      : pass();
  },
});
