import { defineChecker, integerParam, NO_FIX, releaseSaves } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { defenseResources } from '../collectors/defense-resources';
import { instances } from '../collectors/instances';
import { unasked, without } from '../owned';

/** That an instance of a week should protect something is a judgement. */
export const wafIdle = defineChecker({
  id: 'waf-idle',
  asset: instances,
  title: { zh: 'WAF 没有防护对象', en: 'WAF protects nothing' },
  why: { zh: '没有接入任何业务的 WAF 照常计费。', en: 'A WAF that nothing was added to is billed all the same.' },
  remedy: { zh: '接入域名或云产品，或退订实例。', en: 'Add sites or cloud resources to it, or give it back.' },
  noFix: NO_FIX.idle,
  cost: () => releaseSaves(),
  severity: 'info',
  category: 'cost',
  docs: 'https://help.aliyun.com/zh/waf/web-application-firewall-3-0/developer-reference/api-waf-openapi-2021-10-01-describedefenseresources',
  params: {
    days: integerParam({
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: { zh: '只检查购买超过此天数的实例', en: 'Only instances bought more than this many days ago' },
    }),
  },
  related: { resources: defenseResources },
  messages: {
    idle: {
      zh: 'WAF 实例 {{instanceId}} 没有防护对象，购买于 {{value}} 天前',
      en: 'WAF instance {{instanceId}} protects nothing; it was bought {{value}} days ago',
    },
  },
  check(instance, { params, now, related: { resources }, pass, fail, skip, unknown }) {
    const why = without(instance);
    if (why) return skip(why);
    const doubt = unasked(instance);
    if (doubt) return unknown(doubt);
    if (resources.length > 0) return pass();
    if (instance.status === undefined) return unknown({ zh: '应答中没有状态', en: 'its state is not in the answer' });
    if (instance.status === 2) return skip({ zh: '实例已到期', en: 'the instance has ended' });
    if (!instance.startTime) return unknown({ zh: '应答中没有购买时间', en: 'no time of purchase in the answer' });
    const days = daysSince(instance.startTime, now);
    if (days <= params.days) return skip({ zh: '购买不久', en: 'bought only recently' });
    const data = { instanceId: instance.instanceId ?? '', value: Math.floor(days), threshold: params.days, unit: 'd' };
    return fail('idle', data);
  },
});
