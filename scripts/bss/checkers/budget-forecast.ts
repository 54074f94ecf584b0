import { defineChecker, integerParam, NO_FIX, numberParam } from '../../../lib/define';
import { billingMonth } from '../../../lib/model';
import { accounts } from '../collectors/accounts';
import { bills } from '../collectors/bills';
import { dailyBills } from '../collectors/daily-bills';
import { instanceBills } from '../collectors/instance-bills';
import { monthForecast, rankings, totalOf } from '../totals';

export const budgetForecast = defineChecker({
  id: 'bss-budget-forecast',
  asset: accounts,
  title: { zh: '预计本月费用将超出预算', en: 'The month is going to cost more than its budget' },
  why: {
    zh: '等账单真的超出预算时钱已经花了；按每日费用预测可以提前几周知道。',
    en: 'Once a bill is over its budget the money is gone; what each day costs tells it weeks before.',
  },
  remedy: {
    zh: '先处理排名靠前的产品与实例：释放闲置、降配、购买节省计划；确有需要时追加预算。',
    en: 'Begin with the products and instances that cost most: release, resize, commit to a savings plan, or raise the budget.',
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
        zh: '与预测比较的每月预算（账户币种）；0 表示没有预算，不预测',
        en: 'The monthly budget that the forecast is held against, in the account’s currency; 0 means none, no forecast',
      },
    }),
    confidence: numberParam({
      title: { zh: '置信度', en: 'Confidence' },
      default: 90,
      min: 50,
      max: 99,
      unit: '%',
      help: {
        zh: '预测区间的置信度；区间下限也超出预算时，消息会说明',
        en: 'Confidence of the interval; the message says when even its lower end is over the budget',
      },
    }),
    minDays: integerParam({
      title: { zh: '最少账单天数', en: 'Fewest days of bills' },
      default: 15,
      min: 5,
      max: 30,
      unit: 'd',
      help: { zh: '至少有这么多天的账单才预测', en: 'No forecast from the bills of fewer days' },
    }),
  },
  related: { bills, dailyBills, instanceBills },
  optional: ['instanceBills'],
  messages: {
    likely: {
      zh: '账户 {{id}} 的 {{cycle}} 账期预计花费 {{value}} {{unit}}（{{confidence}} % 区间 {{low}} 至 {{high}}，已花费 {{spent}}），很可能超出预算 {{budget}} {{unit}}。费用最高的产品：{{products}}；实例：{{instances}}',
      en: 'Account {{id}} will probably spend {{value}} {{unit}} in {{cycle}} ({{low}} to {{high}} with {{confidence}} % confidence, {{spent}} so far), over its budget of {{budget}} {{unit}}. Dearest products: {{products}}; instances: {{instances}}',
    },
    certain: {
      zh: '账户 {{id}} 的 {{cycle}} 账期预计花费 {{value}} {{unit}}，{{confidence}} % 区间的下限 {{low}}（上限 {{high}}，已花费 {{spent}}）也超出预算 {{budget}} {{unit}}。费用最高的产品：{{products}}；实例：{{instances}}',
      en: 'Account {{id}} will spend {{value}} {{unit}} in {{cycle}}: even the lower end of {{low}} to {{high}} ({{confidence}} % confidence, {{spent}} so far) is over its budget of {{budget}} {{unit}}. Dearest products: {{products}}; instances: {{instances}}',
    },
  },
  check(account, { params, related, now, pass, fail, skip, unknown }) {
    const { budget, confidence } = params;
    if (budget === 0) return skip({ zh: '没有预算可比较', en: 'there is no budget to compare with' });
    const cycle = billingMonth(now);
    const spent = totalOf(related.bills, cycle);
    if (spent === undefined)
      return unknown({ zh: '应答中没有本月账单', en: 'the bill of this month is not in the answers' });
    const found = monthForecast(related.bills, related.dailyBills, now, params);
    if (found === 'cut')
      return unknown({ zh: '本月或每日的账单不完整', en: 'the bill of this month or of a day is incomplete' });
    if (found === 'short')
      return unknown({ zh: `按量账单不足 ${params.minDays} 天`, en: `fewer than ${params.minDays} days of bills` });
    const { expected: value, low, high } = found;
    const data = {
      id: account.id,
      cycle,
      value,
      unit: account.currency ?? '',
      threshold: budget,
      low,
      high,
      confidence,
      spent,
    };
    if (value <= budget) return pass(data);
    const told = { ...data, budget, ...rankings(related.bills, related.instanceBills, cycle) };
    return low > budget ? fail('certain', told) : fail('likely', told);
  },
});
