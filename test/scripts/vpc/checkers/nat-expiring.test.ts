import { natExpiring, natRenewals } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { nat, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: 'NAT 网关 ngw-1', en: 'NAT gateway ngw-1' },
  (expiredTime, how, creationTime) => ({
    asset: { expiredTime, creationTime },
    ...billed(natRenewals, nat.id, how),
  }),
);

testChecker(natExpiring, {
  healthy: { asset: nat, ...billed(natRenewals, nat.id, 'hand'), now },
  ...cases,
  skip: { ...cases.skip, 'pay-as-you-go, whatever the time': { asset: { instanceChargeType: 'PostPaid' } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['creationTime', 'related.renewal', 'related.renewal.renewStatus'],
  unknown: { ...cases.unknown, 'no charge type': { asset: { instanceChargeType: undefined } } },
});
