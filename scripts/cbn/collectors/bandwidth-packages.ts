import { defineCollector, instant, number, oneOf, pageNumber, rpc, tagMap, text, textList } from '../../../lib/define';
import { cbn } from '../product';

/** Ways to pay and states are those of the API's page. */
export const bandwidthPackages = defineCollector({
  id: 'cbn-bandwidth-packages',
  product: cbn,
  title: { zh: '云企业网带宽包', en: 'Bandwidth plans of CEN' },
  scope: 'global',
  call: rpc('DescribeCenBandwidthPackages', {}, { regionParam: false }),
  paging: pageNumber({ max: 50 }),
  items: 'CenBandwidthPackages.CenBandwidthPackage',
  assetId: 'CenBandwidthPackageId',
  assetName: 'Name',
  fields: {
    status: oneOf('Status', ['Idle', 'InUse']),
    businessStatus: oneOf('BusinessStatus', ['Normal', 'FinancialLocked', 'SecurityLocked']),
    bandwidthPackageChargeType: oneOf('BandwidthPackageChargeType', ['PREPAY', 'POSTPAY']),
    bandwidth: number('Bandwidth'),
    geographicSpanId: text('GeographicSpanId'),
    cenIds: textList('CenIds.CenId[]'),
    creationTime: instant('CreationTime'),
    expiredTime: instant('ExpiredTime'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  remember: ['status', 'businessStatus', 'expiredTime'],
  show: [
    'status',
    'businessStatus',
    'bandwidthPackageChargeType',
    'bandwidth',
    'geographicSpanId',
    'expiredTime',
    'tags',
  ],
});
