import { renewals, slbExpiring } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases, type How } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { inDays, lb, now, subscription } from '../fixtures';

const related = (end: Date | undefined, how: How) => ({
  related: { subscription: [subscription(end)], ...billed(renewals, lb.id, how).related },
});
const cases = subscriptionCases({ zh: 'CLB lb-1', en: 'CLB lb-1' }, (end, how, createTimeStamp) => ({
  asset: { createTimeStamp },
  ...related(end, how),
}));

testChecker(slbExpiring, {
  healthy: { asset: lb, ...related(inDays(200), 'hand'), now },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { payType: 'PayOnDemand' }, related: { subscription: [] } },
  },
  absentIsFact: ['createTimeStamp', 'related.renewal', 'related.renewal.renewStatus'],
  unknown: {
    ...cases.unknown,
    'its attributes are not in the answer': { related: { subscription: [] } },
    'no pay type': { asset: { payType: undefined } },
  },
});
