import { backupMissing, backupPolicy, backups } from '../../../../scripts/polardb';
import { backupCases, success, timesOf, type Made } from '../../../harness/backups';
import { testChecker } from '../../../harness/check-tester';
import { cluster, now, where } from '../fixtures';

const row = (made: Made, n: number) => {
  const { begun, ended } = timesOf(made);
  return backups.toAsset(
    { BackupId: `b-${n}`, BackupStatus: made.status, BackupStartTime: begun, BackupEndTime: ended },
    where,
  );
};
const policyOf = (days: string | undefined, level1?: string) =>
  backupPolicy.toAsset({ RequestId: 'q-1', PreferredBackupPeriod: days, DataLevel1BackupPeriod: level1 }, where);
const backed = (policy: string | undefined, ...made: Made[]) => ({
  related: { backups: made.map(row), policy: [policyOf(policy)] },
});
const cases = backupCases({
  what: { zh: 'PolarDB 集群 pc-1', en: 'PolarDB cluster pc-1' },
  days: 15,
  backed,
  created: (createTime) => ({ asset: { createTime } }),
});

testChecker(backupMissing, {
  healthy: { asset: cluster, ...backed('Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday', success(1)), now },
  ...cases,
  pass: {
    ...cases.pass,
    'the days of the first level of advanced backup': {
      related: {
        backups: [3.5, 5.5, 8.5].map((at, n) => row(success(at), n)),
        policy: [policyOf(undefined, 'Tuesday,Thursday,Saturday')],
      },
    },
    'its policy could not be read': { related: { backups: [row(success(3), 1)], policy: [] } },
  },
  skip: {
    ...cases.skip,
    'stopped, so no backup is made': { asset: { dBClusterStatus: 'Stopped' }, ...backed('Sunday') },
    'being released': { asset: { dBClusterStatus: 'Deleting' }, ...backed('Sunday') },
  },
});
