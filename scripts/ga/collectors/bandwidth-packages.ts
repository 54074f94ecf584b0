import { defineCollector, instant, number, oneOf, pageNumber, tagMap, textList } from '../../../lib/define';
import { ask } from '../calls';
import { ga } from '../product';

/** Ways to pay and states are those of the API's page. */
export const bandwidthPackages = defineCollector({
  id: 'ga-bandwidth-packages',
  product: ga,
  title: { zh: '全球加速带宽包', en: 'Bandwidth plans of Global Accelerator' },
  scope: 'global',
  call: ask('ListBandwidthPackages'),
  paging: pageNumber({ max: 100 }),
  items: 'BandwidthPackages',
  assetId: 'BandwidthPackageId',
  assetName: 'Name',
  fields: {
    state: oneOf('State', [
      ...['init', 'active', 'binded', 'binding', 'unbinding', 'updating', 'finacialLocked', 'locked'],
    ]),
    chargeType: oneOf('ChargeType', ['PREPAY', 'POSTPAY']),
    bandwidth: number('Bandwidth'),
    accelerators: textList('Accelerators[]'),
    createTime: instant('CreateTime'),
    expiredTime: instant('ExpiredTime'),
    tags: tagMap('Tags[]', 'Key', 'Value'),
  },
  refers: ['accelerators'],
  remember: ['state', 'expiredTime'],
  show: ['state', 'chargeType', 'bandwidth', 'accelerators', 'createTime', 'expiredTime', 'tags'],
});
