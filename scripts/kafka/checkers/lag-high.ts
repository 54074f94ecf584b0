import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { accumulation } from '../metrics';
import { noGroups } from '../states';

/** What is much depends on the traffic: the levels want to be set for the instances at hand. */
export const lagHigh = defineMetricChecker({
  id: 'kafka-lag-high',
  asset: instances,
  metric: accumulation,
  title: { zh: 'Kafka 消费组消息堆积', en: 'Kafka consumer group lags behind' },
  why: {
    zh: '消费跟不上生产，数据处理延迟；堆积超过保留时长的消息会丢失。',
    en: 'Consumers are slower than producers: data is late, and what waits longer than the retention is lost.',
  },
  remedy: {
    zh: '查看消费组的成员与消费速度，增加消费者或分区，排查消费端异常。',
    en: 'Look at the members of the group and their speed; add consumers or partitions, or mend the consumer.',
  },
  docs: 'https://help.aliyun.com/zh/apsaramq-for-kafka/cloud-message-queue-for-kafka/user-guide/view-the-consumption-details',
  category: 'availability',
  warning: 10_000,
  critical: 100_000,
  max: 1_000_000_000_000,
  message: {
    zh: 'Kafka 实例 {{id}}（{{name}}）的消费组 {{part}} 堆积 {{value}} 条消息，高于 {{threshold}}；超过警告线的消费组：{{parts}}',
    en: 'Group {{part}} of Kafka instance {{id}} ({{name}}) lags {{value}} messages behind, above {{threshold}}; groups above the warning level: {{parts}}',
  },
  skip: noGroups,
});
