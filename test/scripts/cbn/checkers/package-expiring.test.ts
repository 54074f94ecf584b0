import { packageExpiring, renewals } from '../../../../scripts/cbn';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { inDays, now, plan } from '../fixtures';

const cases = subscriptionCases(
  { zh: '云企业网带宽包 cenbwp-1（backbone）', en: 'Bandwidth plan cenbwp-1 (backbone) of CEN' },
  (expiredTime, how, creationTime) => ({
    asset: { expiredTime, creationTime },
    ...billed(renewals, 'cenbwp-1', how),
  }),
);

testChecker(packageExpiring, {
  healthy: { asset: plan, now, ...billed(renewals, 'cenbwp-1', 'hand') },
  ...cases,
  skip: {
    ...cases.skip,
    'bound to no network': { asset: { status: 'Idle', expiredTime: inDays(1) } },
    'pay-as-you-go': { asset: { bandwidthPackageChargeType: 'POSTPAY', expiredTime: inDays(1) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { bandwidthPackageChargeType: undefined } } },
  // What nobody says to be free is in use. Without a time of creation a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['status', 'creationTime', 'related.renewal', 'related.renewal.renewStatus'],
});
