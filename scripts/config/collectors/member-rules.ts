import { defineCollector, pageNumber, rpc } from '../../../lib/define';
import { config } from '../product';
import { RULE } from '../result';
import { aggregators } from './aggregators';
import { memberResults } from './member-results';

/** The rules of account groups. */
export const memberRules = defineCollector({
  id: 'config-member-rules',
  product: config,
  title: { zh: '账号组的规则', en: 'Rules of account groups' },
  scope: 'global',
  within: { of: aggregators, param: 'AggregatorId' },
  call: rpc('ListAggregateConfigRules', {}, { regionParam: false }),
  paging: pageNumber({ max: 100, total: 'ConfigRules.TotalCount' }),
  items: 'ConfigRules.ConfigRuleList',
  ...RULE,
  belongs: { to: memberResults, by: 'ConfigRuleId', key: ({ configRuleId }) => configRuleId as string },
});
