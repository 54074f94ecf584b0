import { ecsExpiring } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { inDays, instance, now, renewal } from '../fixtures';

const STATUSES = { auto: 'AutoRenewal', hand: 'Normal', none: 'NotRenewal' } as const;

const cases = subscriptionCases({ zh: '实例 i-1', en: 'Instance i-1' }, (expiredTime, how, creationTime) => ({
  asset: { expiredTime, creationTime },
  related: { renewal: how === 'untold' ? [] : [renewal(STATUSES[how])] },
}));

testChecker(ecsExpiring, {
  healthy: { asset: instance, related: { renewal: [renewal('Normal')] }, now },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go, even with a time': { asset: { instanceChargeType: 'PostPaid', expiredTime: inDays(1) } },
  },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['creationTime', 'related.renewal', 'related.renewal.renewalStatus'],
  unknown: { ...cases.unknown, 'no charge type': { asset: { instanceChargeType: undefined } } },
});
