import { deadLetter } from '../../../../scripts/rocketmq';
import { testChecker } from '../../../harness/check-tester';
import { groupCases } from '../fixtures';

testChecker(
  deadLetter,
  groupCases({
    warning: 0,
    critical: 100,
    text: (value, threshold) => ({
      zh: `RocketMQ 实例 rmq-1（trade）的消费者分组 a 在 15 分钟内产生 ${value} 条死信，高于 ${threshold}；涉及的分组：a: ${value}`,
      en: `Group a of RocketMQ instance rmq-1 (trade) made ${value} dead letters within 15 minutes, above ${threshold}; groups concerned: a: ${value}`,
    }),
  }),
);
