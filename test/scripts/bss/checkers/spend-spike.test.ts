import { spendSpike } from '../../../../scripts/bss';
import { testChecker } from '../../../harness/check-tester';
import { account, bill, dayBill, inDays, instanceBill, now } from '../fixtures';

/** What the cycles cost that are compared in March 2026. */
function costing(costs: Partial<Record<'2026-03' | '2026-02' | '2026-01' | '2025-03' | '2025-02', number>>) {
  const usual = { '2026-03': 100, '2026-02': 1000, '2026-01': 1000, '2025-03': 1000, '2025-02': 1000 };
  const all = Object.entries({ ...usual, ...costs });
  return { related: { bills: all.map(([cycle, cost]) => bill(cycle, cost / 2, cost / 2)) } };
}
/** So many days of March, and what they cost as they went; 10 a day before, which is less than the bills of subscriptions. */
function payg(days: number, cost: number) {
  const months = { '2026-02': 280, '2025-03': 310, '2025-02': 280, '2026-01': 310 };
  const bills = [...Object.entries(months), ['2026-03', cost] as const].map(([cycle, one]) => bill(cycle, one, 5000));
  return { now: inDays(days, -8 * 3600), related: { bills } };
}
type Run = readonly [count: number, cost: number];

/** So many days that cost so much each, the oldest first; the last one is the newest that is billed on 1 March. */
function days(...costs: Run[]) {
  const all = costs.flatMap(([count, cost]) => Array.from({ length: count }, () => cost));
  const newest = inDays(-2);
  return all.map((cost, n) => {
    const at = new Date(newest.getTime() - (all.length - 1 - n) * 86_400_000);
    return dayBill(at.toISOString().slice(0, 10), cost);
  });
}
const daily = (...costs: Run[]) => ({
  related: { ...costing({}).related, dailyBills: days(...costs) },
});
const id = account.id;

