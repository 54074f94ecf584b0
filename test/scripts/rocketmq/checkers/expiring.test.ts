import { rocketmqExpiring, renewals } from '../../../../scripts/rocketmq';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { now } from '../../ecs/fixtures';
import { instance } from '../fixtures';

const expiry = subscriptionCases(
  { zh: 'RocketMQ 实例 rmq-1（trade）', en: 'RocketMQ instance rmq-1 (trade)' },
  (expireTime, how, createTime) => ({
    asset: { expireTime, createTime },
    ...billed(renewals, 'rmq-1', how),
  }),
);
testChecker(rocketmqExpiring, {
  healthy: { asset: instance, now, ...billed(renewals, 'rmq-1', 'hand') },
  ...expiry,
  skip: {
    ...expiry.skip,
    'pay-as-you-go': { asset: { paymentType: 'PayAsYouGo' } },
    released: { asset: { status: 'RELEASED', expireTime: new Date('2026-01-01T00:00Z') } },
  },
  unknown: { ...expiry.unknown, 'no charge type': { asset: { paymentType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'related.renewal', 'related.renewal.renewStatus'],
});
