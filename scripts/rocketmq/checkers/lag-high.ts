import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { consumerLag } from '../metrics';
import { noGroups } from '../skips';

/** The levels want to be set for the traffic of the instances at hand. */
export const lagHigh = defineMetricChecker({
  id: 'rocketmq-lag-high',
  asset: instances,
  metric: consumerLag,
  title: { zh: 'RocketMQ 消息堆积', en: 'RocketMQ consumer group has a backlog' },
  why: {
    zh: '堆积说明消费能力不足或消费失败，业务数据因此滞后。',
    en: 'A backlog means that consumers are too slow or fail, and that the business works on old data.',
  },
  remedy: {
    zh: '查看堆积的消费者分组的消费耗时与并发，扩容消费者或修复消费逻辑。',
    en: 'Look at duration and concurrency of its consumers; add some, or mend what they do.',
  },
  docs: 'https://help.aliyun.com/zh/apsaramq-for-rocketmq/cloud-message-queue-rocketmq-5-x-series/user-guide/monitoring-and-alerting',
  category: 'availability',
  warning: 10_000,
  critical: 100_000,
  max: 1_000_000_000_000,
  message: {
    zh: 'RocketMQ 实例 {{id}}（{{name}}）的消费者分组 {{part}} 堆积 {{value}} 条消息，高于 {{threshold}}；超过警告线的分组：{{parts}}',
    en: 'Group {{part}} of RocketMQ instance {{id}} ({{name}}) has {{value}} messages to consume, above {{threshold}}; groups above the warning level: {{parts}}',
  },
  skip: noGroups,
});
