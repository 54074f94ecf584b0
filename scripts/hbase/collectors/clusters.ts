import { defineCollector, flag, instant, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { hbase } from '../product';
import { STATUSES } from '../states';

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
    /** The same of which every word is known: one never heard of does not hide an end. */
    knownStatus: oneOf('Status', STATUSES),
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
