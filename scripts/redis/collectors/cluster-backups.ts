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
import { redis } from '../product';
import { isCloudNativeCluster } from '../states';
import { instances } from './instances';

/** Backups of all shards together, which cloud-native clusters have. Values are those of DescribeClusterBackupList. */
export const clusterBackups = defineCollector({
  id: 'redis-cluster-backups',
  product: redis,
  title: { zh: '集群备份集', en: 'Cluster backup sets' },
  reveals: { zh: '备份的下载地址', en: 'download addresses of backups' },
  scope: 'region',
  call: rpc('DescribeClusterBackupList', {
    StartTime: clockMinute(-BACKUP_DAYS * DAY),
    EndTime: clockMinute(0),
    NoShardBackup: 'True',
  }),
  // The number of all of them is not in the answer.
  paging: pageUntilEmpty({ max: 100 }),
  items: 'ClusterBackups',
  assetId: 'ClusterBackupId',
  fields: {
    clusterBackupStatus: must(oneOf('ClusterBackupStatus', ['OK', 'RUNNING', 'Failed'])),
    clusterBackupStartTime: instant('ClusterBackupStartTime'),
    clusterBackupEndTime: instant('ClusterBackupEndTime'),
  },
  belongs: { to: instances, ask: { param: 'InstanceId', encode: 'comma', max: 1, when: isCloudNativeCluster } },
});
