import { lagHigh } from '../../../../scripts/rocketmq';
import { testChecker } from '../../../harness/check-tester';
import { groupCases } from '../fixtures';

testChecker(
  lagHigh,
  groupCases({
    warning: 10_000,
    critical: 100_000,
    text: (value, threshold) => ({
      zh: `RocketMQ 实例 rmq-1（trade）的消费者分组 a 堆积 ${value} 条消息，高于 ${threshold}；超过警告线的分组：a: ${value}`,
      en: `Group a of RocketMQ instance rmq-1 (trade) has ${value} messages to consume, above ${threshold}; groups above the warning level: a: ${value}`,
    }),
  }),
);
