import { BACKUP_DAYS, backupOf, defineBackupChecker } from '../../../lib/define';
import { backupPolicy } from '../collectors/backup-policy';
import { backups } from '../collectors/backups';
import { clusterBackups } from '../collectors/cluster-backups';
import { instances } from '../collectors/instances';
import { shardBackups } from '../collectors/shard-backups';
import { notServing } from '../states';

/** Where its policy cannot be read, RDS's default days are assumed. A judgement. */
export const backupMissing = defineBackupChecker({
  id: 'mongodb-backup-missing',
  asset: instances,
  subject: { zh: 'MongoDB 实例 {{id}}', en: 'MongoDB instance {{id}}' },
  title: { zh: 'MongoDB 实例缺少近期成功的备份', en: 'MongoDB instance has no recent successful backup' },
  why: {
    zh: '误删集合、勒索或错误写入会同步到所有副本；没有新的备份就无法恢复。',
    en: 'A dropped collection, a ransom attack or a bad write reaches every replica: without a fresh backup there is no way back.',
  },
  remedy: {
    zh: '在备份与恢复页面查看失败原因和备份策略，并立即手动备份一次。',
    en: 'Look at the failures and the policy under Backup and Recovery, and take a backup by hand now.',
  },
  docs: 'https://help.aliyun.com/zh/mongodb/developer-reference/api-dds-2015-12-01-describebackups',
  related: { backups, shardBackups, clusterBackups, policy: backupPolicy },
  optional: ['policy'],
  backups: ({ backups: sets, shardBackups: shards, clusterBackups: clusters }) => [
    ...[...sets, ...shards].map((one) =>
      backupOf(one.backupStatus, { begun: one.backupStartTime, ended: one.backupEndTime }),
    ),
    ...clusters.map((one) =>
      backupOf(one.clusterBackupStatus, { begun: one.clusterBackupStartTime, ended: one.clusterBackupEndTime }),
    ),
  ],
  policy: ({ policy: [own] }) => own?.preferredBackupPeriod,
  usual: [2, 4, 6],
  lookback: BACKUP_DAYS,
  createdAt: (instance) => instance.creationTime,
  skip: notServing,
});
