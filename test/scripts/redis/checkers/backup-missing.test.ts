import { backupMissing, backupPolicy, backups, clusterBackups } from '../../../../scripts/redis';
import { backupCases, daily, failure, success, timesOf, type Made } from '../../../harness/backups';
import { testChecker } from '../../../harness/check-tester';
import { instance, now, where } from '../fixtures';

const policyOf = (days: string | undefined) => [
  backupPolicy.toAsset({ RequestId: 'q-1', PreferredBackupPeriod: days }, where),
];
const backed = (policy: string | undefined, ...made: Made[]) => ({
  related: {
    backups: made.map((one, n) => {
      const { begun, ended } = timesOf(one);
      return backups.toAsset(
        { BackupId: n, BackupStatus: one.status, BackupStartTime: begun, BackupEndTime: ended },
        where,
      );
    }),
    clusterBackups: [],
    policy: policyOf(policy),
  },
});
const WORDS = { Success: 'OK', Failed: 'Failed', RUNNING: 'RUNNING' } as const;
/** Of a cloud-native cluster. */
const asWhole = (policy: string | undefined, ...made: Made[]) => ({
  related: {
    backups: [],
    clusterBackups: made.map((one, n) => {
      const { begun: ClusterBackupStartTime, ended: ClusterBackupEndTime } = timesOf(one);
      const facts = { ClusterBackupId: `cb-${n}`, ClusterBackupStatus: WORDS[one.status] };
      return clusterBackups.toAsset({ ...facts, ClusterBackupStartTime, ClusterBackupEndTime }, where);
    }),
    policy: policyOf(policy),
  },
});
const running = (daysAgo: number): Made => ({ status: 'RUNNING', daysAgo });
const DAILY = 'Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday';
const cases = backupCases({
  what: { zh: 'Redis 实例 r-1', en: 'Redis instance r-1' },
  days: 15,
  severity: 'error',
  backed,
  created: (createTime) => ({ asset: { createTime } }),
});

testChecker(backupMissing, {
  healthy: { asset: instance, ...backed(DAILY, success(1)), now },
  ...cases,
  pass: {
    ...cases.pass,
    'a cluster, backed up as a whole': asWhole(DAILY, ...daily(1)),
    'an old one, and one that is being made': asWhole(DAILY, ...daily(3), running(0.25)),
    'the first one, which is being made': asWhole(DAILY, running(0.1)),
  },
  fail: {
    ...cases.fail,
    'a cluster whose newest backup failed': {
      ...asWhole(DAILY, success(1.5), failure(0.5)),
      message: 'failed',
      severity: 'warning',
      data: { status: 'Failed' },
    },
    'one that is being made for longer than the margin': {
      ...asWhole(DAILY, ...daily(3), running(0.5)),
      message: 'old',
      severity: 'error',
      data: { value: 72 },
    },
    'one that is being made for longer than a shorter margin': {
      ...asWhole(DAILY, ...daily(3), running(0.25)),
      params: { margin: 4 },
      message: 'old',
      severity: 'error',
      data: { value: 72 },
    },
  },
  skip: {
    ...cases.skip,
    released: { asset: { instanceStatus: 'Released' }, ...backed(DAILY) },
    'being created': { asset: { instanceStatus: 'Creating' }, ...backed(DAILY) },
    'disabled, which is another finding': { asset: { instanceStatus: 'Inactive' }, ...backed(DAILY, success(9)) },
  },
});
