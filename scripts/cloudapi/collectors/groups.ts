import { defineCollector, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { cloudapi } from '../product';

export const groups = defineCollector({
  id: 'cloudapi-groups',
  product: cloudapi,
  title: { zh: 'API 分组', en: 'Groups of APIs' },
  scope: 'region',
  call: rpc('DescribeApiGroups', {}, { regionParam: false }),
  paging: pageNumber({ max: 100 }),
  items: 'ApiGroupAttributes.ApiGroupAttribute',
  assetId: 'GroupId',
  assetName: 'GroupName',
  fields: {
    billingStatus: text('BillingStatus'),
    illegalStatus: text('IllegalStatus'),
    httpsPolicy: text('HttpsPolicy'),
    instanceId: text('InstanceId'),
    tags: tagMap('Tags.TagInfo[]', 'Key', 'Value'),
  },
  refers: ['instanceId'],
  show: ['billingStatus', 'illegalStatus', 'httpsPolicy', 'instanceId', 'tags'],
});
