import { defineMetricsChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { packetInDrop, packetOutDrop } from '../metrics';
import { notRunning } from '../skips';

export const packetDrop = defineMetricsChecker({
  id: 'ecs-packet-drop',
  asset: instances,
  metrics: { inbound: packetInDrop, outbound: packetOutDrop },
  title: { zh: 'ECS 实例网络丢包', en: 'ECS instance loses packets' },
  why: {
    zh: '收发包超过实例规格的能力时网络丢包，请求超时重传。',
    en: 'Beyond what its type can send and receive packets are dropped, and requests time out and are sent again.',
  },
  remedy: {
    zh: '检查包转发率是否到达规格上限，分散流量或换用网络能力更强的规格。',
    en: 'Compare its packet rate with that of the type; spread the traffic, or take a type with a faster network.',
  },
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/overview-of-instance-families',
  warning: 1,
  critical: 5,
  messages: {
    above: {
      zh: '实例 {{id}} 的丢包率为 {{metrics}}，高于 {{threshold}} %',
      en: 'Instance {{id}} drops packets: {{metrics}}, above {{threshold}} %',
    },
  },
  skip: notRunning,
});
