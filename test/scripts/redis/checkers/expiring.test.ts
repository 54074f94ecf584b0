import { redisExpiring, renewals } from '../../../../scripts/redis';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases, type How } from '../../../harness/subscriptions';
import { instance, inDays, now, where } from '../fixtures';

/** What is related to an instance that is renewed in this way. */
function related(how: How) {
  const row = how !== 'untold' && { DBInstanceId: 'r-1', AutoRenew: String(how === 'auto') };
  return { related: { renewal: row ? [renewals.toAsset(row, where)] : [] } };
}

const cases = subscriptionCases(
  { zh: 'Redis 实例 r-1', en: 'Redis instance r-1' },
  (endTime, how, createTime) => ({ asset: { endTime, createTime }, ...related(how) }),
  [],
);

testChecker(redisExpiring, {
  healthy: { asset: instance, now, ...related('hand') },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { chargeType: 'PostPaid', endTime: inDays(1) } },
    released: { asset: { instanceStatus: 'Released', endTime: inDays(-10) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { chargeType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'related.renewal', 'related.renewal.autoRenew'],
});
