import { defineCollector, instant, number, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { clickhouse } from '../product';

/** Ways to pay and locks are those of the official model; a state is only asked whether it is one of a release. */
export const clusters = defineCollector({
  id: 'clickhouse-clusters',
  product: clickhouse,
  title: { zh: 'ClickHouse 集群（社区兼容版）', en: 'ClickHouse clusters (Community-compatible Edition)' },
  scope: 'region',
  call: rpc('DescribeDBClusters'),
  paging: pageNumber({ max: 100, sizes: [30, 50, 100] }),
  items: 'DBClusters.DBCluster',
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
    category: oneOf('Category', ['Basic', 'HighAvailability']),
    dbVersion: text('DbVersion'),
    dBNodeClass: text('DBNodeClass'),
    dBNodeCount: number('DBNodeCount'),
    dBNodeStorage: number('DBNodeStorage'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  remember: ['dBClusterStatus', 'payType', 'expireTime'],
  show: ['dBClusterStatus', 'payType', 'expireTime', 'category', 'dbVersion', 'dBNodeClass', 'tags'],
});
