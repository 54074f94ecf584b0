import { defineChecker, integerParam, numberParam } from '../../../lib/define';
import { billingMonth, DAY, daysInMonth } from '../../../lib/model';
import { accounts } from '../collectors/accounts';
import { bills } from '../collectors/bills';
import { cents, payerOf, totalOf } from '../totals';

/** The month under way says what a day costs from so many days on. */
const DAYS = 3;

/**
 * A balance matters by the days that it lasts. Only pay-as-you-go eats it by itself: subscriptions are bought when somebody
 * decides so. An account that another one or a card pays for has none. When it is used up everything stops that is paid as
 * it goes, so that few days are critical, although this is about money. The days are a judgement.
 */
export const balanceLow = defineChecker({
  id: 'bss-balance-low',
  asset: accounts,
  title: { zh: '账户可用额度不足', en: 'Account balance is low' },
  why: {
    zh: '可用额度用完即为欠费：按量付费的资源停服直至释放，自动续费失败，也不能新购。',
    en: 'An account without funds is overdue: pay-as-you-go resources stop and are released, auto-renewal fails, nothing can be bought.',
  },
  remedy: {
    zh: '充值或提高信用额度，并打开费用中心的可用额度预警。',
    en: 'Top up or raise the credit line, and switch on the alert for available credit in the billing console.',
  },
  noFix: {
    zh: '充值是付款，只能由有权的人在控制台完成。',
    en: 'To top up is a payment, which only somebody entitled to it makes in the console.',
  },
  severity: 'warning',
  severities: ['critical'],
  category: 'cost',
  docs: 'https://help.aliyun.com/document_detail/87997.html',
  because: ['account-overdue'],
  params: {
    warning: numberParam({
      default: 0,
      min: 0,
      max: 1_000_000_000,
      help: {
        zh: '可用额度（账户币种）低于此值为警告，无论够用几天；0 只看欠费',
        en: 'A warning when less than this is available, in the account’s currency, however long it lasts; 0 means a debt only',
      },
    }),
    critical: numberParam({
      default: 0,
      min: 0,
      max: 1_000_000_000,
      help: {
        zh: '可用额度（账户币种）低于此值为紧急，无论够用几天；0 只看欠费',
        en: 'Critical when less than this is available, in the account’s currency, however long it lasts; 0 means a debt only',
      },
    }),
    days: integerParam({
      title: { zh: '够用天数，警告', en: 'Days it lasts, warning' },
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: {
        zh: '按近期日均按量费用够用的天数低于此值为警告；0 表示不判断',
        en: 'A warning when it lasts fewer days, by the daily pay-as-you-go spend of late; 0 judges it not',
      },
    }),
    criticalDays: integerParam({
      title: { zh: '够用天数，紧急', en: 'Days it lasts, critical' },
      default: 3,
      min: 0,
      max: 365,
      unit: 'd',
      help: {
        zh: '按近期日均按量费用够用的天数低于此值为紧急',
        en: 'Critical when it lasts fewer days, by the daily pay-as-you-go spend of late',
      },
    }),
  },
  related: { bills },
  messages: {
    amount: {
      zh: '账户 {{id}} 的可用额度为 {{value}} {{unit}}，低于 {{threshold}} {{unit}}',
      en: 'Account {{id}} has {{value}} {{unit}} available, less than {{threshold}} {{unit}}',
    },
    days: {
      zh: '账户 {{id}} 的可用额度为 {{value}} {{unit}}，按近期日均 {{perDay}} {{unit}} 只够 {{daysLeft}} 天，少于 {{threshold}} 天',
      en: 'Account {{id}} has {{value}} {{unit}} available: at {{perDay}} {{unit}} a day, as of late, that lasts {{daysLeft}} days, fewer than {{threshold}}',
    },
  },
  validate: (params) => {
    if (params.critical > params.warning) return `critical (${params.critical}) is above warning (${params.warning})`;
    return params.criticalDays > params.days
      ? `criticalDays (${params.criticalDays}) is above days (${params.days})`
      : undefined;
  },
  check(account, { params, related, now, openData, pass, fail, skip, unknown }) {
    const payer = payerOf(account, related.bills, now);
    if (payer === 'another') return skip({ zh: '由其他账户付费', en: 'another account pays for it' });
    // There was a balance that was too low: an answer without any does not say that there is none.
    if (payer === 'way' && openData !== undefined && account.availableAmount === undefined)
      return unknown({
        zh: '上次应答有余额，本次没有',
        en: 'its balance was in an earlier answer, and is not in this one',
      });
    if (payer === 'way')
      return skip({
        zh: '余额与信用额度为零而没有未结清的费用：由其他方式付费',
        en: 'nothing is owed although there is neither money nor credit: it is paid in another way',
      });
    const { availableAmount: left, currency } = account;
    if (payer === undefined || left === undefined || currency === undefined)
      return unknown({
        zh: '应答中没有余额、信用额度或币种，账单也没有说明由谁付费',
        en: 'its balance, credit or currency is not in the answer, and no bill tells who else pays',
      });
    const last = billingMonth(now, -1);
    const spent = totalOf(related.bills, last, 'PayAsYouGo');
    const cycle = billingMonth(now);
    const elapsed = (now.getTime() - Date.parse(`${cycle}-01T00:00:00+08:00`)) / DAY;
    const lately = elapsed < DAYS ? 0 : (totalOf(related.bills, cycle, 'PayAsYouGo') ?? 0) / elapsed;
    const perDay = cents(Math.max((spent ?? 0) / daysInMonth(last), lately));
    const daysLeft = perDay > 0 ? Math.max(0, Math.floor(left / perDay)) : Infinity;
    const data = { id: account.id, value: left, unit: currency };
    const lasting = { ...data, perDay, daysLeft };
    if (left < params.critical) return fail('amount', { ...data, threshold: params.critical }, 'critical');
    if (daysLeft < params.criticalDays) return fail('days', { ...lasting, threshold: params.criticalDays }, 'critical');
    if (left < params.warning) return fail('amount', { ...data, threshold: params.warning });
    if (daysLeft < params.days) return fail('days', { ...lasting, threshold: params.days });
    if (spent === undefined && params.days > 0)
      return unknown({ zh: '没有上月的账单', en: 'there is no bill of last month' });
    return pass({ ...data, threshold: params.warning });
  },
});
