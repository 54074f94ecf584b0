import { defineMetric } from '../../lib/define';
import { loadBalancers } from './collectors/load-balancers';

/** Documented with `Value` and a minute; the dimension is not called `instanceId` here. */
const perMinute = {
  of: loadBalancers,
  namespace: 'acs_alb',
  statistic: 'Value',
  period: 60,
  dimension: 'loadBalancerId',
} as const;

export const unhealthyHosts = defineMetric({
  ...perMinute,
  id: 'alb-unhealthy-hosts',
  title: { zh: '异常服务器数', en: 'Unhealthy servers' },
  metric: 'LoadBalancerUnHealthyHostCount',
  unit: 'count',
});

export const healthyHosts = defineMetric({
  ...perMinute,
  id: 'alb-healthy-hosts',
  title: { zh: '正常服务器数', en: 'Healthy servers' },
  metric: 'LoadBalancerHealthyHostCount',
  unit: 'count',
  worse: 'lower',
});

export const statusCode5xx = defineMetric({
  ...perMinute,
  id: 'alb-status-5xx',
  title: { zh: '5xx 状态码数', en: 'Responses with status 5xx' },
  metric: 'LoadBalancerHTTPCode5XX',
  unit: 'count/s',
});

export const qps = defineMetric({
  ...perMinute,
  id: 'alb-qps',
  title: { zh: 'ALB 每秒请求数', en: 'Requests per second of an ALB' },
  metric: 'LoadBalancerQPS',
  unit: 'count/s',
});

export const rejectedConnections = defineMetric({
  ...perMinute,
  id: 'alb-rejected-connections',
  title: { zh: '每秒丢弃连接数', en: 'Connections dropped per second' },
  metric: 'LoadBalancerRejectedConnection',
  unit: 'count/s',
});
