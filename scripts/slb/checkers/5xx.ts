import { defineRateChecker } from '../../../lib/define';
import { listeners } from '../collectors/listeners';
import { loadBalancers } from '../collectors/load-balancers';
import { qps, statusCode5xx } from '../metrics';
import { noHttp } from '../skips';

export const slb5xx = defineRateChecker({
  id: 'slb-5xx',
  asset: loadBalancers,
  part: statusCode5xx,
  whole: qps,
  related: { listeners },
  title: { zh: 'CLB 5xx 比例过高', en: 'CLB answers too many requests with 5xx' },
  why: {
    zh: '5xx 说明后端出错、超时或不可达。',
    en: 'A 5xx means that a backend failed, timed out or was not reached.',
  },
  remedy: {
    zh: '查看 CLB 访问日志与后端日志，定位出错的服务器。',
    en: 'See the access log and the logs of the backends for the server that fails.',
  },
  docs: 'https://help.aliyun.com/zh/slb/classic-load-balancer/user-guide/monitoring-and-alerting-metrics',
  because: [{ checker: 'slb-unhealthy', message: 'all' }],
  warning: 1,
  critical: 5,
  least: 1,
  messages: {
    high: {
      zh: 'CLB {{id}} 有 {{value}} % 的请求返回 5xx（15 分钟平均），高于 {{threshold}} %',
      en: '{{value}} % of the requests of CLB {{id}} got a 5xx (15-minute average), above {{threshold}} %',
    },
  },
  skip: noHttp,
});
