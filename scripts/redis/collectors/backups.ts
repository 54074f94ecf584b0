import { BACKUP_DAYS, clockMinute, defineCollector, instant, must, oneOf, pageNumber, rpc } from '../../../lib/define';
import { DAY } from '../../../lib/model';
import { redis } from '../product';
import { isCloudNativeCluster } from '../states';
import { instances } from './instances';

/**
 * One row for each node of an instance and time. Values are those of DescribeBackups, which wants a span of time, in minutes;
 * cloud-native clusters have an action of their own.
 */
export const backups = defineCollector({
  id: 'redis-backups',
  product: redis,
  title: { zh: '备份集', en: 'Backup sets' },
  reveals: { zh: '备份的下载地址', en: 'download addresses of backups' },
  scope: 'region',
  call: rpc(
    'DescribeBackups',
    { StartTime: clockMinute(-BACKUP_DAYS * DAY), EndTime: clockMinute(0) },
    { regionParam: false },
  ),
  paging: pageNumber({ max: 300, sizes: [30, 50, 100, 200, 300] }),
  items: 'Backups.Backup',
  assetId: 'BackupId',
  fields: {
    backupStatus: must(oneOf('BackupStatus', ['Success', 'Failed'])),
    backupStartTime: instant('BackupStartTime'),
    backupEndTime: instant('BackupEndTime'),
  },
  belongs: {
    to: instances,
    ask: { param: 'InstanceId', encode: 'comma', max: 1, when: (instance) => !isCloudNativeCluster(instance) },
  },
});
