import { gaExpiring, renewals } from '../../../../scripts/ga';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { accelerator, inDays, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: '全球加速实例 ga-1（web）', en: 'Accelerator ga-1 (web)' },
  (expiredTime, how, createTime) => ({ asset: { expiredTime, createTime }, ...billed(renewals, 'ga-1', how) }),
);

testChecker(gaExpiring, {
  healthy: { asset: accelerator, now, ...billed(renewals, 'ga-1', 'hand') },
  ...cases,
  skip: { ...cases.skip, 'pay-as-you-go': { asset: { instanceChargeType: 'POSTPAY', expiredTime: inDays(1) } } },
  unknown: { ...cases.unknown, 'no charge type': { asset: { instanceChargeType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'related.renewal', 'related.renewal.renewStatus'],
});
