import { defineChecker, integerParam, numberParam } from '../../../lib/define';
import { billingMonth, daysInMonth } from '../../../lib/model';
import { accounts } from '../collectors/accounts';
import { bills } from '../collectors/bills';
import { cents, totalOf } from '../totals';

/** Only pay-as-you-go eats a balance by itself: subscriptions are bought when somebody decides so. */
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
  severity: 'warning',
  severities: ['critical'],
  category: 'cost',
  docs: 'https://help.aliyun.com/document_detail/87997.html',
  because: ['account-overdue'],
  params: {
    warning: numberParam({
      default: 1000,
      min: 0,
      max: 1_000_000_000,
      help: {
        zh: '可用额度（账户币种）低于此值为警告',
        en: 'A warning when less than this is available, in the account’s currency',
      },
    }),
    critical: numberParam({
      default: 100,
      min: 0,
      max: 1_000_000_000,
      help: {
        zh: '可用额度（账户币种）低于此值为紧急',
        en: 'Critical when less than this is available, in the account’s currency',
      },
    }),
    days: integerParam({
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: {
        zh: '按上月日均按量费用够用的天数低于此值为警告；0 表示不判断',
        en: 'A warning when it lasts fewer days, by last month’s daily pay-as-you-go spend; 0 judges it not',
      },
    }),
    criticalDays: integerParam({
      default: 3,
      min: 0,
      max: 365,
      unit: 'd',
      help: {
        zh: '按上月日均按量费用够用的天数低于此值为紧急',
        en: 'Critical when it lasts fewer days, by last month’s daily pay-as-you-go spend',
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
      zh: '账户 {{id}} 的可用额度为 {{value}} {{unit}}，按上月日均 {{perDay}} {{unit}} 只够 {{daysLeft}} 天，少于 {{threshold}} 天',
      en: 'Account {{id}} has {{value}} {{unit}} available: at {{perDay}} {{unit}} a day, as last month, that lasts {{daysLeft}} days, fewer than {{threshold}}',
    },
  },
  validate: (params) => {
    if (params.critical > params.warning) return `critical (${params.critical}) is above warning (${params.warning})`;
    return params.criticalDays > params.days
      ? `criticalDays (${params.criticalDays}) is above days (${params.days})`
      : undefined;
  },
  check(account, { params, related, now, pass, fail, unknown }) {
    const month = billingMonth(now, -1);
    const spent = totalOf(related.bills, month, 'PayAsYouGo');
    const perDay = cents((spent ?? 0) / daysInMonth(month));
    const left = account.availableAmount;
    const daysLeft = perDay > 0 ? Math.max(0, Math.floor(left / perDay)) : Infinity;
    const data = { id: account.id, value: left, unit: account.currency };
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
