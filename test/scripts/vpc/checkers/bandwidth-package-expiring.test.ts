import { bandwidthPackageExpiring, bandwidthPackageRenewals } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { now, subscribedBandwidth } from '../fixtures';

const cases = subscriptionCases(
  { zh: '共享带宽 cbwp-1', en: 'Shared bandwidth cbwp-1' },
  (expiredTime, how, creationTime) => ({
    asset: { expiredTime, creationTime },
    ...billed(bandwidthPackageRenewals, subscribedBandwidth.id, how),
  }),
);

testChecker(bandwidthPackageExpiring, {
  healthy: { asset: subscribedBandwidth, ...billed(bandwidthPackageRenewals, subscribedBandwidth.id, 'hand'), now },
  ...cases,
  skip: { ...cases.skip, 'pay-as-you-go, whatever the time': { asset: { instanceChargeType: 'PostPaid' } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['creationTime', 'related.renewal', 'related.renewal.renewStatus'],
  unknown: { ...cases.unknown, 'no charge type': { asset: { instanceChargeType: undefined } } },
});
