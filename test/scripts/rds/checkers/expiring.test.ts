import { rdsExpiring } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { instance, inDays, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: 'RDS 实例 rm-1', en: 'RDS instance rm-1' },
  (expireTime, how, createTime) => ({
    asset: { expireTime, createTime, autoRenewal: how === 'untold' ? undefined : how === 'auto' },
  }),
  [],
);

testChecker(rdsExpiring, {
  healthy: { asset: instance, now },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { payType: 'Postpaid', expireTime: inDays(1) } },
    released: { asset: { dBInstanceStatus: 'Released', expireTime: inDays(-10) } },
  },
  // Without them a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['autoRenewal', 'createTime'],
  unknown: { ...cases.unknown, 'no charge type': { asset: { payType: undefined } } },
});
