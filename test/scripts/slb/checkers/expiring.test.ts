import { slbExpiring } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { inDays, lb, now, subscription } from '../fixtures';

const cases = expiryCases({ zh: 'CLB lb-1', en: 'CLB lb-1' }, (end) => ({
  related: { subscription: [subscription(end)] },
}));

testChecker(slbExpiring, {
  healthy: { asset: lb, related: { subscription: [subscription(inDays(200))] }, now },
  ...cases,
  skip: { 'pay-as-you-go': { asset: { payType: 'PayOnDemand' }, related: { subscription: [] } } },
  unknown: {
    ...cases.unknown,
    'its attributes are not in the answer': { related: { subscription: [] } },
    'no pay type': { asset: { payType: undefined } },
  },
});
