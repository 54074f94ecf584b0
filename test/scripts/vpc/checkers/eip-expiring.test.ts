import { eipExpiring, eipRenewals } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { eip, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: '弹性公网 IP eip-1', en: 'Elastic IP address eip-1' },
  (expiredTime, how, allocationTime) => ({
    asset: { expiredTime, allocationTime },
    ...billed(eipRenewals, eip.id, how),
  }),
);

testChecker(eipExpiring, {
  healthy: { asset: eip, ...billed(eipRenewals, eip.id, 'hand'), now },
  ...cases,
  skip: { ...cases.skip, 'pay-as-you-go, whatever the time': { asset: { chargeType: 'PostPaid' } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['allocationTime', 'related.renewal', 'related.renewal.renewStatus'],
  unknown: { ...cases.unknown, 'no charge type': { asset: { chargeType: undefined } } },
});
