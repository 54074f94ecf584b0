import { defineChecker, expiryOf, integerParam, NO_FIX } from '../../../lib/define';
import { savingsPlans } from '../collectors/savings-plans';

/** What ends is a discount: it costs money and nothing stops, so it never pages. */
export const planExpiring = defineChecker({
  id: 'bss-plan-expiring',
  asset: savingsPlans,
  title: { zh: '节省计划即将到期或已停用', en: 'Savings plan ends soon or is stopped' },
  why: {
    zh: '节省计划到期或因欠费停用后，它覆盖的按量资源恢复原价，账单立刻上涨。',
    en: 'When a savings plan ends or is stopped for a debt all that it covered is billed at list price, from the next hour.',
  },
  remedy: {
    zh: '按最近的使用率与覆盖率决定承诺金额，在到期前续购；因欠费停用的请充值还款。',
    en: 'Choose the next commitment by the coverage and utilisation of late, and buy it before this one ends; pay the debt when it is stopped.',
  },
  noFix: NO_FIX.purchase,
  severity: 'warning',
  category: 'expiry',
  docs: 'https://www.alibabacloud.com/help/doc-detail/100389.htm',
  params: {
    days: integerParam({
      title: { zh: '提前警告', en: 'Days left, warning' },
      default: 30,
      min: 1,
      max: 365,
      unit: 'd',
      help: { zh: '剩余天数不超过此值为警告', en: 'A warning when no more than this many days are left' },
    }),
  },
  messages: {
    soon: {
      zh: '节省计划 {{id}} 将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Savings plan {{id}} ends in {{value}} days ({{expiresAt}})',
    },
    expired: {
      zh: '节省计划 {{id}} 已于 {{expiresAt}} 到期',
      en: 'Savings plan {{id}} ended at {{expiresAt}}',
    },
    stopped: {
      zh: '节省计划 {{id}} 因欠费已停用',
      en: 'Savings plan {{id}} is stopped for overdue payment',
    },
  },
  check({ id, status, endTimestamp }, { params, now, pass, fail, skip, unknown }) {
    if (status === 'RELEASE') return skip({ zh: '已释放', en: 'it is released' });
    const expiry = endTimestamp && expiryOf(endTimestamp, now, { ...params, criticalDays: 0 });
    if (expiry?.level === 'expired') return fail('expired', { id, ...expiry.data });
    if (status === 'LIMIT') return fail('stopped', { id });
    if (!expiry) return unknown({ zh: '应答中没有到期时间', en: 'its end is not in the answer' });
    const data = { id, ...expiry.data };
    return expiry.level === 'far' ? pass(data) : fail('soon', data);
  },
});
