import { defineChecker, integerParam, NO_FIX, numberParam } from '../../../lib/define';
import { loadBalancers } from '../collectors/load-balancers';
import { healthyHosts, unhealthyHosts } from '../metrics';
import { notActive } from '../skips';

/**
 * How bad it is follows from the share that is lost, a judgement: one pod of fifty is a rolling update. One metric for fifty load balancers a call; the health of each listener would be a call of its own.
 */
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
  noFix: NO_FIX.servers,
  severity: 'warning',
  severities: ['critical'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/slb/application-load-balancer/user-guide/alb-monitoring-metrics',
  params: {
    count: integerParam({
      title: { zh: '异常服务器数', en: 'Unhealthy servers' },
      default: 0,
      min: 0,
      max: 1000,
      help: { zh: '异常服务器多于此数才报告', en: 'Only when more than this many servers are unhealthy' },
    }),
    criticalPercent: numberParam({
      default: 50,
      min: 0,
      max: 100,
      unit: '%',
      help: {
        zh: '异常服务器占全部服务器的比例高于此值，或没有正常服务器时为紧急',
        en: 'Critical when more than this share of the servers is unhealthy, or none is healthy',
      },
    }),
  },
  // A rolling update takes one server after the other, for longer than a few minutes: a judgement.
  lasting: { minutes: 10, atOnce: ['none'] },
  metrics: { unhealthy: unhealthyHosts, healthy: healthyHosts },
  messages: {
    none: {
      zh: 'ALB {{id}} 的 {{total}} 台服务器全部异常',
      en: 'All {{total}} servers of ALB {{id}} are unhealthy',
    },
    share: {
      zh: 'ALB {{id}} 的 {{total}} 台服务器中有 {{value}} 台异常',
      en: '{{value}} of {{total}} servers of ALB {{id}} are unhealthy',
    },
    unhealthy: { zh: 'ALB {{id}} 有 {{value}} 台异常服务器', en: 'ALB {{id}} has {{value}} unhealthy servers' },
  },
  check(lb, { params, metrics, pass, fail, skip, unknown }) {
    const why = notActive(lb);
    if (why !== undefined) return skip(why);
    if (!metrics.unhealthy) return unknown({ zh: '没有最近的健康检查数据', en: 'no recent health check data' });
    const { value } = metrics.unhealthy;
    if (value <= params.count) return pass();
    const data = { id: lb.id, value, threshold: params.count };
    const healthy = metrics.healthy?.value;
    // Without the number of healthy ones nobody knows whether service goes on: one is told of all the same.
    if (healthy === undefined) return fail('unhealthy', data);
    const total = value + healthy;
    if (healthy === 0) return fail('none', { ...data, total }, 'critical');
    return fail('share', { ...data, total }, (value / total) * 100 > params.criticalPercent ? 'critical' : undefined);
  },
});
