import { backupOf, defineBackupChecker } from '../../../lib/define';
import { backupPolicy } from '../collectors/backup-policy';
import { backups } from '../collectors/backups';
import { instances } from '../collectors/instances';
import { paused, released } from '../states';

/** The default policy (Tuesday, Thursday, Saturday) and the least of two days a week are those of the RDS documentation. */
export const backupMissing = defineBackupChecker({
  id: 'rds-backup-missing',
  asset: instances,
  subject: { zh: 'RDS 实例 {{id}}', en: 'RDS instance {{id}}' },
  title: { zh: 'RDS 实例缺少近期成功的备份', en: 'RDS instance has no recent successful backup' },
  why: {
    zh: '没有新的备份时，误删或故障造成的数据丢失无法挽回。',
    en: 'Without a fresh backup, what a mistake or a failure destroys cannot be brought back.',
  },
  remedy: {
    zh: '查看备份失败的原因，调整备份策略，并立即手动备份一次。',
    en: 'See why backups fail or are not made, adjust the backup policy, and take one by hand now.',
  },
  docs: 'https://help.aliyun.com/zh/rds/developer-reference/api-rds-2014-08-15-describebackups',
  related: { backups, policy: backupPolicy },
  optional: ['policy'],
  backups: ({ backups: rows }) =>
    rows.map((one) => backupOf(one.backupStatus, { begun: one.backupStartTime, ended: one.backupEndTime })),
  policy: ({ policy: [own] }) => own?.preferredBackupPeriod,
  usual: [2, 4, 6],
  createdAt: (instance) => instance.createTime,
  skip: (instance) =>
    instance.dBInstanceType !== undefined && instance.dBInstanceType !== 'Primary'
      ? { zh: '只备份主实例', en: 'only primary instances are backed up' }
      : (paused(instance) ?? released(instance)),
  unclear: ({ dBInstanceType: role }, made) =>
    role === undefined && made.length === 0
      ? { zh: '应答中没有实例角色', en: 'the role of the instance is not in the answer' }
      : undefined,
});
