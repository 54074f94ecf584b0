import { defineCollector, rpc, single, text } from '../../../lib/define';
import { polardb } from '../product';
import { clusters } from './clusters';

/** On which days of the week a cluster is backed up, of UTC; with advanced backup the days are those of the first level. */
export const backupPolicy = defineCollector({
  id: 'polardb-backup-policy',
  product: polardb,
  title: { zh: '备份策略', en: 'Backup policy' },
  scope: 'region',
  call: rpc('DescribeBackupPolicy', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    preferredBackupPeriod: text('PreferredBackupPeriod'),
    dataLevel1BackupPeriod: text('DataLevel1BackupPeriod'),
  },
  belongs: {
    to: clusters,
    ask: { param: 'DBClusterId', encode: 'comma', max: 1, when: ({ dBClusterStatus: state }) => state !== 'Deleted' },
  },
});
