import { mongodbExpiring, renewals } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases, type How } from '../../../harness/subscriptions';
import { instance, inDays, now, where } from '../fixtures';

/** What is related to an instance that is renewed in this way. */
function related(how: How) {
  const row = how !== 'untold' && { DbInstanceId: 'dds-1', AutoRenew: String(how === 'auto') };
  return { related: { renewal: row ? [renewals.toAsset(row, where)] : [] } };
}

const cases = subscriptionCases(
  { zh: 'MongoDB 实例 dds-1', en: 'MongoDB instance dds-1' },
  (expireTime, how, creationTime) => ({ asset: { expireTime, creationTime }, ...related(how) }),
  [],
);

testChecker(mongodbExpiring, {
  healthy: { asset: instance, now, ...related('hand') },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { chargeType: 'PostPaid', expireTime: inDays(1) } },
    released: { asset: { dBInstanceStatus: 'Released', expireTime: inDays(-10) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { chargeType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['creationTime', 'related.renewal', 'related.renewal.autoRenew'],
});
