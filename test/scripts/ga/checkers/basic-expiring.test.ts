import { basicExpiring, basicRenewals } from '../../../../scripts/ga';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { basic, inDays, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: '基础型全球加速实例 ga-2（web）', en: 'Basic accelerator ga-2 (web)' },
  (expiredTime, how, createTime) => ({ asset: { expiredTime, createTime }, ...billed(basicRenewals, 'ga-2', how) }),
);

testChecker(basicExpiring, {
  healthy: { asset: basic, now, ...billed(basicRenewals, 'ga-2', 'hand') },
  ...cases,
  skip: { ...cases.skip, 'pay-as-you-go': { asset: { instanceChargeType: 'POSTPAY', expiredTime: inDays(1) } } },
  unknown: { ...cases.unknown, 'no charge type': { asset: { instanceChargeType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'related.renewal', 'related.renewal.renewStatus'],
});
