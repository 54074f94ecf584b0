import {
  defineCollector,
  instant,
  list,
  must,
  number,
  oneOf,
  pageNumber,
  rpc,
  tagMap,
  text,
} from '../../../lib/define';
import { polardb } from '../product';
import { STATES } from '../states';

/** Values are those of DescribeDBClusters; roles also those of its table of nodes, the locks also those of RDS. */
export const clusters = defineCollector({
  id: 'polardb-clusters',
  product: polardb,
  title: { zh: 'PolarDB 集群', en: 'PolarDB clusters' },
  scope: 'region',
  call: rpc('DescribeDBClusters'),
  paging: pageNumber({ max: 100, total: 'TotalRecordCount', sizes: [30, 50, 100] }),
  items: 'Items.DBCluster',
  assetId: 'DBClusterId',
  assetName: 'DBClusterDescription',
  fields: {
    dBClusterStatus: must(oneOf('DBClusterStatus', STATES)),
    dBType: oneOf('DBType', ['MySQL', 'PostgreSQL', 'Oracle']),
    dBVersion: text('DBVersion'),
    category: text('Category'),
    dBNodeClass: text('DBNodeClass'),
    dBNodeNumber: number('DBNodeNumber'),
    dBNodes: list('DBNodes.DBNode[]', {
      dBNodeId: text('DBNodeId'),
      dBNodeRole: oneOf('DBNodeRole', ['Writer', 'Reader', 'ColumnReader', 'AI']),
    }),
    payType: oneOf('PayType', ['Postpaid', 'Prepaid']),
    expireTime: instant('ExpireTime'),
    createTime: instant('CreateTime'),
    lockMode: oneOf('LockMode', ['Unlock', 'ManualLock', 'LockByExpiration', 'LockByRestoration', 'LockByDiskQuota']),
    storagePayType: oneOf('StoragePayType', ['Postpaid', 'Prepaid']),
    storageUsed: number('StorageUsed'),
    storageSpace: number('StorageSpace'),
    engine: text('Engine'),
    dBClusterNetworkType: text('DBClusterNetworkType'),
    vpcId: text('VpcId'),
    zoneId: text('ZoneId'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  resourceType: 'ACS::PolarDB::DBCluster',
  remember: ['dBClusterStatus', 'payType', 'expireTime'],
  show: ['dBClusterStatus', 'dBType', 'dBVersion', 'dBNodeClass', 'payType', 'expireTime', 'zoneId', 'tags'],
});
