import { budgetForecast } from '../../../../scripts/bss';
import { monthForecast } from '../../../../scripts/bss/totals';
import { testChecker } from '../../../harness/check-tester';
import { account, bill, dayBill, instanceBill, vagueBill } from '../fixtures';

/** The 11th: nine days are billed, twenty-two are to come. */
const now = new Date('2026-03-11T04:00:00Z');
const day = (back: number) => new Date(now.getTime() - back * 86_400_000).toISOString().slice(0, 10);

/** Bills of the days before yesterday, and of the month so far: its subscriptions cost 1000. */
function billed(days: number, cost: (back: number) => number, payAsYouGo = 950) {
  return {
    bills: [bill('2026-03', payAsYouGo, 1000)],
    dailyBills: Array.from({ length: days }, (_, i) => dayBill(day(i + 2), cost(i + 2))),
  };
}
const level = () => 100;
const uneven = (back: number) => (back % 2 === 0 ? 80 : 120);
const id = account.id;

testChecker(budgetForecast, {
  healthy: { asset: account, now, related: billed(30, level) },
  pass: {
    'exactly the budget': { params: { budget: 4100 } },
    'only the upper end is over it': { related: billed(30, uneven), params: { budget: 4150 } },
    'cheaper from day to day': { related: billed(30, (back) => back * 5), params: { budget: 2000 } },
  },
  fail: {
    'more than the budget, for certain': {
      related: { ...billed(30, level), instanceBills: [instanceBill('2026-03', { 'ecs/i-1': 700 })] },
      params: { budget: 4099 },
      message: 'certain',
      severity: 'warning',
      text: {
        zh: `账户 ${id} 的 2026-03 账期预计花费 4100 CNY，90 % 区间的下限 4100（上限 4100，已花费 1950）也超出预算 4099 CNY。费用最高的产品：rds 1000, ecs 950；实例：ecs i-1 700`,
        en: `Account ${id} will spend 4100 CNY in 2026-03: even the lower end of 4100 to 4100 (90 % confidence, 1950 so far) is over its budget of 4099 CNY. Dearest products: rds 1000, ecs 950; instances: ecs i-1 700`,
      },
    },
    'probably more than the budget': {
      related: billed(30, uneven),
      params: { budget: 4000 },
      message: 'likely',
      severity: 'warning',
      text: {
        zh: `账户 ${id} 的 2026-03 账期预计花费 4077.48 CNY（90 % 区间 3836.64 至 4305.95，已花费 1950），很可能超出预算 4000 CNY。费用最高的产品：rds 1000, ecs 950；实例：-`,
        en: `Account ${id} will probably spend 4077.48 CNY in 2026-03 (3836.64 to 4305.95 with 90 % confidence, 1950 so far), over its budget of 4000 CNY. Dearest products: rds 1000, ecs 950; instances: -`,
      },
    },
    'with less confidence it is certain': {
      related: billed(30, uneven),
      params: { budget: 3950, confidence: 50 },
      message: 'certain',
      severity: 'warning',
      data: { confidence: 50 },
    },
    'dearer from day to day': {
      related: billed(20, (back) => 100 - 3 * back),
      params: { budget: 4500 },
      message: 'certain',
      severity: 'warning',
      data: { value: 4565, low: 4565 },
    },
    'days that cost nothing count once there were others': {
      related: billed(30, (back) => (back === 31 ? 3000 : 0)),
      params: { budget: 1000 },
      message: 'certain',
      severity: 'warning',
      data: { spent: 1950, low: 1950 },
    },
    'a new account, when few days will do': {
      related: billed(10, level),
      params: { budget: 4000, minDays: 10 },
      message: 'certain',
      severity: 'warning',
      data: { value: 4100 },
    },
    'more than the budget is spent already': {
      related: billed(30, level, 9000),
      params: { budget: 9000 },
      message: 'certain',
      severity: 'warning',
      data: { value: 10_000, low: 10_000, spent: 10_000 },
    },
  },
  skip: { 'no budget': { params: {} } },
  unknown: {
    'no bill of this month': { related: { ...billed(30, level), bills: [] }, params: { budget: 1 } },
    'too few days': { related: billed(14, level), params: { budget: 1 } },
    'no days': { related: { ...billed(0, level) }, params: { budget: 1 } },
    'a bill that does not say how it is paid for': {
      related: { ...billed(30, level), bills: [vagueBill('2026-03', 1950)] },
      params: { budget: 1 },
    },
    'a page is not the whole day': {
      related: {
        ...billed(29, level),
        dailyBills: [...billed(29, level).dailyBills, dayBill(day(31), 100, { TotalCount: 301 })],
      },
      params: { budget: 1 },
    },
  },
});

test.each(['2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z', '2026-03-31T15:59:00Z'])(
  'at %s a month of 31 days at 100 comes to 3100',
  (time) => {
    const at = new Date(time);
    const days = Array.from({ length: 30 }, (_, i) =>
      dayBill(new Date(at.getTime() + 8 * 3_600_000 - (i + 2) * 86_400_000).toISOString().slice(0, 10), 100),
    );
    const found = monthForecast([bill('2026-03', 0)], days, at, { confidence: 90, minDays: 15 });
    expect(found).toEqual({ expected: 3100, low: 3100, high: 3100 });
  },
);
