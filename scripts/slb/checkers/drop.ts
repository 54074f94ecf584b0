import { defineDropChecker } from '../../../lib/define';
import { loadBalancers } from '../collectors/load-balancers';
import { dropConnection, dropPacketOut, dropTrafficOut } from '../metrics';
import { notActive } from '../skips';

export const slbDrop = defineDropChecker({
  id: 'slb-drop',
  asset: loadBalancers,
  metrics: { connections: dropConnection, packets: dropPacketOut, traffic: dropTrafficOut },
  title: { zh: 'CLB 丢弃连接或流量', en: 'CLB drops connections or traffic' },
  why: {
    zh: 'CLB 已达到连接数或带宽上限，部分用户无法访问。',
    en: 'It has reached its limit of connections or bandwidth, and some users get nothing.',
  },
  remedy: {
    zh: '提升规格或公网带宽；排查攻击与异常流量。',
    en: 'Raise its specification or bandwidth; rule out an attack.',
  },
  docs: 'https://help.aliyun.com/zh/slb/classic-load-balancer/user-guide/monitoring-and-alerting-metrics',
  // Below that it is chance or a moment's burst: a judgement.
  threshold: 1,
  messages: {
    above: {
      zh: 'CLB {{id}} 在 15 分钟内有丢弃：{{metrics}}',
      en: 'CLB {{id}} dropped during 15 minutes: {{metrics}}',
    },
  },
  skip: notActive,
});
