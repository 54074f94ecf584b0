import { delayHigh } from '../../../../scripts/rocketmq';
import { testChecker } from '../../../harness/check-tester';
import { groupCases, groups } from '../fixtures';

/** What is later than messages are kept is a group that nobody uses any more. */
const late = (a: number, b: number, severity: 'warning' | 'critical') => ({
  ...groups(a, b),
  message: 'high' as const,
  severity,
  data: { value: a, threshold: 1_800_000 },
});
const UNUSED = {
  'a group that nobody uses any more': late(999_999_999, 0, 'warning'),
  'as late as messages are kept': late(604_800_000, 0, 'critical'),
  'one that nobody uses, and one that is critical': late(999_999_999, 1_800_001, 'critical'),
};

const delay = groupCases({
  warning: 300_000,
  critical: 1_800_000,
  text: (value, threshold) => ({
    zh: `RocketMQ 实例 rmq-1（trade）的消费者分组 a 延迟 ${value} 毫秒，高于 ${threshold} 毫秒；超过警告线的分组：a: ${value}`,
    en: `Group a of RocketMQ instance rmq-1 (trade) is ${value} ms late, above ${threshold} ms; groups above the warning level: a: ${value}`,
  }),
});
testChecker(delayHigh, { ...delay, fail: { ...delay.fail, ...UNUSED } });
