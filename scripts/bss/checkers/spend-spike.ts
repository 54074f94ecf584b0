import { defineChecker, numberParam } from '../../../lib/define';
import { billingMonth } from '../../../lib/model';
import { accounts } from '../collectors/accounts';
import { bills } from '../collectors/bills';
import { instanceBills } from '../collectors/instance-bills';
import { cents, rankings, totalOf } from '../totals';

/** The month under way counts with what it costs so far: what has already grown too much will not shrink. */
export const spendSpike = defineChecker({
  id: 'bss-spend-spike',
  asset: accounts,
  title: { zh: '费用异常增长', en: 'Spending has jumped' },
  why: {
    zh: '费用突然翻倍多半是误操作、资源泄漏、攻击流量或密钥泄露被人挖矿。',
    en: 'Spending that doubles often comes from a mistake, forgotten resources, attack traffic or mining with a leaked key.',
  },
  remedy: {
    zh: '在账单详情中按产品与实例比较两个账期，停掉不该有的资源；若有陌生的资源，立即更换密钥。',
    en: 'Compare the two cycles by product and instance in the bill details and stop what should not be there; change the keys at once when resources are unknown.',
  },
  severity: 'warning',
  category: 'cost',
  docs: 'https://www.alibabacloud.com/help/doc-detail/100389.htm',
  params: {
    // Not 30, as for a day's anomaly: whole months are compared, also with last year's, and the least amount is small.
    // Whoever grows by 3 % a month would be warned all year; a 31-day month alone costs 11 % more than February.
    growth: numberParam({
      default: 100,
      min: 1,
      max: 100_000,
      unit: '%',
      help: {
        zh: '环比或同比增幅超过此值为警告',
        en: 'A warning when it grew by more than this against the month before or the same month of last year',
      },
    }),
    minimum: numberParam({
      default: 100,
      min: 0,
      max: 1_000_000_000,
      help: {
        zh: '增加的金额（账户币种）不到此值不告警',
        en: 'Nothing is raised when it grew by less than this amount, in the account’s currency',
      },
    }),
  },
  related: { bills, instanceBills },
  optional: ['instanceBills'],
  messages: {
    month: {
      zh: '账户 {{id}} 的 {{cycle}} 账期费用为 {{value}} {{unit}}，比上月的 {{before}} {{unit}} 增长 {{percent}} %，超过 {{threshold}} %。增长最多的产品：{{products}}；实例：{{instances}}',
      en: 'Account {{id}} spent {{value}} {{unit}} in {{cycle}}, {{percent}} % more than the {{before}} {{unit}} of the month before, above {{threshold}} %. Products that grew most: {{products}}; instances: {{instances}}',
    },
    year: {
      zh: '账户 {{id}} 的 {{cycle}} 账期费用为 {{value}} {{unit}}，比去年同月的 {{before}} {{unit}} 增长 {{percent}} %，超过 {{threshold}} %。增长最多的产品：{{products}}；实例：{{instances}}',
      en: 'Account {{id}} spent {{value}} {{unit}} in {{cycle}}, {{percent}} % more than the {{before}} {{unit}} of that month last year, above {{threshold}} %. Products that grew most: {{products}}; instances: {{instances}}',
    },
  },
  check(account, { params, related, now, pass, fail, skip, unknown }) {
    const compared = [0, -1].flatMap((month) =>
      [
        { message: 'month' as const, back: -1 },
        { message: 'year' as const, back: -12 },
      ].map(({ message, back }) => ({
        message,
        cycle: billingMonth(now, month),
        earlier: billingMonth(now, month + back),
        value: totalOf(related.bills, billingMonth(now, month)),
        before: totalOf(related.bills, billingMonth(now, month + back)),
      })),
    );
    const grown = compared
      .flatMap(({ value, before, ...rest }) => {
        if (value === undefined || before === undefined || before <= 0) return [];
        return [{ ...rest, value, before, percent: cents((value / before - 1) * 100) }];
      })
      .sort((one, other) => other.percent - one.percent);
    const data = { id: account.id, unit: account.currency, threshold: params.growth };
    const above = grown.find((one) => one.percent > params.growth && one.value - one.before >= params.minimum);
    if (above) {
      const { message, earlier, ...figures } = above;
      return fail(message, {
        ...data,
        ...figures,
        ...rankings(related.bills, related.instanceBills, above.cycle, earlier),
      });
    }
    if (compared.some(({ value, before }) => value === undefined || before === undefined))
      return unknown({ zh: '缺少某个账期的账单', en: 'the bill of a cycle is missing' });
    const [worst] = grown;
    if (!worst) return skip({ zh: '没有可以比较的账期', en: 'no earlier cycle to compare with' });
    return pass({ ...data, value: worst.value, percent: worst.percent });
  },
});
