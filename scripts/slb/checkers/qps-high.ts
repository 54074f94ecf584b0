import { defineMetricsChecker } from '../../../lib/define';
import { listeners } from '../collectors/listeners';
import { loadBalancers } from '../collectors/load-balancers';
import { qpsUtilization } from '../metrics';
import { noFixedSpec, noHttp } from '../skips';

export const qpsHigh = defineMetricsChecker({
  id: 'slb-qps-high',
  asset: loadBalancers,
  metrics: { qps: qpsUtilization },
  related: { listeners },
  title: { zh: 'CLB 每秒请求数接近规格上限', en: 'CLB requests per second are close to the specification' },
  why: {
    zh: '七层请求数超出规格后，多余的请求直接返回错误。',
    en: 'Requests beyond what the specification allows are answered with errors.',
  },
  remedy: {
    zh: '升级规格，或用 DNS 分流到多个实例。',
    en: 'Move to a larger specification, or spread requests over several instances by DNS.',
  },
  docs: 'https://help.aliyun.com/zh/slb/classic-load-balancer/user-guide/monitoring-and-alerting-metrics',
  warning: 80,
  critical: 95,
  messages: {
    above: {
      zh: 'CLB {{id}} 的请求数达到规格的 {{value}} %，高于 {{threshold}} %',
      en: 'Requests of CLB {{id}} are at {{value}} % of the specification, above {{threshold}} %',
    },
  },
  skip: (lb, related) => noFixedSpec(lb) ?? noHttp(lb, related),
});
