import { defineDropChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { throttledReceives, throttledSends } from '../metrics';
import { notRunning } from '../skips';

/** Above one a minute, from which the vendor's own alert rules warn; a client tries a single one again. */
export const rocketmqThrottled = defineDropChecker({
  id: 'rocketmq-throttled',
  asset: instances,
  metrics: { throttledSends, throttledReceives },
  title: { zh: 'RocketMQ 请求被限流', en: 'RocketMQ throttles requests' },
  why: {
    zh: '被限流的发送会失败或重试，被限流的消费会造成堆积。',
    en: 'A throttled producer fails or tries again; a throttled consumer falls behind.',
  },
  remedy: {
    zh: '升级实例规格，或削平流量高峰，并确认客户端对限流做退避重试。',
    en: 'Upgrade the instance or flatten the peaks, and let clients back off when they are throttled.',
  },
  docs: 'https://help.aliyun.com/zh/apsaramq-for-rocketmq/cloud-message-queue-rocketmq-5-x-series/use-cases/instance-throttling',
  threshold: 15,
  severity: 'warning',
  messages: {
    above: {
      zh: 'RocketMQ 实例 {{id}}（{{name}}）在 15 分钟内限流请求：{{metrics}}（高于 {{threshold}}）',
      en: 'RocketMQ instance {{id}} ({{name}}) throttled requests within 15 minutes: {{metrics}} (above {{threshold}})',
    },
  },
  skip: notRunning,
});
