import { defineMetricChecker, NO_FIX } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { diskCapacity } from '../metrics';
import { noFixedDisk } from '../states';

export const diskHigh = defineMetricChecker({
  id: 'kafka-disk-high',
  asset: instances,
  metric: diskCapacity,
  title: { zh: 'Kafka 磁盘使用率过高', en: 'Kafka disk is nearly full' },
  why: {
    zh: '使用率超过约 85% 时 Kafka 不等保留期结束就清理消息，约 90% 时禁止写入。',
    en: 'From about 85 % on, Kafka removes messages before their retention ends; from about 90 % on, it refuses writes.',
  },
  remedy: {
    zh: '缩短消息保留时长，清理不用的 Topic，或扩容磁盘。',
    en: 'Shorten the retention, remove topics that nobody uses, or grow the disk.',
  },
  noFix: NO_FIX.filling,
  docs: 'https://help.aliyun.com/zh/apsaramq-for-kafka/cloud-message-queue-for-kafka/user-guide/monitoring-and-alerting',
  warning: 70,
  critical: 80,
  message: {
    zh: 'Kafka 实例 {{id}}（{{name}}）的磁盘使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'The disk of Kafka instance {{id}} ({{name}}) is {{value}} % full, above {{threshold}} %',
  },
  skip: noFixedDisk,
});