testChecker(spendSpike, {
  healthy: { asset: account, now, ...daily([30, 100]) },
  pass: {
    'exactly doubled': costing({ '2026-02': 2000 }),
    'a lot, but little money': costing({ '2026-03': 90, '2026-02': 30, '2026-01': 10, '2025-03': 20, '2025-02': 20 }),
    'more growth is allowed': { ...costing({ '2026-02': 3000 }), params: { growth: 300 } },
    'nothing a year ago': costing({ '2025-02': 0, '2025-03': 0 }),
    'what is bought every year in this month': costing({ '2026-03': 15_000, '2025-03': 15_000 }),
    'steady growth, 2.25 times as much as a year ago': costing({
      ...{ '2026-03': 700, '2026-02': 990, '2026-01': 930, '2025-03': 470, '2025-02': 440 },
    }),
    'a spike of last month that is over': { ...costing({ '2026-02': 9000, '2026-03': 2000 }), now: inDays(20) },
    'exactly twice as much a day': payg(4, 2 * 4 * 10),
    'three days that cost exactly twice as much': daily([27, 100], [3, 200]),
    'one dear day, as what is billed once a month': daily([27, 100], [1, 100], [1, 9000], [1, 100]),
    'three dear days, but little money': daily([27, 1], [3, 20]),
    'too few days to know what is usual': daily([6, 100], [3, 900]),
    'no daily bills: the months are judged': { related: { ...costing({}).related, dailyBills: [] } },
    'cheaper than before': daily([27, 100], [3, 10]),
  },
  fail: {
    'more than doubled in a month': {
      ...costing({ '2026-02': 2001, '2025-02': 900 }),
      message: 'month',
      severity: 'warning',
      text: {
        zh: `账户 ${id} 的 2026-02 账期费用为 2001 CNY，比上月的 1000 CNY 增长 100.1 %，超过 100 %。增长最多的产品：ecs 1000.5 (+500.5), rds 1000.5 (+500.5)；实例：-`,
        en: `Account ${id} spent 2001 CNY in 2026-02, 100.1 % more than the 1000 CNY of the month before, above 100 %. Products that grew most: ecs 1000.5 (+500.5), rds 1000.5 (+500.5); instances: -`,
      },
    },
    'more than doubled, and last year was dearer than last month': {
      ...costing({ '2026-01': 300, '2025-02': 400 }),
      message: 'year',
      severity: 'warning',
      text: {
        zh: `账户 ${id} 的 2026-02 账期费用为 1000 CNY，比去年同月的 400 CNY 增长 150 %，超过 100 %。增长最多的产品：ecs 500 (+300), rds 500 (+300)；实例：-`,
        en: `Account ${id} spent 1000 CNY in 2026-02, 150 % more than the 400 CNY of that month last year, above 100 %. Products that grew most: ecs 500 (+300), rds 500 (+300); instances: -`,
      },
    },
    'already in the month under way': {
      ...costing({ '2026-03': 5000 }),
      message: 'month',
      severity: 'warning',
      data: { cycle: '2026-03', before: 1000, percent: 400 },
    },
    'instances that grew, a new one among them': {
      related: {
        bills: [bill('2026-02', 1000, 1000), bill('2026-03', 5000, 900)],
        instanceBills: [
          instanceBill('2026-02', { 'ecs/i-1': 100, 'ecs/i-2': 500, 'ecs/i-3': 50 }),
          instanceBill('2026-03', { 'ecs/i-1': 400, 'ecs/i-2': 500, 'ecs/i-4': 450 }),
          instanceBill('2026-03', { 'ecs/i-4': 10 }),
        ],
      },
      message: 'month',
      severity: 'warning',
      data: { products: ['ecs 5000 (+4000)'], instances: ['ecs i-4 460 (+460)', 'ecs i-1 400 (+300)'] },
    },
    'instances of a month that has nothing to be compared with': {
      related: {
        bills: [bill('2026-01', 1000), bill('2026-02', 3000)],
        instanceBills: [instanceBill('2026-02', { 'ecs/i-1': 100, 'ecs/i-2': 500 })],
      },
      message: 'month',
      severity: 'warning',
      data: { instances: ['ecs i-2 500', 'ecs i-1 100'] },
    },
    'less growth is allowed': {
      ...costing({ '2026-02': 1400, '2025-02': 1000 }),
      params: { growth: 30 },
      message: 'month',
      severity: 'warning',
      data: { threshold: 30, percent: 40 },
    },
    'little money counts': {
      ...costing({ '2026-03': 90, '2026-02': 30, '2026-01': 10, '2025-03': 20, '2025-02': 20 }),
      params: { minimum: 50 },
      message: 'month',
      severity: 'warning',
      data: { percent: 200 },
    },
    'the worst one is too little money': {
      ...costing({ '2026-03': 200, '2026-02': 20, '2026-01': 1, '2025-03': 1, '2025-02': 1 }),
      message: 'month',
      severity: 'warning',
      data: { cycle: '2026-03', percent: 900 },
    },
    'mining, four days old': {
      ...payg(4, 2001),
      params: { minimum: 50 },
      message: 'day',
      severity: 'warning',
      text: {
        zh: `账户 ${id} 的 2026-03 账期按量付费平均每天 500.25 CNY，比此前每天 10 CNY 增长 4902.5 %，超过 100 %。增长最多的产品：ecs 2001 (+1721)；实例：-`,
        en: `Account ${id} spends 500.25 CNY of pay-as-you-go a day in 2026-03, 4902.5 % more than the 10 CNY a day before, above 100 %. Products that grew most: ecs 2001 (+1721); instances: -`,
      },
    },
    'mining since three billed days, late in the month': {
      ...daily([27, 100], [1, 900], [1, 201], [1, 950]),
      message: 'days',
      severity: 'warning',
      text: {
        zh: `账户 ${id} 自 2026-02-25 起按量付费每天不少于 201 CNY，比此前通常每天的 100 CNY 增长 101 %，超过 100 %。增长最多的产品：-；实例：-`,
        en: `Account ${id} spends at least 201 CNY of pay-as-you-go a day since 2026-02-25, 101 % more than the usual 100 CNY a day before, above 100 %. Products that grew most: -; instances: -`,
      },
    },
    'less growth of days is allowed': {
      ...daily([27, 100], [3, 150]),
      params: { growth: 40 },
      message: 'days',
      severity: 'warning',
      data: { percent: 50, threshold: 40 },
    },
    'three days are enough': { ...payg(3, 300), message: 'day', severity: 'warning', data: { value: 100, before: 10 } },
    'although a bill is missing': {
      related: { bills: [bill('2026-01', 1000), bill('2026-02', 3000)] },
      message: 'month',
      severity: 'warning',
      data: { before: 1000, value: 3000 },
    },
  },
  skip: { 'a new account': costing({ '2026-02': 0, '2026-01': 0, '2025-03': 0, '2025-02': 0 }) },
  unknown: {
    'a daily bill that is cut off': {
      related: { ...costing({}).related, dailyBills: [dayBill('2026-02-27', 100, 3)] },
    },
    'no bills': { related: { bills: [] } },
    'a bill is missing': { related: { bills: [bill('2026-01', 1000), bill('2026-02', 1000)] } },
  },
  // Every day that was read has an answer: without one there is nothing to compare.
  absentIsFact: ['related.dailyBills'],
});
