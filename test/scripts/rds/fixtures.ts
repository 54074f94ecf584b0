import {
  attributes,
  backupPolicy,
  backups,
  instances,
  netInfo,
  sqlAudit,
  ssl,
  tde,
  whitelist,
} from '../../../scripts/rds';
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

/** What the actions about one instance answer. */
export const settings = {
  ssl: (SSLEnabled: string | undefined) => ssl.toAsset({ RequestId: 'r-1', SSLEnabled }, where),
  tde: (TDEStatus: string | undefined) => tde.toAsset({ RequestId: 'r-1', TDEStatus }, where),
  audit: (SQLCollectorStatus: string | undefined) => sqlAudit.toAsset({ RequestId: 'r-1', SQLCollectorStatus }, where),
};

/** How long backups are kept, and whether those of the log are made. */
export function retention(BackupRetentionPeriod: number | undefined, EnableBackupLog: string | undefined) {
  return backupPolicy.toAsset({ RequestId: 'r-1', BackupRetentionPeriod, EnableBackupLog }, where);
}

export function kernel(
  CurrentKernelVersion?: string,
  LatestKernelVersion?: string,
  AutoUpgradeMinorVersion = 'Manual',
) {
  const versions = { CurrentKernelVersion, LatestKernelVersion, AutoUpgradeMinorVersion };
  return attributes.toAsset({ DBInstanceId: 'rm-1', ...versions }, where);
}
