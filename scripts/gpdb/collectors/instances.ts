import { defineCollector, instant, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { gpdb } from '../product';

/** Ways to pay and locks are those of the official model; a state is only asked whether it is one of a release. */
export const instances = defineCollector({
  id: 'gpdb-instances',
  product: gpdb,
  title: { zh: 'AnalyticDB PostgreSQL 实例', en: 'AnalyticDB for PostgreSQL instances' },
  scope: 'region',
  call: rpc('DescribeDBInstances'),
  paging: pageNumber({ max: 100, total: 'TotalRecordCount', sizes: [30, 50, 100] }),
  items: 'Items.DBInstance',
  assetId: 'DBInstanceId',
  assetName: 'DBInstanceDescription',
  fields: {
    dBInstanceStatus: text('DBInstanceStatus'),
    payType: oneOf('PayType', ['Prepaid', 'Postpaid']),
    expireTime: instant('ExpireTime'),
    createTime: instant('CreateTime'),
    lockMode: oneOf('LockMode', [
      ...['Unlock', 'ManualLock', 'LockByExpiration', 'LockByRestoration', 'LockByDiskQuota'],
      ...['LockReadInstanceByDiskQuota'],
    ]),
    dBInstanceCategory: text('DBInstanceCategory'),
    zoneId: text('ZoneId'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  remember: ['dBInstanceStatus', 'payType', 'expireTime'],
  show: ['dBInstanceStatus', 'payType', 'expireTime', 'dBInstanceCategory', 'zoneId', 'tags'],
});
