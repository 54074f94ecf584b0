import { backupMissing, backupPolicy, backups, clusterBackups, shardBackups } from '../../../../scripts/mongodb';
import { backupCases, daily, failure, success, timesOf, type Made } from '../../../harness/backups';
import { testChecker } from '../../../harness/check-tester';
import { instance, now, where } from '../fixtures';

const rowsOf = (collector: typeof backups, made: readonly Made[]) =>
  made.map((one, n) => {
    const { begun, ended } = timesOf(one);
    return collector.toAsset(
      { BackupId: `b-${n}`, BackupStatus: one.status, BackupStartTime: begun, BackupEndTime: ended },
      where,
    );
  });
const WORDS = { Success: 'OK', Failed: 'Failed', RUNNING: 'RUNNING' } as const;
const wholes = (made: readonly Made[]) =>
  made.map((one, n) => {
    const { begun: ClusterBackupStartTime, ended: ClusterBackupEndTime } = timesOf(one);
    const facts = { ClusterBackupId: `cb-${n}`, ClusterBackupStatus: WORDS[one.status] };
    return clusterBackups.toAsset({ ...facts, ClusterBackupStartTime, ClusterBackupEndTime }, where);
  });
const policyOf = (days: string | undefined) => [
  backupPolicy.toAsset({ RequestId: 'q-1', PreferredBackupPeriod: days }, where),
];
const DAILY = 'Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday';
const none = { backups: [], shardBackups: [], clusterBackups: [] };
const backed = (policy: string | undefined, ...made: Made[]) => ({
  related: { ...none, backups: rowsOf(backups, made), policy: policyOf(policy) },
});
const asWhole = (...made: Made[]) => ({
  related: { ...none, clusterBackups: wholes(made), policy: policyOf(DAILY) },
});
const byShard = (...made: Made[]) => ({
  related: { ...none, shardBackups: rowsOf(shardBackups, made), policy: policyOf(DAILY) },
});
const cases = backupCases({
  what: { zh: 'MongoDB 实例 dds-1', en: 'MongoDB instance dds-1' },
  days: 15,
  backed,
  created: (creationTime) => ({ asset: { creationTime } }),
});

testChecker(backupMissing, {
  healthy: { asset: instance, ...backed(DAILY, success(1)), now },
  ...cases,
  pass: {
    ...cases.pass,
    'a sharded cluster, as a whole': asWhole(success(1)),
    'a sharded cluster, which is being backed up': asWhole(...daily(3), { status: 'RUNNING', daysAgo: 0.25 }),
    'a sharded cluster on local disks': byShard(success(1)),
  },
  fail: {
    ...cases.fail,
    'a sharded cluster whose newest backup failed': {
      ...asWhole(success(1.5), failure(0.5)),
      message: 'failed',
      severity: 'warning',
      data: { status: 'Failed' },
    },
    'a sharded cluster on local disks, long ago': {
      ...byShard(...daily(4)),
      message: 'old',
      severity: 'critical',
      data: { value: 96 },
    },
  },
  skip: {
    ...cases.skip,
    released: { asset: { dBInstanceStatus: 'Released' }, ...backed(DAILY) },
    'being created': { asset: { dBInstanceStatus: 'Creating' }, ...backed(DAILY) },
  },
});
