import { defineCollector, instant, must, oneOf, pageNumber, rpc, text } from '../../../lib/define';
import { bss } from '../product';

/**
 * Subscriptions of all products and regions, with the renewal of QueryAvailableInstances.
 */
export const subscriptions = defineCollector({
  id: 'bss-subscriptions',
  product: bss,
  title: { zh: '包年包月实例', en: 'Subscriptions' },
  scope: 'global',
  call: rpc(
    'QueryAvailableInstances',
    { SubscriptionType: 'Subscription' },
    { regionParam: false, ram: 'bss:DescribeInstances' },
  ),
  paging: pageNumber({ page: 'PageNum', max: 300, total: 'Data.TotalCount' }),
  items: 'Data.InstanceList',
  assetId: 'InstanceID',
  fields: {
    productCode: must(text('ProductCode')),
    productType: text('ProductType'),
    instanceRegion: text('Region'),
    status: text('Status'),
    renewStatus: oneOf('RenewStatus', ['AutoRenewal', 'ManualRenewal', 'NotRenewal']),
    createTime: instant('CreateTime'),
    endTime: instant('EndTime', { day: 'end' }),
  },
  select: { param: 'InstanceIDs', encode: 'comma', max: 100 },
  show: ['productCode', 'productType', 'instanceRegion', 'status', 'renewStatus', 'createTime', 'endTime'],
  console: 'https://usercenter2.aliyun.com/renew/manual',
});
