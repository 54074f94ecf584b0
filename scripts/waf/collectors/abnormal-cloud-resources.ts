import { defineCollector, number, rpc, single, text } from '../../../lib/define';
import { OF_INSTANCE } from '../owned';
import { waf } from '../product';

/** Load balancers and the like that WAF cannot serve as they are. */
export const abnormalCloudResources = defineCollector({
  id: 'waf-abnormal-cloud-resources',
  product: waf,
  title: { zh: 'WAF 异常的云产品接入', en: 'Cloud resources that WAF calls abnormal' },
  scope: 'global',
  call: rpc('DescribeAbnormalCloudResources'),
  paging: single(),
  items: 'AbnormalCloudResources',
  assetId: 'CloudResourceId',
  fields: {
    reason: text('Reason'),
    resourceInstanceId: text('ResourceInstanceId'),
    resourceInstancePort: number('ResourceInstancePort'),
  },
  belongs: OF_INSTANCE,
});
