import { BACKUP_DAYS, backupOf, defineBackupChecker } from '../../../lib/define';
import { backupPolicy } from '../collectors/backup-policy';
import { backups } from '../collectors/backups';
import { clusters } from '../collectors/clusters';
import { notServing } from '../states';

/** A policy names two days of the week at least; where it cannot be read, RDS's default days are assumed. A judgement. */
export const backupMissing = defineBackupChecker({
  id: 'polardb-backup-missing',
  asset: clusters,
  subject: { zh: 'PolarDB 集群 {{id}}', en: 'PolarDB cluster {{id}}' },
  title: { zh: 'PolarDB 集群缺少近期成功的备份', en: 'PolarDB cluster has no recent successful backup' },
  why: {
    zh: '三副本存储不能抵御误删和错误写入；没有新的备份，这些数据无法找回。',
    en: 'Three copies of the storage do not help against a mistaken delete or write: only a fresh backup brings such data back.',
  },
  remedy: {
    zh: '在集群的备份恢复页面查看失败原因和备份策略，并立即手动备份一次。',
    en: 'Look at the failures and the policy under Backup and Restoration, and take a backup by hand now.',
  },
  docs: 'https://help.aliyun.com/zh/polardb/developer-reference/api-polardb-2017-08-01-describebackups',
  related: { backups, policy: backupPolicy },
  optional: ['policy'],
  backups: ({ backups: rows }) =>
    rows.map((one) => backupOf(one.backupStatus, { begun: one.backupStartTime, ended: one.backupEndTime })),
  policy: ({ policy: [own] }) => own?.preferredBackupPeriod ?? own?.dataLevel1BackupPeriod,
  usual: [2, 4, 6],
  lookback: BACKUP_DAYS,
  createdAt: (cluster) => cluster.createTime,
  skip: notServing,
});
