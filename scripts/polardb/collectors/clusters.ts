import { defineCollector, instant, list, must, number, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { polardb } from '../product';

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
    dBClusterStatus: must(text('DBClusterStatus')),
    dBType: text('DBType'),
    dBVersion: text('DBVersion'),
    category: text('Category'),
    dBNodeClass: text('DBNodeClass'),
    dBNodeNumber: number('DBNodeNumber'),
    dBNodes: list('DBNodes.DBNode[]', { dBNodeId: text('DBNodeId'), dBNodeRole: text('DBNodeRole') }),
    payType: text('PayType'),
    expireTime: instant('ExpireTime'),
    createTime: instant('CreateTime'),
    lockMode: text('LockMode'),
    zoneId: text('ZoneId'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  resourceType: 'ACS::PolarDB::DBCluster',
  remember: ['dBClusterStatus', 'payType', 'expireTime'],
  show: ['dBClusterStatus', 'dBType', 'dBVersion', 'dBNodeClass', 'payType', 'expireTime', 'zoneId', 'tags'],
});
