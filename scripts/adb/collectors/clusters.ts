import { defineCollector, instant, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { adb } from '../product';

/**
 * Clusters of all versions: by default the list leaves out those of the Data Warehouse Edition (3.0), says the official model, from
 * which ways to pay and locks are, too. A state is only asked whether it is one of a release.
 */
export const clusters = defineCollector({
  id: 'adb-clusters',
  product: adb,
  title: { zh: 'AnalyticDB MySQL 集群', en: 'AnalyticDB for MySQL clusters' },
  scope: 'region',
  call: rpc('DescribeDBClusters', { DBClusterVersion: 'All' }),
  paging: pageNumber({ max: 100, sizes: [30, 50, 100] }),
  items: 'Items.DBCluster',
  assetId: 'DBClusterId',
  assetName: 'DBClusterDescription',
  fields: {
    dBClusterStatus: text('DBClusterStatus'),
    payType: oneOf('PayType', ['Prepaid', 'Postpaid']),
    expireTime: instant('ExpireTime'),
    createTime: instant('CreateTime'),
    lockMode: oneOf('LockMode', [
      ...['Unlock', 'ManualLock', 'LockByExpiration', 'LockByRestoration', 'LockByDiskQuota'],
      ...['LockReadInstanceByDiskQuota'],
    ]),
    category: text('Category'),
    zoneId: text('ZoneId'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  remember: ['dBClusterStatus', 'payType', 'expireTime'],
  show: ['dBClusterStatus', 'payType', 'expireTime', 'category', 'zoneId', 'tags'],
});
