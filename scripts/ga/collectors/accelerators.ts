import { defineCollector, instant, oneOf, pageNumber, text, tagMap } from '../../../lib/define';
import { ask, STATES } from '../calls';
import { ga } from '../product';

/** Standard accelerators. Their ways to pay are on no page: one that is not known is told as such. */
export const accelerators = defineCollector({
  id: 'ga-accelerators',
  product: ga,
  title: { zh: '全球加速实例', en: 'Accelerators' },
  scope: 'global',
  call: ask('ListAccelerators'),
  paging: pageNumber({ max: 50 }),
  items: 'Accelerators',
  assetId: 'AcceleratorId',
  assetName: 'Name',
  fields: {
    state: oneOf('State', STATES),
    instanceChargeType: text('InstanceChargeType'),
    bandwidthBillingType: text('BandwidthBillingType'),
    createTime: instant('CreateTime'),
    expiredTime: instant('ExpiredTime'),
    tags: tagMap('Tags[]', 'Key', 'Value'),
  },
  remember: ['state', 'expiredTime'],
  show: ['state', 'instanceChargeType', 'bandwidthBillingType', 'createTime', 'expiredTime', 'tags'],
});
