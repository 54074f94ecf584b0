import { defineCollector, number, rpc, single } from '../../../lib/define';
import { onceFor } from '../owned';
import { cloudfw } from '../product';

/** How many public addresses are protected, and how many may be. */
export const assetStatistic = defineCollector({
  id: 'cloudfw-asset-statistic',
  product: cloudfw,
  title: { zh: '云防火墙的防护规格', en: 'What Cloud Firewall may protect' },
  scope: 'global',
  call: rpc('DescribeAssetStatistic', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    ipNumUsed: number('ResourceSpecStatistic.IpNumUsed'),
    ipNumSpec: number('ResourceSpecStatistic.IpNumSpec'),
  },
  belongs: onceFor('Lang', 'zh'),
});
