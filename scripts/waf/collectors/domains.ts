import { defineCollector, oneOf, pageNumber, rpc, text } from '../../../lib/define';
import { OF_INSTANCE } from '../owned';
import { waf } from '../product';

/** Sites whose names point at WAF. States are those of the API's page: normal, created, changed, released, not forwarded. */
export const domains = defineCollector({
  id: 'waf-domains',
  product: waf,
  title: { zh: 'WAF 的 CNAME 接入域名', en: 'Sites that point at WAF' },
  scope: 'global',
  call: rpc('DescribeDomains'),
  paging: pageNumber({ max: 50 }),
  items: 'Domains',
  assetId: 'DomainId',
  fields: {
    domain: text('Domain'),
    status: oneOf('Status', [1, 2, 3, 4, 5]),
  },
  belongs: OF_INSTANCE,
});
