import { packageExpiring, packageRenewals } from '../../../../scripts/ga';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { plan, inDays, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: '全球加速带宽包 gbwp-1（web）', en: 'Bandwidth plan gbwp-1 (web) of Global Accelerator' },
  (expiredTime, how, createTime) => ({ asset: { expiredTime, createTime }, ...billed(packageRenewals, 'gbwp-1', how) }),
);

testChecker(packageExpiring, {
  healthy: { asset: plan, now, ...billed(packageRenewals, 'gbwp-1', 'hand') },
  ...cases,
  skip: {
    ...cases.skip,
    'bound to no accelerator': { asset: { state: 'active', expiredTime: inDays(1) } },
    'pay-as-you-go': { asset: { chargeType: 'POSTPAY', expiredTime: inDays(1) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { chargeType: undefined } } },
  // What nobody says to be free is in use. Without a time of creation a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['state', 'createTime', 'related.renewal', 'related.renewal.renewStatus'],
});
