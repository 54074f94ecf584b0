import { budgetParam, defineChecker, NO_FIX, numberParam } from '../../../lib/define';
import { billingMonth, DAY, daysInMonth } from '../../../lib/model';
import { accounts } from '../collectors/accounts';
import { bills } from '../collectors/bills';
import { dailyBills } from '../collectors/daily-bills';
import { instanceBills } from '../collectors/instance-bills';
import { productRises, toldOf } from '../rises';
import { cents, paidDays, rankings, totalOf } from '../totals';

/** The month under way is judged by the day from so many days on; until then the month before it is news. */
const DAYS = 3;
/**
 * A month is compared with the dearer one of the month before it and the same month of last year: what is bought every
 * year is no spike, and neither is steady growth. The month under way counts with what it costs so far, as what has already
 * grown too much will not shrink. A month that is over is old news.
 *
 * Mining would double a month only after weeks: so what each product costs a day is held against its own past, too (see
 * `docs/detection.md`). Of what was said to be normal there the months say nothing more. Where too few days are known, what the
 * month costs a day counts. All of this is a judgement.
 */
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
  noFix: NO_FIX.spend,
  severity: 'warning',
  category: 'cost',
  docs: 'https://www.alibabacloud.com/help/doc-detail/100389.htm',
  params: {
    // Not 30, as for a day's anomaly: whole months are compared, also with last year's, and the least amount is small.
    // Whoever grows by 3 % a month would be warned all year; a 31-day month alone costs 11 % more than February.
    growth: numberParam({
      title: { zh: '增长比例', en: 'Growth' },
      default: 100,
      min: 1,
      max: 100_000,
      unit: '%',
      help: {
        zh: '比上月与去年同月都增长超过此值为警告',
        en: 'A warning when it grew by more than this against both the month before and the same month of last year',
      },
    }),
    minimum: numberParam({
      title: { zh: '最小增加额', en: 'Least increase' },
      default: 100,
      min: 0,
      max: 1_000_000_000,
      help: {
        zh: '增加的金额（账户币种）不到此值不告警',
        en: 'Nothing is raised when it grew by less than this amount, in the account’s currency',
      },
    }),
    // A judgement, as the minimum is.
    dailyGrowth: numberParam({
      title: { zh: '每日增长比例', en: 'Growth of a day' },
      default: 40,
      min: 1,
      max: 100_000,
      unit: '%',
      help: {
        zh: '某产品按量付费每天比平日的预期增长超过此值、且不同寻常时为警告',
        en: 'A warning when what a product costs a day, as it goes, is unusual and above what is expected by more than this',
      },
    }),
    alarmBudget: budgetParam(),
  },
  related: { bills, dailyBills, instanceBills },
  optional: ['instanceBills'],
  messages: {
    month: {
      zh: '账户 {{id}} 的 {{cycle}} 账期费用为 {{value}} {{unit}}，比上月的 {{before}} {{unit}} 增长 {{percent}} %，超过 {{threshold}} %。增长最多的产品：{{products}}；实例：{{instances}}',
      en: 'Account {{id}} spent {{value}} {{unit}} in {{cycle}}, {{percent}} % more than the {{before}} {{unit}} of the month before, above {{threshold}} %. Products that grew most: {{products}}; instances: {{instances}}',
    },
    day: {
      zh: '账户 {{id}} 的 {{cycle}} 账期按量付费平均每天 {{value}} {{unit}}，比此前每天 {{before}} {{unit}} 增长 {{percent}} %，超过 {{threshold}} %。增长最多的产品：{{products}}；实例：{{instances}}',
      en: 'Account {{id}} spends {{value}} {{unit}} of pay-as-you-go a day in {{cycle}}, {{percent}} % more than the {{before}} {{unit}} a day before, above {{threshold}} %. Products that grew most: {{products}}; instances: {{instances}}',
    },
    days: {
      zh: '账户 {{id}} 的产品 {{product}} 自 {{since}} 起按量付费增多，{{day}} 为 {{value}} {{unit}}；这样的日子通常约 {{expected}} {{unit}}，在 {{low}} 至 {{high}} 之间。同时增多的其他产品：{{others}}',
      en: 'Account {{id}} pays more for {{product}} as it goes since {{since}}, {{value}} {{unit}} on {{day}}; such days cost about {{expected}} {{unit}}, between {{low}} and {{high}}. Other products that rose: {{others}}',
    },
    year: {
      zh: '账户 {{id}} 的 {{cycle}} 账期费用为 {{value}} {{unit}}，比去年同月的 {{before}} {{unit}} 增长 {{percent}} %，超过 {{threshold}} %。增长最多的产品：{{products}}；实例：{{instances}}',
      en: 'Account {{id}} spent {{value}} {{unit}} in {{cycle}}, {{percent}} % more than the {{before}} {{unit}} of that month last year, above {{threshold}} %. Products that grew most: {{products}}; instances: {{instances}}',
    },
  },
  check(account, context) {
    const { params, related, now, accepted, pass, fail, skip, unknown } = context;
    const { bills: all } = related;
    const cycle = billingMonth(now);
    const elapsed = (now.getTime() - Date.parse(`${cycle}-01T00:00:00+08:00`)) / DAY;
    const judged = elapsed < DAYS ? [0, -1] : [0];
    /** What a month cost a day, of what is paid as it is used. */
    const daily = (back: number) => {
      const month = billingMonth(now, back);
      const cost = totalOf(all, month, 'PayAsYouGo');
      return cost === undefined ? undefined : cents(cost / (back === 0 ? elapsed : daysInMonth(month)));
    };
    const days = paidDays(related.dailyBills, now);
    const { rises, brief } = days ? productRises(account, days, context) : { rises: [], brief: true };
    const [rise, ...others] = rises;
    if (days && rise) {
      return fail('days', {
        ...toldOf(rise, days),
        id: account.id,
        others: others.map(({ part }) => part).join(', ') || '-',
      });
    }
    const normal = accepted.flatMap(({ undone, since }) =>
      undone === undefined ? [billingMonth(new Date(since))] : [],
    );
    const comparisons = [
      ...judged
        .filter((back) => ![back, back - 1].some((one) => normal.includes(billingMonth(now, one))))
        .map((back) => ({
          cycle: billingMonth(now, back),
          value: totalOf(all, billingMonth(now, back)),
          days: 1,
          earlier: [
            { message: 'month' as const, back: back - 1, before: totalOf(all, billingMonth(now, back - 1)) },
            { message: 'year' as const, back: back - 12, before: totalOf(all, billingMonth(now, back - 12)) },
          ],
        })),
      ...(elapsed < DAYS || !brief
        ? []
        : [
            {
              cycle,
              value: daily(0),
              days: elapsed,
              earlier: [-1, -12].map((back) => ({ message: 'day' as const, back, before: daily(back) })),
            },
          ]),
    ];
    const grown = comparisons
      .flatMap(({ earlier, value, ...rest }) => {
        const [dearest] = earlier
          .flatMap(({ before, ...one }) => (before === undefined || before <= 0 ? [] : [{ ...one, before }]))
          .sort((one, other) => other.before - one.before);
        if (value === undefined || !dearest) return [];
        return [{ ...rest, ...dearest, value, percent: cents((value / dearest.before - 1) * 100) }];
      })
      .sort((one, other) => other.percent - one.percent);
    const data = { id: account.id, unit: account.currency ?? '', threshold: params.growth };
    const above = grown.find(
      (one) => one.percent > params.growth && (one.value - one.before) * one.days >= params.minimum,
    );
    if (above) {
      const { message, back, percent, value, before } = above;
      return fail(message, {
        ...data,
        ...{ cycle: above.cycle, value, before, percent },
        ...rankings(all, related.instanceBills, above.cycle, billingMonth(now, back)),
      });
    }
    if (!days) return unknown({ zh: '缺少每日的账单', en: 'the bills of the days are missing' });
    if (
      comparisons.some(({ value, earlier }) => value === undefined || earlier.some((one) => one.before === undefined))
    )
      return unknown({ zh: '缺少某个账期的账单', en: 'the bill of a cycle is missing' });
    const [worst] = grown;
    // What was said to be normal is in all the months, and the days are as they use to be.
    if (comparisons.length === 0 && !brief) return pass(data);
    if (!worst) return skip({ zh: '没有可以比较的账期', en: 'no earlier cycle to compare with' });
    return pass({ ...data, value: worst.value, percent: worst.percent });
  },
});
