import { defineMetricsChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { inputRatioV2, inputRatioV3, outputRatioV2, outputRatioV3, partitionRatioV2 } from '../metrics';
import { isConfluent } from '../states';

/** A serverless instance is measured by the ceiling that it can grow to. */
export const trafficHigh = defineMetricsChecker({
  id: 'kafka-traffic-high',
  asset: instances,
  metrics: { inputRatioV2, outputRatioV2, partitionRatioV2, inputRatioV3, outputRatioV3 },
  title: { zh: 'Kafka 流量或分区数接近规格上限', en: 'Kafka traffic or partitions are near the limit' },
  why: {
    zh: '达到流量上限后生产和消费被限流，达到分区上限后无法再创建分区。',
    en: 'At its limit of traffic Kafka throttles producers and consumers; at that of partitions none can be created.',
  },
  remedy: {
    zh: '升级实例的流量规格或预留能力，或减少分区与无效流量。',
    en: 'Upgrade the traffic specification or the reserved capacity, or cut partitions and needless traffic.',
  },
  docs: 'https://help.aliyun.com/zh/apsaramq-for-kafka/cloud-message-queue-for-kafka/user-guide/monitoring-and-alerting',
  warning: 80,
  critical: 99,
  max: 1000,
  messages: {
    above: {
      zh: 'Kafka 实例 {{id}}（{{name}}）接近规格上限：{{metrics}}，高于 {{threshold}} %',
      en: 'Kafka instance {{id}} ({{name}}) is near its limits: {{metrics}}, above {{threshold}} %',
    },
  },
  skip: isConfluent,
});
