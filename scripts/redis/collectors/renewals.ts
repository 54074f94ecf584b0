import { defineCollector, flag, pageNumber, rpc } from '../../../lib/define';
import { redis } from '../product';
import { instances } from './instances';

/** Without an id the API tells of all subscriptions of the region. */
export const renewals = defineCollector({
  id: 'redis-renewals',
  product: redis,
  title: { zh: '自动续费', en: 'Auto-renewal' },
  scope: 'region',
  call: rpc('DescribeInstanceAutoRenewalAttribute'),
  paging: pageNumber({ max: 100, total: 'TotalRecordCount', sizes: [30, 50, 100] }),
  items: 'Items.Item',
  assetId: 'DBInstanceId',
  fields: { autoRenew: flag('AutoRenew') },
  belongs: { to: instances, by: 'DBInstanceId' },
});
