import { defineRateChecker } from '../../../lib/define';
import { loadBalancers } from '../collectors/load-balancers';
import { qps, statusCode5xx } from '../metrics';
import { notActive } from '../skips';

/** The levels are a judgement: one request of a hundred is what users notice, one of twenty is a part of the service. */
export const alb5xx = defineRateChecker({
  id: 'alb-5xx',
  asset: loadBalancers,
  part: statusCode5xx,
  whole: qps,
  title: { zh: 'ALB 5xx 比例过高', en: 'ALB answers too many requests with 5xx' },
  why: {
    zh: '用户收到 502、503、504 等错误，业务部分不可用。',
    en: 'Users see errors such as 502, 503 or 504; part of the service does not work.',
  },
  remedy: {
    zh: '用访问日志区分 ALB 与后端返回的 5xx，再检查后端。',
    en: 'Tell by the access log whether the ALB or the servers return it, then look at the servers.',
  },
  docs: 'https://help.aliyun.com/zh/slb/application-load-balancer/user-guide/alb-monitoring-metrics',
  because: ['alb-server-group-empty', 'alb-unhealthy'],
  warning: 1,
  critical: 5,
  least: 1,
  messages: {
    high: {
      zh: 'ALB {{id}} 有 {{value}} % 的请求返回 5xx，高于 {{threshold}} %',
      en: '{{value}} % of the requests of ALB {{id}} got a 5xx, above {{threshold}} %',
    },
  },
  skip: notActive,
});
