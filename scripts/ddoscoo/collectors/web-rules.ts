import { defineCollector, flag, number, pageNumber, rpc, text } from '../../../lib/define';
import { ddoscoo } from '../product';

/** The sites behind the instances of an account. */
export const webRules = defineCollector({
  id: 'ddoscoo-web-rules',
  product: ddoscoo,
  title: { zh: 'DDoS 高防的网站', en: 'Sites behind Anti-DDoS' },
  scope: 'global',
  call: rpc('DescribeWebRules', {}, { regionParam: false }),
  paging: pageNumber({ max: 10 }),
  items: 'WebRules',
  assetId: 'Domain',
  fields: {
    cname: text('Cname'),
    proxyEnabled: flag('ProxyEnabled'),
    punishStatus: flag('PunishStatus'),
    /** 1: no filing; 2: against the rules. What is not punished may have any other. */
    punishReason: number('PunishReason'),
  },
  remember: ['punishStatus', 'proxyEnabled'],
  show: ['cname', 'proxyEnabled', 'punishStatus', 'punishReason'],
});
