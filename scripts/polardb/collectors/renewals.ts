import { defineCollector, oneOf, pageNumber, rpc } from '../../../lib/define';
import { polardb } from '../product';
import { clusters } from './clusters';

/** Without ids the API tells of all subscriptions of the region. Values are those of DescribeAutoRenewAttribute. */
export const renewals = defineCollector({
  id: 'polardb-renewals',
  product: polardb,
  title: { zh: '自动续费', en: 'Auto-renewal' },
  scope: 'region',
  call: rpc('DescribeAutoRenewAttribute'),
  paging: pageNumber({ max: 100, total: 'TotalRecordCount', sizes: [30, 50, 100] }),
  items: 'Items.AutoRenewAttribute',
  assetId: 'DBClusterId',
  fields: { renewalStatus: oneOf('RenewalStatus', ['AutoRenewal', 'Normal', 'NotRenewal']) },
  belongs: { to: clusters, by: 'DBClusterId' },
});
