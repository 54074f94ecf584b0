import { defineChecker, integerParam, NO_FIX, releaseSaves } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { instances } from '../collectors/instances';
import { unbound } from '../unbound';

/** That an instance of a week should be in use is a judgement. */
export const alidnsUnused = defineChecker({
  id: 'alidns-unused',
  asset: instances,
  title: { zh: '云解析付费实例没有绑定域名', en: 'Paid edition of DNS is used by no name' },
  why: {
    zh: '没有绑定域名的付费实例照常计费，域名用的仍是免费版。',
    en: 'An instance that no name is bound to is billed all the same, while the names use the free edition.',
  },
  remedy: { zh: '绑定到域名，或到期不再续费。', en: 'Bind a name to it, or do not renew it.' },
  noFix: NO_FIX.idle,
  cost: () => releaseSaves(),
  severity: 'info',
  category: 'cost',
  docs: 'https://help.aliyun.com/zh/dns/api-alidns-2015-01-09-describednsproductinstances',
  params: {
    days: integerParam({
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: { zh: '只检查购买超过此天数的实例', en: 'Only instances bought more than this many days ago' },
    }),
  },
  messages: {
    unused: {
      zh: '云解析实例 {{id}} 没有绑定域名，购买于 {{value}} 天前',
      en: 'No name is bound to DNS instance {{id}}; it was bought {{value}} days ago',
    },
  },
  check(instance, { params, now, pass, fail, skip, unknown }) {
    if (!unbound(instance)) return pass();
    const { id, startTimestamp, endTimestamp } = instance;
    if (!startTimestamp || !endTimestamp)
      return unknown({ zh: '应答中没有购买或到期时间', en: 'no time of purchase or end in the answer' });
    if (endTimestamp <= now) return skip({ zh: '已到期', en: 'it has ended' });
    const days = daysSince(startTimestamp, now);
    if (days <= params.days) return skip({ zh: '购买不久', en: 'bought only recently' });
    return fail('unused', { id, value: Math.floor(days), threshold: params.days, unit: 'd' });
  },
});
