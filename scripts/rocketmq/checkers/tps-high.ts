import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { tpsUtilization } from '../metrics';
import { notRunning } from '../skips';

export const tpsHigh = defineMetricChecker({
  id: 'rocketmq-tps-high',
  asset: instances,
  metric: tpsUtilization,
  title: { zh: 'RocketMQ 实例 TPS 使用率过高', en: 'RocketMQ instance is near its TPS limit' },
  why: {
    zh: '收发消息的 TPS 达到规格上限后，新的请求会被限流。',
    en: 'At the limit of its specification an instance throttles further requests to send and receive.',
  },
  remedy: {
    zh: '升级计算规格或开启弹性 TPS，合并小消息以减少请求。',
    en: 'Upgrade the specification, switch on elastic TPS, or send fewer and larger batches.',
  },
  docs: 'https://help.aliyun.com/zh/apsaramq-for-rocketmq/cloud-message-queue-rocketmq-5-x-series/user-guide/monitoring-and-alerting',
  // At its limit, and not near it, an instance throttles; it is one minute that is seen.
  warning: 80,
  critical: 100,
  max: 1000,
  message: {
    zh: 'RocketMQ 实例 {{id}}（{{name}}）的 TPS 使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'RocketMQ instance {{id}} ({{name}}) uses {{value}} % of its TPS, above {{threshold}} %',
  },
  skip: notRunning,
});
