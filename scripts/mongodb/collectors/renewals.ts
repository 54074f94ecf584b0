import { defineCollector, flag, pageNumber, rpc } from '../../../lib/define';
import { mongodb } from '../product';
import { instances } from './instances';

/** Like the list of instances, one architecture at a time; without an id all subscriptions of the region. */
export const renewals = defineCollector({
  id: 'mongodb-renewals',
  product: mongodb,
  title: { zh: '自动续费', en: 'Auto-renewal' },
  scope: 'region',
  call: rpc('DescribeInstanceAutoRenewalAttribute'),
  paging: pageNumber({ max: 100, total: 'ItemsNumbers', sizes: [30, 50, 100] }),
  items: 'Items.Item',
  variants: [{ DBInstanceType: 'replicate' }, { DBInstanceType: 'sharding' }],
  assetId: 'DbInstanceId',
  fields: { autoRenew: flag('AutoRenew') },
  belongs: { to: instances, by: 'DbInstanceId' },
});
