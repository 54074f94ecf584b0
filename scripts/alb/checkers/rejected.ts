import { defineDropChecker } from '../../../lib/define';
import { loadBalancers } from '../collectors/load-balancers';
import { rejectedConnections } from '../metrics';
import { notActive } from '../skips';

export const albRejected = defineDropChecker({
  id: 'alb-rejected',
  asset: loadBalancers,
  metrics: { rejectedConnections },
  title: { zh: 'ALB 丢弃连接', en: 'ALB rejects connections' },
  why: {
    zh: '请求速率超过 ALB 当前的处理能力，一部分用户连不上。',
    en: 'More comes than the ALB can take at the moment, and some users cannot connect.',
  },
  remedy: {
    zh: '检查是否有突发流量或攻击，升级实例版本或把流量分到多个 ALB。',
    en: 'Look for a burst or an attack; upgrade the edition, or spread the traffic over several ALBs.',
  },
  docs: 'https://help.aliyun.com/zh/slb/application-load-balancer/user-guide/alb-monitoring-metrics',
  // Below that it is chance or a moment's burst: a judgement.
  threshold: 1,
  messages: {
    above: {
      zh: 'ALB {{id}} 丢弃了连接：{{metrics}}（高于 {{threshold}}）',
      en: 'ALB {{id}} rejected connections: {{metrics}} (above {{threshold}})',
    },
  },
  skip: notActive,
});
