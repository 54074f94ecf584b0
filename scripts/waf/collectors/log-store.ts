import { defineCollector, flag, rpc, single } from '../../../lib/define';
import { OF_INSTANCE } from '../owned';
import { waf } from '../product';

/** Whether the log of WAF has a place. */
export const logStore = defineCollector({
  id: 'waf-log-store',
  product: waf,
  title: { zh: 'WAF 日志库', en: 'Logstore of WAF' },
  scope: 'global',
  call: rpc('DescribeSlsLogStoreStatus'),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: { existStatus: flag('ExistStatus') },
  belongs: OF_INSTANCE,
});
