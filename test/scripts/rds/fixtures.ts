import { backupPolicy, backups, instances, netInfo, whitelist } from '../../../scripts/rds';
import { inDays, now, where } from '../ecs/fixtures';

export { inDays, now, where };

/** A running MySQL primary on subscription, through the collector as the API answers it. */
export const instance = instances.toAsset(
  {
    DBInstanceId: 'rm-1',
    DBInstanceDescription: 'orders',
    DBInstanceStatus: 'Running',
    DBInstanceType: 'Primary',
    Engine: 'MySQL',
    EngineVersion: '8.0',
    Category: 'HighAvailability',
    DBInstanceClass: 'mysql.n4.large.2c',
    PayType: 'Prepaid',
    ExpireTime: '2027-03-01T00:00:00Z',
    CreateTime: '2025-03-01T00:00:00Z',
    LockMode: 'Unlock',
    ZoneId: 'cn-hangzhou-h',
  },
  where,
);

export function backup(status: 'Success' | 'Failed', endedAt: Date) {
  const item = {
    BackupId: `${status}-${endedAt.getTime()}`,
    BackupStatus: status,
    BackupStartTime: endedAt.toISOString(),
    BackupEndTime: endedAt.toISOString(),
  };
  return backups.toAsset(item, where);
}

/** A policy of days of the week, such as `Tuesday,Thursday,Saturday`. */
export function policyOf(days: string | undefined) {
  return backupPolicy.toAsset({ RequestId: 'r-1', PreferredBackupPeriod: days }, where);
}

/** A whitelist of one group per entry. */
export function groups(...lists: (string | undefined)[]) {
  const group = lists.map((list, n) => ({ DBInstanceIPArrayName: `group${n}`, SecurityIPList: list }));
  return whitelist.toAsset({ RequestId: 'r-1', Items: { DBInstanceIPArray: group } }, where);
}

export function endpoints(...types: (string | undefined)[]) {
  const all = types.map((type, n) => ({ IPType: type, ConnectionString: `host${n}.example.com` }));
  return netInfo.toAsset({ RequestId: 'r-1', DBInstanceNetInfos: { DBInstanceNetInfo: all } }, where);
}
