import { BACKUP_DAYS, clockMinute, instant, must, oneOf, pageNumber, rpc } from '../../lib/define';
import { DAY } from '../../lib/model';
import { mongodb } from './product';

/** How backups are listed, of an instance or of a shard. Values are those of DescribeBackups. */
export const backupFacts = {
  product: mongodb,
  reveals: { zh: '备份的下载地址', en: 'download addresses of backups' },
  scope: 'region' as const,
  call: rpc(
    'DescribeBackups',
    { StartTime: clockMinute(-BACKUP_DAYS * DAY), EndTime: clockMinute(0) },
    { regionParam: false },
  ),
  paging: pageNumber({ max: 100, sizes: [30, 50, 100] }),
  items: 'Backups.Backup',
  assetId: 'BackupId' as const,
  fields: {
    backupStatus: must(oneOf('BackupStatus', ['Success', 'Failed'])),
    backupStartTime: instant('BackupStartTime'),
    backupEndTime: instant('BackupEndTime'),
  },
};
