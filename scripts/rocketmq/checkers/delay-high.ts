import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { consumerDelay } from '../metrics';
import { noGroups } from '../skips';

/** The longest that messages are kept: 7 days, in ms. A group that is later than that has not consumed for as long. */
const KEPT = 7 * 86_400_000;

/**
 * CloudMonitor answers in milliseconds, and so do the levels: 5 and 30 minutes. A group that nobody uses any more is later
 * every day: it does not page, unless another one is critical.
 */
export const delayHigh = defineMetricChecker({
  id: 'rocketmq-delay-high',
  asset: instances,
  metric: consumerDelay,
  title: { zh: 'RocketMQ 消费延迟过大', en: 'RocketMQ consumer group is late' },
  why: {
    zh: '最早一条未消费的消息等待太久，有时限的业务会失败。',
    en: 'The oldest message has waited too long; what depends on being in time fails.',
  },
  remedy: {
    zh: '检查该分组的消费者是否在线、是否阻塞在某条消息上，并提高消费并发。',
    en: 'See whether its consumers are online or stuck at one message, and let them work in parallel.',
  },
  docs: 'https://help.aliyun.com/zh/apsaramq-for-rocketmq/cloud-message-queue-rocketmq-5-x-series/user-guide/monitoring-and-alerting',
  category: 'availability',
  warning: 300_000,
  critical: 1_800_000,
  max: 1_000_000_000,
  alone: (_, { value, parts }, critical) =>
    value <= KEPT || parts.some((group) => group.value > critical && group.value <= KEPT) ? undefined : 'warning',
  message: {
    zh: 'RocketMQ 实例 {{id}}（{{name}}）的消费者分组 {{part}} 延迟 {{value}} 毫秒，高于 {{threshold}} 毫秒；超过警告线的分组：{{parts}}',
    en: 'Group {{part}} of RocketMQ instance {{id}} ({{name}}) is {{value}} ms late, above {{threshold}} ms; groups above the warning level: {{parts}}',
  },
  skip: noGroups,
});
