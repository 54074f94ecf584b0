import { defineChecker, integerParam } from '../../../lib/define';
import { backupPolicy } from '../collectors/backup-policy';
import { instances } from '../collectors/instances';
import { notPrimary } from '../engines';

/** Seven days are the service's default and least; what a rule of one's own asks for is the parameter. */
export const backupRetentionShort = defineChecker({
  id: 'rds-backup-retention-short',
  asset: instances,
  title: { zh: 'RDS 备份保留天数过短或日志备份关闭', en: 'RDS keeps backups too briefly, or no log backups' },
  why: {
    zh: '备份保留得短，过了几天才发现的误删就无法恢复；没有日志备份则不能恢复到任意时间点。',
    en: 'What was destroyed and noticed late is beyond the oldest backup; without log backups there is no point in time to go back to.',
  },
  remedy: {
    zh: '在备份策略中延长保留天数，并开启日志备份。',
    en: 'Keep backups longer in the backup policy, and turn log backups on.',
  },
  noFix: {
    zh: '保留更久的备份可能超出免费额度；备份时间须一并设定，由使用者决定。',
    en: 'Backups that are kept longer may cost, and their time is set with them: its owners decide.',
  },
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/rds/developer-reference/api-rds-2014-08-15-describebackuppolicy',
  params: {
    days: integerParam({
      default: 7,
      min: 1,
      max: 730,
      unit: 'd',
      help: { zh: '备份至少保留的天数', en: 'Backups are kept at least this many days' },
    }),
  },
  related: { policy: backupPolicy },
  messages: {
    short: {
      zh: 'RDS 实例 {{id}}（{{name}}）的备份只保留 {{value}} 天',
      en: 'Backups of RDS instance {{id}} ({{name}}) are kept for {{value}} days only',
    },
    log: {
      zh: 'RDS 实例 {{id}}（{{name}}）的日志备份已关闭',
      en: 'Log backups of RDS instance {{id}} ({{name}}) are off',
    },
  },
  check(instance, { params, related, pass, fail, skip, unknown }) {
    const why = notPrimary(instance);
    if (why !== undefined) return skip(why);
    const { id, name } = instance;
    const { backupRetentionPeriod: value, enableBackupLog } = related.policy[0] ?? {};
    if (value === undefined)
      return unknown({ zh: '应答中没有备份保留天数', en: 'how long backups are kept is not in the answer' });
    const data = { id, name, value, threshold: params.days, unit: 'd' };
    if (value < params.days) return fail('short', data);
    if (enableBackupLog === undefined)
      return unknown({ zh: '应答中没有日志备份的设置', en: 'the answer does not tell of log backups' });
    return enableBackupLog === '1' ? pass(data) : fail('log', { id, name });
  },
});
