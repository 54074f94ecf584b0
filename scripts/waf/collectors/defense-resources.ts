import { defineCollector, oneOf, pageNumber, rpc } from '../../../lib/define';
import { OF_INSTANCE } from '../owned';
import { waf } from '../product';

/** What is protected: sites, and instances of other products. How many a page may hold is not documented: as many as its default. */
export const defenseResources = defineCollector({
  id: 'waf-defense-resources',
  product: waf,
  title: { zh: 'WAF 防护对象', en: 'What WAF protects' },
  scope: 'global',
  call: rpc('DescribeDefenseResources'),
  paging: pageNumber({ max: 10 }),
  items: 'Resources',
  assetId: 'Resource',
  fields: {
    resourceStatus: oneOf('ResourceStatus', ['initializing', 'active', 'init_failed']),
  },
  belongs: OF_INSTANCE,
});
