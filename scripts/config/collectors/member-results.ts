import { defineCollector, nextToken, rpc } from '../../../lib/define';
import { config } from '../product';
import { RESULT } from '../result';
import { aggregators } from './aggregators';

/** What the rules of account groups find fault with, in all their members: a list for each group, none for each member. */
export const memberResults = defineCollector({
  id: 'config-member-results',
  product: config,
  title: { zh: '成员账号的不合规结果', en: 'Non-compliant results of members' },
  scope: 'global',
  within: { of: aggregators, param: 'AggregatorId' },
  call: rpc('ListAggregateConfigRuleEvaluationResults', { ComplianceType: 'NON_COMPLIANT' }, { regionParam: false }),
  paging: nextToken({ max: 100, next: 'EvaluationResults.NextToken' }),
  items: 'EvaluationResults.EvaluationResultList',
  ...RESULT,
});
