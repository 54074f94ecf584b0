import { defineCollector, instant, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { polardbx } from '../product';

/** Ways to pay are those of the official model; a state is only asked whether it is one of a release. How many a page may hold is
 * not documented: as many as the example of its page. */
export const instances = defineCollector({
  id: 'polardbx-instances',
  product: polardbx,
  title: { zh: 'PolarDB-X 实例', en: 'PolarDB-X instances' },
  scope: 'region',
  call: rpc('DescribeDBInstances'),
  paging: pageNumber({ max: 30, total: 'TotalNumber' }),
  items: 'DBInstances',
  assetId: 'DBInstanceName',
  assetName: 'Description',
  fields: {
    status: text('Status'),
    payType: oneOf('PayType', ['Prepaid', 'Postpaid']),
    expireTime: instant('ExpireTime'),
    createTime: instant('CreateTime'),
    lockMode: text('LockMode'),
    series: text('Series'),
    topologyType: text('TopologyType'),
    zoneId: text('ZoneId'),
    tags: tagMap('TagSet[]', 'Key', 'Value'),
  },
  remember: ['status', 'payType', 'expireTime'],
  show: ['status', 'payType', 'expireTime', 'series', 'topologyType', 'zoneId', 'tags'],
});
