import { defineChecker, NO_FIX, numberParam } from '../../../lib/define';
import { billingMonth } from '../../../lib/model';
import { accounts } from '../collectors/accounts';
import { bills } from '../collectors/bills';
import { instanceBills } from '../collectors/instance-bills';
import { cents, rankings, totalOf } from '../totals';

export const overBudget = defineChecker({
  id: 'bss-over-budget',
  asset: accounts,
  title: { zh: '本月费用超出预算', en: 'Spending of the month is over the budget' },
  why: {
    zh: '越早知道费用超出计划，越来得及缩容、改计费方式或追加预算。',
    en: 'The sooner it is known that spending leaves the plan, the more can still be done about it this month.',
  },
  remedy: {
    zh: '找出费用最高的产品，释放闲置资源或改为更省的计费方式；计划有变时调整预算参数。',
    en: 'Find the most expensive products, release what is idle or change its billing; adjust the budget when the plan has changed.',
  },
  noFix: NO_FIX.spend,
  severity: 'warning',
  category: 'cost',
  docs: 'https://www.alibabacloud.com/help/doc-detail/100389.htm',
  params: {
    budget: numberParam({
      title: { zh: '每月预算', en: 'Budget of a month' },
      default: 0,
      min: 0,
      max: 1_000_000_000,
      help: {
        zh: '每月预算（账户币种）；0 表示没有预算，不判断',
        en: 'The budget of a month, in the account’s currency; 0 means none, nothing is judged',
      },
    }),
    warningPercent: numberParam({
      title: { zh: '警告比例', en: 'Warning share' },
      default: 80,
      min: 1,
      max: 100,
      unit: '%',
      help: { zh: '用掉预算的比例超过此值为警告', en: 'A warning when more than this share of the budget is spent' },
    }),
  },
  related: { bills, instanceBills },
  optional: ['instanceBills'],
  messages: {
    near: {
      zh: '账户 {{id}} 本月（{{cycle}}）已花费 {{value}} {{unit}}，为预算 {{budget}} {{unit}} 的 {{percent}} %。花费最多的产品：{{products}}；实例：{{instances}}',
      en: 'Account {{id}} has spent {{value}} {{unit}} in {{cycle}}, {{percent}} % of its budget of {{budget}} {{unit}}. Most of it for products {{products}}; instances {{instances}}',
    },
    over: {
      zh: '账户 {{id}} 本月（{{cycle}}）已花费 {{value}} {{unit}}，超出预算 {{budget}} {{unit}}。花费最多的产品：{{products}}；实例：{{instances}}',
      en: 'Account {{id}} has spent {{value}} {{unit}} in {{cycle}}, over its budget of {{budget}} {{unit}}. Most of it for products {{products}}; instances {{instances}}',
    },
  },
  check(account, { params, related, now, pass, fail, skip, unknown }) {
    const { budget, warningPercent } = params;
    if (budget === 0) return skip({ zh: '没有设置预算', en: 'no budget is set' });
    const cycle = billingMonth(now);
    const value = totalOf(related.bills, cycle);
    if (value === undefined) return unknown({ zh: '没有本月的账单', en: 'there is no bill of this month' });
    const data = { id: account.id, cycle, value, unit: account.currency ?? '', budget };
    const percent = cents((value / budget) * 100);
    const threshold = cents((budget * warningPercent) / 100);
    if (value <= budget && percent <= warningPercent) return pass({ ...data, threshold });
    const told = { ...data, ...rankings(related.bills, related.instanceBills, cycle) };
    if (value > budget) return fail('over', { ...told, threshold: budget });
    return fail('near', { ...told, percent, threshold });
  },
});
