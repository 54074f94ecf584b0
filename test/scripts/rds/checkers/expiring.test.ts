import { rdsExpiring } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { instance, inDays, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: 'RDS 实例 rm-1', en: 'RDS instance rm-1' },
  (expireTime, how, createTime = instance.createTime) => ({
    asset: { expireTime, createTime, autoRenewal: how === 'automatic' },
  }),
  [],
);

testChecker(rdsExpiring, {
  healthy: { asset: instance, now },
  ...cases,
  fail: {
    ...cases.fail,
    'does not tell how it is renewed': {
      asset: { autoRenewal: undefined, expireTime: inDays(5) },
      message: 'soon',
      severity: 'critical',
      data: { value: 5 },
    },
  },
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { payType: 'Postpaid', expireTime: inDays(1) } },
    released: { asset: { dBInstanceStatus: 'Released', expireTime: inDays(-10) } },
  },
  // What does not tell is judged by its days.
  absentIsFact: ['autoRenewal', 'createTime'],
  unknown: { ...cases.unknown, 'no charge type': { asset: { payType: undefined } } },
});
