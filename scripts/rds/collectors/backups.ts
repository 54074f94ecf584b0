import { defineCollector, instant, must, oneOf, pageNumber, rpc } from '../../../lib/define';
import { rds } from '../product';
import { instances } from './instances';

/** Read-only instances have no backups of their own. One that failed may have no end. */
export const backups = defineCollector({
  id: 'rds-backups',
  product: rds,
  title: { zh: '备份集', en: 'Backup sets' },
  reveals: { zh: '备份的下载地址', en: 'download addresses of backups' },
  scope: 'region',
  call: rpc('DescribeBackups', {}, { regionParam: false }),
  paging: pageNumber({ max: 100, total: 'TotalRecordCount', sizes: [30, 50, 100] }),
  items: 'Items.Backup',
  assetId: 'BackupId',
  fields: {
    backupStatus: must(oneOf('BackupStatus', ['Success', 'Failed'])),
    backupStartTime: instant('BackupStartTime'),
    backupEndTime: instant('BackupEndTime'),
  },
  belongs: {
    to: instances,
    // One whose role is not told may be a primary.
    ask: {
      param: 'DBInstanceId',
      encode: 'comma',
      max: 1,
      when: ({ dBInstanceType: role }) => role === undefined || role === 'Primary',
    },
  },
});
