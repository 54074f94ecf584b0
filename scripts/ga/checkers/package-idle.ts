import { defineChecker, integerParam, NO_FIX, releaseSaves } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { bandwidthPackages } from '../collectors/bandwidth-packages';

/** That a plan of a week should be in use is a judgement. */
export const packageIdle = defineChecker({
  id: 'ga-package-idle',
  asset: bandwidthPackages,
  title: { zh: '全球加速带宽包没有绑定实例', en: 'Bandwidth plan of Global Accelerator is used by no accelerator' },
  why: {
    zh: '没有绑定全球加速实例的带宽包照常计费。',
    en: 'A plan that is bound to no accelerator is billed all the same.',
  },
  remedy: { zh: '绑定到全球加速实例，或退订。', en: 'Bind it to an accelerator, or give it back.' },
  noFix: NO_FIX.idle,
  cost: () => releaseSaves(),
  severity: 'info',
  category: 'cost',
  docs: 'https://help.aliyun.com/zh/ga/developer-reference/api-ga-2019-11-20-listbandwidthpackages',
  params: {
    days: integerParam({
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: { zh: '只检查购买超过此天数的带宽包', en: 'Only plans bought more than this many days ago' },
    }),
  },
  messages: {
    idle: {
      zh: '全球加速带宽包 {{id}}（{{name}}）没有绑定实例，购买于 {{value}} 天前',
      en: 'Bandwidth plan {{id}} ({{name}}) of Global Accelerator is bound to no accelerator; it was bought {{value}} days ago',
    },
  },
  check({ id, name, state, createTime, expiredTime }, { params, now, pass, fail, skip, unknown }) {
    if (state === undefined) return unknown({ zh: '应答中没有状态', en: 'its state is not in the answer' });
    // Only the state of one that is free: another one is bound, is on its way, or is locked.
    if (state !== 'active') return pass();
    if (expiredTime && expiredTime <= now) return skip({ zh: '已到期', en: 'it has ended' });
    if (!createTime) return unknown({ zh: '应答中没有创建时间', en: 'no creation time in the answer' });
    const days = daysSince(createTime, now);
    if (days <= params.days) return skip({ zh: '购买不久', en: 'bought only recently' });
    return fail('idle', { id, name, value: Math.floor(days), threshold: params.days, unit: 'd' });
  },
});
