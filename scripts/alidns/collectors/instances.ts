import { defineCollector, flag, instant, number, pageNumber, rpc, text } from '../../../lib/define';
import { alidns } from '../product';

/** Paid editions of DNS. That one without a name is bound to none is said on the API's page. */
export const instances = defineCollector({
  id: 'alidns-instances',
  product: alidns,
  title: { zh: '云解析付费实例', en: 'Paid editions of DNS' },
  scope: 'global',
  call: rpc('DescribeDnsProductInstances', {}, { regionParam: false }),
  paging: pageNumber({ max: 100 }),
  items: 'DnsProducts.DnsProduct',
  assetId: 'InstanceId',
  assetName: 'Domain',
  fields: {
    paymentType: text('PaymentType'),
    autoRenewal: flag('AutoRenewal'),
    versionCode: text('VersionCode'),
    startTimestamp: instant('StartTimestamp'),
    endTimestamp: instant('EndTimestamp'),
    inBlackHole: flag('InBlackHole'),
    bindDomainUsedCount: number('BindDomainUsedCount'),
  },
  remember: ['endTimestamp', 'inBlackHole'],
  show: ['paymentType', 'autoRenewal', 'versionCode', 'startTimestamp', 'endTimestamp', 'inBlackHole'],
});
