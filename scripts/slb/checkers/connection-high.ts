import { defineMetricsChecker } from '../../../lib/define';
import { loadBalancers } from '../collectors/load-balancers';
import { maxConnectionUtilization, newConnectionUtilization, outboundUtilization } from '../metrics';
import { noFixedSpec } from '../skips';

export const connectionHigh = defineMetricsChecker({
  id: 'slb-connection-high',
  asset: loadBalancers,
  metrics: { concurrent: maxConnectionUtilization, created: newConnectionUtilization, outbound: outboundUtilization },
  title: { zh: 'CLB 连接数或带宽接近规格上限', en: 'CLB connections or bandwidth are close to the specification' },
  why: {
    zh: '超出规格的连接与流量会被丢弃。',
    en: 'Connections and traffic above the specification are thrown away.',
  },
  remedy: { zh: '变更为更高规格，或改为按使用量计费。', en: 'Choose a larger specification, or bill it by use.' },
  docs: 'https://help.aliyun.com/zh/slb/classic-load-balancer/user-guide/monitoring-and-alerting-metrics',
  warning: 80,
  critical: 95,
  messages: {
    above: {
      zh: 'CLB {{id}} 用到规格的 {{value}} %，高于 {{threshold}} %（{{metrics}}）',
      en: 'CLB {{id}} uses {{value}} % of its specification, above {{threshold}} % ({{metrics}})',
    },
  },
  skip: noFixedSpec,
});
