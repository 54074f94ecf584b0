import { defineChecker, integerParam, NO_FIX, releaseSaves, thoseThat } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { listeners } from '../collectors/listeners';
import { loadBalancers } from '../collectors/load-balancers';
import { notActive } from '../skips';

/** That a listener has no servers behind it is another finding. */
export const slbIdle = defineChecker({
  id: 'slb-idle',
  asset: loadBalancers,
  title: { zh: 'CLB 实例闲置', en: 'CLB instance is idle' },
  why: {
    zh: '没有监听的 CLB 不转发请求，实例与公网流量带宽照常计费。',
    en: 'Without a listener nothing is forwarded, yet instance and bandwidth are billed.',
  },
  remedy: {
    zh: '确认无用后释放 CLB，或添加、启动监听。',
    en: 'Release the CLB if nobody needs it, or add or start a listener.',
  },
  noFix: NO_FIX.idle,
  cost: () => releaseSaves(),
  severity: 'warning',
  category: 'cost',
  docs: 'https://help.aliyun.com/zh/slb/classic-load-balancer/developer-reference/api-slb-2014-05-15-describeloadbalancerlisteners',
  params: {
    days: integerParam({
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: { zh: '只检查创建超过此天数的 CLB 实例', en: 'Only CLB instances created more than this many days ago' },
    }),
  },
  related: { listeners },
  messages: {
    none: {
      zh: 'CLB {{id}}（{{name}}）没有监听，创建于 {{value}} 天前',
      en: 'CLB {{id}} ({{name}}) has no listener; it was created {{value}} days ago',
    },
    stopped: {
      zh: 'CLB {{id}}（{{name}}）的监听全部停止，创建于 {{value}} 天前',
      en: 'All listeners of CLB {{id}} ({{name}}) are stopped; it was created {{value}} days ago',
    },
  },
  check(lb, { params, now, related, pass, fail, skip, unknown }) {
    const why = notActive(lb);
    if (why !== undefined) return skip(why);
    if (thoseThat(related.listeners, ({ status }) => status !== 'stopped').length > 0) return pass();
    const { id, name, createTimeStamp: created } = lb;
    if (!created) return unknown({ zh: '应答中没有创建时间', en: 'no creation time in the answer' });
    const days = daysSince(created, now);
    if (days <= params.days) return skip({ zh: '创建不久', en: 'created only recently' });
    const message = related.listeners.length === 0 ? 'none' : 'stopped';
    return fail(message, { id, name, value: Math.floor(days), threshold: params.days, unit: 'd' });
  },
});
