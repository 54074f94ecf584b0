import { BACKUP_DAYS, clockMinute, defineCollector, instant, must, oneOf, pageNumber, rpc } from '../../../lib/define';
import { DAY } from '../../../lib/model';
import { polardb } from '../product';
import { clusters } from './clusters';

/** Values are those of DescribeBackups, which wants a span of time, in minutes. */
export const backups = defineCollector({
  id: 'polardb-backups',
  product: polardb,
  title: { zh: '备份集', en: 'Backup sets' },
  scope: 'region',
  call: rpc(
    'DescribeBackups',
    { StartTime: clockMinute(-BACKUP_DAYS * DAY), EndTime: clockMinute(0) },
    { regionParam: false },
  ),
  paging: pageNumber({ max: 100, total: 'TotalRecordCount', sizes: [30, 50, 100] }),
  items: 'Items.Backup',
  assetId: 'BackupId',
  fields: {
    backupStatus: must(oneOf('BackupStatus', ['Success', 'Failed'])),
    backupStartTime: instant('BackupStartTime'),
    backupEndTime: instant('BackupEndTime'),
  },
  belongs: {
    to: clusters,
    ask: { param: 'DBClusterId', encode: 'comma', max: 1, when: ({ dBClusterStatus: state }) => state !== 'Deleted' },
  },
});
