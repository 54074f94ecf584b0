import { defineCollector, instant, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { cloudapi } from '../product';

/** The shared ones of everybody are on the list, too. */
export const instances = defineCollector({
  id: 'cloudapi-instances',
  product: cloudapi,
  title: { zh: 'API 网关实例', en: 'API Gateway instances' },
  scope: 'region',
  call: rpc('DescribeInstances', {}, { regionParam: false }),
  paging: pageNumber({ max: 100 }),
  items: 'Instances.InstanceAttribute',
  assetId: 'InstanceId',
  assetName: 'InstanceName',
  fields: {
    instanceType: text('InstanceType'),
    instanceSpec: text('InstanceSpec'),
    instanceChargeType: text('InstanceChargeType'),
    expiredTime: instant('ExpiredTime'),
    createdTime: instant('CreatedTime'),
    tags: tagMap('Tags.TagInfo[]', 'Key', 'Value'),
  },
  show: ['instanceType', 'instanceSpec', 'instanceChargeType', 'expiredTime', 'createdTime', 'tags'],
});
