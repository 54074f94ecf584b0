import { defineCollector, instant, oneOf, pageNumber, text, tagMap } from '../../../lib/define';
import { ask, STATES } from '../calls';
import { ga } from '../product';

/** Basic accelerators, for layer 3; all of them are subscriptions. */
export const basicAccelerators = defineCollector({
  id: 'ga-basic-accelerators',
  product: ga,
  title: { zh: '基础型全球加速实例', en: 'Basic accelerators' },
  scope: 'global',
  call: ask('ListBasicAccelerators'),
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
