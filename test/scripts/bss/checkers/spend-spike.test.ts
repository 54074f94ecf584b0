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
  return { now: inDays(days, -8 * 3600), related: { bills, dailyBills: [] } };
}
/** Of a number of days; what ECS cost each, or what products did. */
type Run = readonly [count: number, cost: number | Readonly<Record<string, number>>];

/** Days, the oldest first; the last one is the newest that is billed at a moment. */
function daysUntil(at: Date, ...costs: Run[]) {
  const all = costs.flatMap(([count, cost]) => Array.from({ length: count }, () => cost));
  return all.map((cost, n) => {
    const day = new Date(at.getTime() - (all.length + 1 - n) * 86_400_000).toISOString().slice(0, 10);
    const { ecs = 0, ...others } = typeof cost === 'number' ? { ecs: cost } : cost;
    return dayBill(day, ecs, others);
  });
}
const daily = (...costs: Run[]) => ({
  related: { ...costing({}).related, dailyBills: daysUntil(now, ...costs) },
});
/** With a day of much on these days of months; as on 4 March, whose newest bills are those of 1 and 2 March. */
function onFirst(...dear: string[]) {
  const at = inDays(3);
  const dailyBills = daysUntil(at, [38, 100]).map((one) =>
    dear.includes(one.id.slice(5)) ? dayBill(one.id, 2000) : one,
  );
  return { now: at, related: { ...costing({}).related, dailyBills } };
}
/** ECS costs more since ten days. */
const mined = daily([28, 100], [10, 900]);
const mining = {
  ...{ kind: 'shift', metric: 'PretaxAmount', part: 'ecs', since: '2026-02-18', view: 'level-1' },
  ...{ low: 90, high: 110, lowest: 900, highest: 900, unit: 'CNY' },
};
const said = {
  ...{ faultId: 'event-1', account: account.account.id, region: 'global', checker: spendSpike.id },
  ...{ assetId: account.id, assetName: account.name, metric: 'PretaxAmount', part: 'ecs', kind: 'shift', unit: 'CNY' },
  ...{ low: 900, high: 900, since: '2026-02-18T00:00:00.000Z', at: '2026-02-22T00:00:00.000Z', by: 'ops' },
  was: { view: 'level-1', low: 90, high: 110 },
};
/** Days that cost by turns. */
const restless = (...newest: Run[]) =>
  daily(...Array.from({ length: 36 }, (_, n): Run => [1, 100 + 3 * ((n * 37) % 23)]), ...newest);
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
    'two days that cost exactly as much more as is allowed': daily([36, 100], [2, 140]),
    'one dear day, the newest one': daily([37, 100], [1, 9000]),
    'one dear day, as what is billed once a month': daily([27, 100], [1, 9000], [8, 100], [1, 9000], [1, 100]),
    'what is billed at the beginning of each month': onFirst('02-01', '02-02', '03-01', '03-02'),
    'growth of 7 % a month': daily(...Array.from({ length: 38 }, (_, n): Run => [1, 100 * 1.07 ** (n / 30)])),
    'weekends that cost less': daily(
      ...Array.from({ length: 38 }, (_, n): Run => [1, [4, 5].includes((n + 1) % 7) ? 40 : 100]),
    ),
    'mining that was there before the first run, and is over': daily([28, 100], [6, 900], [4, 100]),
    'an event that is over: it has cost as before for two days': {
      ...daily([28, 100], [8, 900], [2, 100]),
      openData: { ...mining, since: '2026-02-18' },
    },
    'what had risen is still a little above': { ...daily([28, 100], [8, 900], [2, 120]), openData: mining },
    'what had risen costs less than before': { ...daily([28, 100], [8, 900], [2, 5]), openData: mining },
    'a rise that was said to be normal': { ...mined, accepted: [said] },
    'months that rose by what was said to be normal': {
      related: { ...mined.related, ...costing({ '2026-02': 2500 }).related },
      accepted: [said],
    },
    'a rise that a smaller budget leaves out': { ...restless([2, 225]), params: { alarmBudget: 1 } },
    'two dear days, but little money': daily([36, 1], [2, 20]),
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
    'mining since two billed days, late in the month': {
      ...daily([36, { ecs: 100, slb: 10 }], [2, { ecs: 900, slb: 10 }]),
      message: 'days',
      severity: 'warning',
      text: {
        zh: `账户 ${id} 的产品 ecs 自 2026-02-26 起按量付费增多，2026-02-27 为 900 CNY；这样的日子通常约 100 CNY，在 98.46 至 101.54 之间。同时增多的其他产品：-`,
        en: `Account ${id} pays more for ecs as it goes since 2026-02-26, 900 CNY on 2026-02-27; such days cost about 100 CNY, between 98.46 and 101.54. Other products that rose: -`,
      },
    },
    'less growth of days is allowed': {
      ...daily([36, 1000], [2, 1100]),
      params: { dailyGrowth: 8 },
      message: 'days',
      severity: 'warning',
      data: { value: 1100, product: 'ecs' },
    },
    'a rise that a greater budget counts': {
      ...restless([2, 195]),
      params: { alarmBudget: 1000 },
      message: 'days',
      severity: 'warning',
      data: { product: 'ecs' },
    },
    'mining that goes on': {
      ...mined,
      openData: mining,
      message: 'days',
      severity: 'warning',
      data: { since: '2026-02-18', day: '2026-02-27', value: 900, expected: 100 },
    },
    'less of what goes on': {
      ...daily([28, 100], [8, 900], [2, 121]),
      openData: mining,
      message: 'days',
      severity: 'warning',
      data: { since: '2026-02-18', value: 121 },
    },
    'what goes on before what is dearer and new': {
      ...daily([28, { ecs: 100, slb: 10 }], [8, { ecs: 900, slb: 10 }], [2, { ecs: 900, slb: 5000 }]),
      openData: mining,
      message: 'days',
      severity: 'warning',
      data: { product: 'ecs', others: 'slb' },
    },
    'a product that had never cost anything': {
      ...daily([36, { ecs: 1000 }], [2, { ecs: 1000, pai: 200 }]),
      message: 'days',
      severity: 'warning',
      data: { product: 'pai', expected: 0, others: '-' },
    },
    'two days that are not like the beginning of a month': {
      ...onFirst('03-01', '03-02'),
      message: 'days',
      severity: 'warning',
      data: { since: '2026-03-01' },
    },
    'days beyond what was said to be normal': {
      ...daily([28, 100], [8, 900], [2, 5000]),
      accepted: [said],
      message: 'days',
      severity: 'warning',
      data: { since: '2026-02-26' },
    },
    'what was said to be normal and taken back': {
      ...mined,
      accepted: [{ ...said, undone: '2026-02-25T00:00:00.000Z' }],
      message: 'days',
      severity: 'warning',
      data: { since: '2026-02-18' },
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
    'a daily bill that does not say of which product it is': {
      related: { ...costing({}).related, dailyBills: [dayBill('2026-02-27', 100, { '': 5 })] },
    },
    'a daily bill that is cut off': {
      related: { ...costing({}).related, dailyBills: [dayBill('2026-02-27', 100, { TotalCount: 3 })] },
    },
    'no bills': { related: { bills: [] } },
    'a bill is missing': { related: { bills: [bill('2026-01', 1000), bill('2026-02', 1000)] } },
  },
  // Every day that was read has an answer: without one there is nothing to compare.
  absentIsFact: ['related.dailyBills'],
});
