import { defineChecker, integerParam, NO_FIX, numberParam } from '../../../lib/define';
import { daysUntil } from '../../../lib/model';
import { packages } from '../collectors/packages';

/** Of `DeductType`: one amount for the whole life. Whatever else there is fills up again, each month or hour. */
const ONCE = 'absolute';
/** A package is not near its end for more than this share of its life: one of a month would always be. A judgement. */
const SHARE = 1 / 3;

export const packageExpiring = defineChecker({
  id: 'bss-package-expiring',
  asset: packages,
  title: { zh: '资源包即将到期或用尽', en: 'A resource package ends or is nearly used up' },
  why: {
    zh: '资源包到期或用尽后，超出的用量自动按量计费，单价往往高出数倍。',
    en: 'Without its package the same usage is billed as pay-as-you-go, often at several times the price.',
  },
  remedy: {
    zh: '按最近的用量续购或升级资源包；到期前用不完的，下次买小一档。',
    en: 'Buy the next one by what was used lately; choose a smaller one when much would be left over.',
  },
  noFix: NO_FIX.purchase,
  severity: 'warning',
  category: 'expiry',
  docs: 'https://www.alibabacloud.com/help/doc-detail/100389.htm',
  params: {
    days: integerParam({
      title: { zh: '剩余天数', en: 'Days left' },
      default: 30,
      min: 1,
      max: 365,
      unit: 'd',
      help: { zh: '距到期不超过此天数时告警', en: 'Reported when it ends within so many days' },
    }),
    remaining: numberParam({
      title: { zh: '剩余比例', en: 'Share left' },
      default: 10,
      min: 0,
      max: 100,
      unit: '%',
      help: { zh: '剩余量低于此比例时告警', en: 'Reported when less than this share is left' },
    }),
  },
  messages: {
    low: {
      zh: '资源包 {{id}}（{{type}}）只剩 {{left}}（{{value}} %），总量 {{total}}，{{expiresAt}} 到期',
      en: 'Resource package {{id}} ({{type}}) has {{left}} of {{total}} left ({{value}} %); it ends at {{expiresAt}}',
    },
    soon: {
      zh: '资源包 {{id}}（{{type}}）将在 {{value}} 天后到期（{{expiresAt}}），还剩 {{left}}',
      en: 'Resource package {{id}} ({{type}}) ends in {{value}} days ({{expiresAt}}) with {{left}} left',
    },
  },
  check(one, { params, now, pass, fail, unknown }) {
    const { remainingAmount: left, totalAmount: total, expiryTime: expiresAt } = one;
    if (!expiresAt) return unknown({ zh: '应答中没有资源包的到期时间', en: 'the answer does not tell when it ends' });
    const sameUnit = one.remainingAmountUnit === one.totalAmountUnit;
    const percent = left === undefined || !total || !sameUnit ? undefined : Math.round((left / total) * 10_000) / 100;
    const data = {
      id: one.id,
      type: one.packageType,
      left: `${left ?? '?'} ${one.remainingAmountUnit ?? ''}`.trim(),
      total: `${total ?? '?'} ${one.totalAmountUnit ?? ''}`.trim(),
      expiresAt,
    };
    const low = percent !== undefined && percent < params.remaining;
    if (low && one.deductType === undefined)
      return unknown({
        zh: '应答没有说余量用完后是否重新计',
        en: 'the answer does not tell whether it fills up again',
      });
    if (low && one.deductType?.toLowerCase() === ONCE)
      return fail('low', { ...data, value: percent, unit: '%', threshold: params.remaining });
    const days = daysUntil(expiresAt, now);
    const life = one.effectiveTime && daysUntil(expiresAt, one.effectiveTime);
    if (days <= params.days && (life === undefined || days <= life * SHARE))
      return fail('soon', { ...data, value: Math.max(0, Math.floor(days)), unit: 'd', threshold: params.days });
    return percent === undefined ? unknown({ zh: '不知道还剩多少', en: 'how much is left is not known' }) : pass();
  },
});
