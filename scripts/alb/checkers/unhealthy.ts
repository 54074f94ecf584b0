import { defineChecker, integerParam } from '../../../lib/define';
import { loadBalancers } from '../collectors/load-balancers';
import { unhealthyHosts } from '../metrics';
import { notActive } from '../skips';

/** One metric for fifty load balancers a call; the health of each listener would be a call of its own. */
export const albUnhealthy = defineChecker({
  id: 'alb-unhealthy',
  asset: loadBalancers,
  title: { zh: 'ALB 后端服务器异常', en: 'ALB has unhealthy servers' },
  why: {
    zh: '健康检查失败的服务器被摘除，容量下降甚至服务中断。',
    en: 'Servers that fail the health check are taken out: capacity shrinks, or the service ends.',
  },
  remedy: {
    zh: '在服务器组中查看异常原因，修复应用或健康检查配置。',
    en: 'See the reason in the server group; repair the application or the health check settings.',
  },
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/slb/application-load-balancer/user-guide/alb-monitoring-metrics',
  params: {
    count: integerParam({
      default: 0,
      min: 0,
      max: 1000,
      help: { zh: '异常服务器多于此数才报告', en: 'Only when more than this many servers are unhealthy' },
    }),
  },
  metrics: { unhealthy: unhealthyHosts },
  messages: {
    unhealthy: { zh: 'ALB {{id}} 有 {{value}} 台异常服务器', en: 'ALB {{id}} has {{value}} unhealthy servers' },
  },
  check(lb, { params, metrics, pass, fail, skip, unknown }) {
    const why = notActive(lb);
    if (why !== undefined) return skip(why);
    if (!metrics.unhealthy) return unknown({ zh: '没有最近的健康检查数据', en: 'no recent health check data' });
    const { value } = metrics.unhealthy;
    return value > params.count ? fail('unhealthy', { id: lb.id, value, threshold: params.count }) : pass();
  },
});
