import { defineChecker, integerParam, NO_FIX, releaseSaves, thoseThat } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { loadBalancerListeners } from '../collectors/load-balancer-listeners';
import { loadBalancers } from '../collectors/load-balancers';

/** That a listener has no servers behind it is told of its server group. */
export const nlbIdle = defineChecker({
  id: 'nlb-idle',
  asset: loadBalancers,
  title: { zh: 'NLB 实例闲置', en: 'NLB instance is idle' },
  why: {
    zh: '没有监听的 NLB 不转发连接，公网 IP 与实例照常计费。',
    en: 'Without a listener no connection passes, yet instance and public address are billed.',
  },
  remedy: { zh: '确认无用后删除 NLB，或添加监听。', en: 'Delete the NLB if nobody needs it, or add a listener.' },
  noFix: NO_FIX.idle,
  cost: () => releaseSaves(),
  severity: 'warning',
  category: 'cost',
  docs: 'https://help.aliyun.com/zh/slb/network-load-balancer/user-guide/nlb-monitoring-metrics',
  params: {
    days: integerParam({
      title: { zh: '创建天数', en: 'Days since creation' },
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: {
        zh: '只检查创建超过此天数的 NLB 实例',
        en: 'Only NLB instances created more than this many days ago',
      },
    }),
  },
  related: { listeners: loadBalancerListeners },
  messages: {
    none: {
      zh: 'NLB {{id}} 没有监听，创建于 {{value}} 天前',
      en: 'NLB {{id}} has no listener; it was created {{value}} days ago',
    },
    stopped: {
      zh: 'NLB {{id}} 的监听全部停止，创建于 {{value}} 天前',
      en: 'All listeners of NLB {{id}} are stopped; it was created {{value}} days ago',
    },
  },
  check(lb, { params, now, related, pass, fail, skip, unknown }) {
    const { loadBalancerStatus: status } = lb;
    // Its listeners go first; and that it was never created is another finding.
    if (status === 'Deleting' || status === 'Deleted' || status === 'CreateFailed')
      return skip({ zh: `NLB 实例状态为 ${status}`, en: `the NLB is ${status}` });
    const used = thoseThat(related.listeners, ({ listenerStatus: s }) => s !== 'Stopped' && s !== 'Deleted');
    if (used.length > 0) return pass();
    if (!lb.createTime) return unknown({ zh: '应答中没有创建时间', en: 'no creation time in the answer' });
    const days = daysSince(lb.createTime, now);
    if (days <= params.days) return skip({ zh: '创建不久', en: 'created only recently' });
    const message = related.listeners.length === 0 ? 'none' : 'stopped';
    return fail(message, { id: lb.id, value: Math.floor(days), threshold: params.days, unit: 'd' });
  },
});
