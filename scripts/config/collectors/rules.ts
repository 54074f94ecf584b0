import { defineCollector, pageNumber, rpc } from '../../../lib/define';
import { config } from '../product';
import { RULE } from '../result';
import { results } from './results';

/** The rules of an account: a result names its rule, and not which managed rule that is. */
export const rules = defineCollector({
  id: 'config-rules',
  product: config,
  title: { zh: '规则', en: 'Rules' },
  scope: 'global',
  call: rpc('ListConfigRules', {}, { regionParam: false }),
  paging: pageNumber({ max: 100, total: 'ConfigRules.TotalCount' }),
  items: 'ConfigRules.ConfigRuleList',
  ...RULE,
  belongs: { to: results, by: 'ConfigRuleId', key: ({ configRuleId }) => configRuleId as string },
});
