import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { deadLetters } from '../metrics';
import { noGroups } from '../skips';

export const deadLetter = defineMetricChecker({
  id: 'rocketmq-dead-letter',
  asset: instances,
  metric: deadLetters,
  title: { zh: 'RocketMQ 产生死信消息', en: 'RocketMQ messages end as dead letters' },
  why: {
    zh: '重试多次仍消费失败的消息进入死信队列，不再投递，对应的业务没有完成。',
    en: 'A message that failed again and again is delivered no more, and what it stood for was not done.',
  },
  remedy: {
    zh: '从死信队列查看失败原因，修复消费者后重新发送这些消息。',
    en: 'Read in the dead-letter queue why they failed, mend the consumer, and send them again.',
  },
  docs: 'https://help.aliyun.com/zh/apsaramq-for-rocketmq/cloud-message-queue-rocketmq-5-x-series/user-guide/dead-letter-queues',
  category: 'availability',
  warning: 0,
  critical: 100,
  max: 1_000_000_000,
  message: {
    zh: 'RocketMQ 实例 {{id}}（{{name}}）的消费者分组 {{part}} 在 15 分钟内产生 {{value}} 条死信，高于 {{threshold}}；涉及的分组：{{parts}}',
    en: 'Group {{part}} of RocketMQ instance {{id}} ({{name}}) made {{value}} dead letters within 15 minutes, above {{threshold}}; groups concerned: {{parts}}',
  },
  skip: noGroups,
});
