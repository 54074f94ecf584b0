import { BACKUP_DAYS, backupOf, defineBackupChecker } from '../../../lib/define';
import { backupPolicy } from '../collectors/backup-policy';
import { backups } from '../collectors/backups';
import { clusterBackups } from '../collectors/cluster-backups';
import { instances } from '../collectors/instances';
import { notServing } from '../states';

/** Often it is a cache that could be filled again: an error, not critical. RDS's default days stand in for an unread policy. Judgements. */
export const backupMissing = defineBackupChecker({
  id: 'redis-backup-missing',
  asset: instances,
  subject: { zh: 'Redis 实例 {{id}}', en: 'Redis instance {{id}}' },
  title: { zh: 'Redis 实例缺少近期成功的备份', en: 'Redis instance has no recent successful backup' },
  why: {
    zh: '误执行 FLUSHALL 或写入错误数据会同步到副本；没有新的备份就无法恢复。',
    en: 'A mistaken FLUSHALL or a bad write reaches the replicas at once: without a fresh backup there is no way back.',
  },
  remedy: {
    zh: '查看备份失败的原因（如内存不足、大 Key），并立即手动备份一次；策略应覆盖所需的日期。',
    en: 'See why backups fail (short memory, very large keys), take one by hand now, and let the policy name the days that you need.',
  },
  docs: 'https://help.aliyun.com/zh/redis/developer-reference/api-r-kvstore-2015-01-01-describebackups',
  severity: 'error',
  related: { backups, clusterBackups, policy: backupPolicy },
  optional: ['policy'],
  backups: ({ backups: nodes, clusterBackups: clusters }) => [
    ...nodes.map((one) => backupOf(one.backupStatus, { begun: one.backupStartTime, ended: one.backupEndTime })),
    ...clusters.map((one) =>
      backupOf(one.clusterBackupStatus, { begun: one.clusterBackupStartTime, ended: one.clusterBackupEndTime }),
    ),
  ],
  policy: ({ policy: [own] }) => own?.preferredBackupPeriod,
  usual: [2, 4, 6],
  lookback: BACKUP_DAYS,
  createdAt: (instance) => instance.createTime,
  skip: notServing,
});
