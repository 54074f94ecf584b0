import {
  BACKUP_DAYS,
  clockMinute,
  defineCollector,
  instant,
  must,
  oneOf,
  pageUntilEmpty,
  rpc,
} from '../../../lib/define';
import { DAY } from '../../../lib/model';
import { mongodb } from '../product';
import { backsUpAsWhole } from '../shards';
import { instances } from './instances';

/** Backups of all shards together. The words of the status are those of the same list of Redis: MongoDB documents `OK` alone. */
export const clusterBackups = defineCollector({
  id: 'mongodb-cluster-backups',
  product: mongodb,
  title: { zh: '集群备份集', en: 'Cluster backup sets' },
  reveals: { zh: '备份的下载地址', en: 'download addresses of backups' },
  scope: 'region',
  call: rpc(
    'DescribeClusterBackups',
    { StartTime: clockMinute(-BACKUP_DAYS * DAY), EndTime: clockMinute(0), IsOnlyGetClusterBackUp: true },
    { regionParam: false },
  ),
  // The number of all of them is not in the answer.
  paging: pageUntilEmpty({ page: 'PageNo', max: 100 }),
  items: 'ClusterBackups',
  assetId: 'ClusterBackupId',
  fields: {
    clusterBackupStatus: must(oneOf('ClusterBackupStatus', ['OK', 'RUNNING', 'Failed'])),
    clusterBackupStartTime: instant('ClusterBackupStartTime'),
    clusterBackupEndTime: instant('ClusterBackupEndTime'),
  },
  belongs: { to: instances, ask: { param: 'DBInstanceId', encode: 'comma', max: 1, when: backsUpAsWhole } },
});
