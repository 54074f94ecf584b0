import { alidnsExpiring } from '../../../../scripts/alidns';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { inDays, instance, now, unbound } from '../fixtures';

const RENEWS = { auto: true, hand: false, untold: undefined, none: undefined };

const cases = subscriptionCases(
  { zh: '云解析实例 dns-1（example.com）', en: 'DNS instance dns-1 (example.com)' },
  (endTimestamp, how, startTimestamp) => ({ asset: { endTimestamp, startTimestamp, autoRenewal: RENEWS[how] } }),
  [],
);

testChecker(alidnsExpiring, {
  healthy: { asset: instance, now },
  ...cases,
  skip: { ...cases.skip, 'no name is bound to it': { asset: { ...unbound, endTimestamp: inDays(1) } } },
  unknown: { ...cases.unknown, 'no charge type': { asset: { paymentType: undefined } } },
  // Without it a billing period is not told from any other; a name tells alone that it is bound.
  absentIsFact: ['startTimestamp', 'autoRenewal', 'bindDomainUsedCount'],
});
