import { defineCollector, nextToken, rpc } from '../../../lib/define';
import { config } from '../product';
import { RESULT } from '../result';

/** What the rules of an account find fault with, in all regions; what complies is not listed. */
export const results = defineCollector({
  id: 'config-results',
  product: config,
  title: { zh: '不合规结果', en: 'Non-compliant results' },
  scope: 'global',
  call: rpc('ListConfigRuleEvaluationResults', { ComplianceType: 'NON_COMPLIANT' }, { regionParam: false }),
  paging: nextToken({ max: 100, next: 'EvaluationResults.NextToken' }),
  items: 'EvaluationResults.EvaluationResultList',
  ...RESULT,
});
