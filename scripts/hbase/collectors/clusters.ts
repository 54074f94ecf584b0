import { defineCollector, flag, instant, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { hbase } from '../product';

export const clusters = defineCollector({
  id: 'hbase-clusters',
  product: hbase,
  title: { zh: 'HBase 集群', en: 'HBase clusters' },
  scope: 'region',
  call: rpc('DescribeInstances'),
  paging: pageNumber({ max: 100 }),
  items: 'Instances.Instance',
  assetId: 'InstanceId',
  assetName: 'InstanceName',
  fields: {
    status: text('Status'),
    engine: text('Engine'),
    payType: oneOf('PayType', ['Prepaid', 'Postpaid']),
    expireTimeUTC: instant('ExpireTimeUTC'),
    createdTimeUTC: instant('CreatedTimeUTC'),
    autoRenewal: flag('AutoRenewal'),
    isDeletionProtection: flag('IsDeletionProtection'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  show: [
    'status',
    'engine',
    'payType',
    'expireTimeUTC',
    'createdTimeUTC',
    'autoRenewal',
    'isDeletionProtection',
    'tags',
  ],
});
