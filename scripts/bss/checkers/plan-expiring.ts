import { defineExpiryChecker } from '../../../lib/define';
import { savingsPlans } from '../collectors/savings-plans';

export const planExpiring = defineExpiryChecker({
  id: 'bss-plan-expiring',
  asset: savingsPlans,
  title: { zh: '节省计划即将到期', en: 'Savings plan ends soon' },
  why: {
    zh: '节省计划到期后，它覆盖的按量资源恢复原价，账单立刻上涨。',
    en: 'When a savings plan ends all that it covered is billed at list price again, from the next hour.',
  },
  remedy: {
    zh: '按最近的使用率与覆盖率决定承诺金额，在到期前续购。',
    en: 'Choose the next commitment by the coverage and utilisation of late, and buy it before this one ends.',
  },
  docs: 'https://www.alibabacloud.com/help/doc-detail/100389.htm',
  chargeType: () => 'Subscription',
  expiresAt: ({ endTime }) => endTime,
  skip: ({ status }) => (status === 'RELEASE' ? { zh: '已释放', en: 'it is released' } : undefined),
  messages: {
    soon: {
      zh: '节省计划 {{id}} 将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Savings plan {{id}} ends in {{value}} days ({{expiresAt}})',
    },
    expired: {
      zh: '节省计划 {{id}} 已于 {{expiresAt}} 到期',
      en: 'Savings plan {{id}} ended at {{expiresAt}}',
    },
  },
});
