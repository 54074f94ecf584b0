import { defineChecker, integerParam, NO_FIX, releaseSaves, thoseThat } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { listeners } from '../collectors/listeners';
import { loadBalancers } from '../collectors/load-balancers';

/** That a listener has no servers behind it is told of its server group. */
export const albIdle = defineChecker({
  id: 'alb-idle',
  asset: loadBalancers,
  title: { zh: 'ALB 实例闲置', en: 'ALB instance is idle' },
  why: {
    zh: '没有监听的 ALB 不转发请求，仍收取实例费。',
    en: 'Without a listener it forwards no requests and still costs the instance fee.',
  },
  remedy: { zh: '释放实例，或为它创建监听。', en: 'Release the instance, or create a listener for it.' },
  noFix: NO_FIX.idle,
  cost: () => releaseSaves(),
  severity: 'warning',
  category: 'cost',
  docs: 'https://help.aliyun.com/zh/slb/application-load-balancer/user-guide/alb-monitoring-metrics',
  params: {
    days: integerParam({
      title: { zh: '创建天数', en: 'Days since creation' },
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: {
        zh: '只检查创建超过此天数的 ALB 实例',
        en: 'Only ALB instances created more than this many days ago',
      },
    }),
  },
  related: { listeners },
  messages: {
    none: {
      zh: 'ALB {{id}} 没有监听，创建于 {{value}} 天前',
      en: 'ALB {{id}} has no listener; it was created {{value}} days ago',
    },
    stopped: {
      zh: 'ALB {{id}} 的监听全部停止，创建于 {{value}} 天前',
      en: 'All listeners of ALB {{id}} are stopped; it was created {{value}} days ago',
    },
  },
  check(lb, { params, now, related, pass, fail, skip, unknown }) {
    // That it was never created is another finding.
    if (lb.loadBalancerStatus === 'CreateFailed') return skip({ zh: '创建失败', en: 'it could not be created' });
    if (thoseThat(related.listeners, (one) => one.listenerStatus !== 'Stopped').length > 0) return pass();
    if (!lb.createTime) return unknown({ zh: '应答中没有创建时间', en: 'no creation time in the answer' });
    const days = daysSince(lb.createTime, now);
    if (days <= params.days) return skip({ zh: '创建不久', en: 'created only recently' });
    const message = related.listeners.length === 0 ? 'none' : 'stopped';
    return fail(message, { id: lb.id, value: Math.floor(days), threshold: params.days, unit: 'd' });
  },
});
