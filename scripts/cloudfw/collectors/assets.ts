import { defineCollector, oneOf, pageNumber, rpc, text } from '../../../lib/define';
import { onceFor } from '../owned';
import { cloudfw } from '../product';

/** Public IPv4 addresses, protected or not; words are those of the API's page. How many a page may hold is not documented. */
export const assets = defineCollector({
  id: 'cloudfw-assets',
  product: cloudfw,
  title: { zh: '云防火墙的公网资产', en: 'Public addresses that Cloud Firewall knows' },
  scope: 'global',
  call: rpc('DescribeAssetList', {}, { regionParam: false }),
  paging: pageNumber({ page: 'CurrentPage', max: 50 }),
  items: 'Assets',
  assetId: 'InternetAddress',
  fields: {
    protectStatus: oneOf('ProtectStatus', ['open', 'opening', 'closed', 'closing']),
    regionStatus: oneOf('RegionStatus', ['enable', 'disable']),
    syncStatus: oneOf('SyncStatus', ['enable', 'disable']),
    resourceInstanceId: text('ResourceInstanceId'),
  },
  belongs: onceFor('UserType', 'buy'),
});
