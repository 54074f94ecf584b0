import { rabbitmqExpiring } from '../../../../scripts/rabbitmq';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { inDays, instance, now } from '../fixtures';

const RENEWS = { auto: true, hand: false, none: undefined, untold: undefined } as const;

const cases = subscriptionCases(
  { zh: 'RabbitMQ 实例 amqp-cn-1（events）', en: 'RabbitMQ instance amqp-cn-1 (events)' },
  (expireTime, how, orderCreateTime) => ({
    asset: { expireTime, orderCreateTime, autoRenewInstance: RENEWS[how] },
  }),
  [],
);

testChecker(rabbitmqExpiring, {
  healthy: { asset: instance, now },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { orderType: 'POST_PAID', expireTime: inDays(1) } },
    released: { asset: { status: 'RELEASED', expireTime: inDays(-10) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { orderType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['orderCreateTime', 'status', 'autoRenewInstance'],
});
