import { defineDropChecker } from '../../../lib/define';
import { loadBalancers } from '../collectors/load-balancers';
import { dropConnection } from '../metrics';
import { notActive } from '../skips';

export const nlbDrop = defineDropChecker({
  id: 'nlb-drop',
  asset: loadBalancers,
  metrics: { connections: dropConnection },
  title: { zh: 'NLB 丢弃连接', en: 'NLB drops connections' },
  why: {
    zh: '连接被丢弃说明已超出每个可用区的新建或并发上限。',
    en: 'Dropped connections mean that a zone is above its limit of new or concurrent ones.',
  },
  remedy: {
    zh: '检查监听的新建连接限速，增加可用区或实例。',
    en: 'Check the limit of new connections of its listeners; add zones or instances.',
  },
  docs: 'https://help.aliyun.com/zh/slb/network-load-balancer/user-guide/nlb-monitoring-metrics',
  // Below that it is chance or a moment's burst: a judgement.
  threshold: 1,
  messages: {
    above: {
      zh: 'NLB {{id}} 在 15 分钟内丢弃了连接：{{metrics}}',
      en: 'NLB {{id}} dropped connections during 15 minutes: {{metrics}}',
    },
  },
  skip: notActive,
});
