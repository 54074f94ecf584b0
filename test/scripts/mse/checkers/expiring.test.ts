import { mseExpiring, renewals } from '../../../../scripts/mse';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { cluster, inDays, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: '注册配置中心 mse-cn-1（shop）', en: 'Registry mse-cn-1 (shop)' },
  (endDate, how, createTime) => ({ asset: { endDate, createTime }, ...billed(renewals, cluster.id, how) }),
);

testChecker(mseExpiring, {
  healthy: { asset: cluster, now, ...billed(renewals, cluster.id, 'hand') },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { chargeType: 'POSTPAY', endDate: inDays(1) } },
    'pay-as-you-go, in the words of the page': { asset: { chargeType: 'Pay-as-you-go', endDate: inDays(1) } },
    released: { asset: { initStatus: 'DESTROY_SUCCESS', endDate: inDays(-10) } },
    'failed to be released': { asset: { initStatus: 'DESTROY_FAILED', endDate: inDays(-10) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { chargeType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'initStatus', 'related.renewal', 'related.renewal.renewStatus'],
});
