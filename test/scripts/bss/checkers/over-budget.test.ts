import { overBudget } from '../../../../scripts/bss';
import { testChecker } from '../../../harness/check-tester';
import { account, bill, instanceBill, now } from '../fixtures';

const costing = (cost: number) => ({
  related: { bills: [bill('2026-02', 999_999), bill('2026-03', cost - 10, 10)] },
  params: { budget: 10_000 },
});
const id = account.id;
const instances = Object.fromEntries([5, 9, 7, 3, 1, 8].map((cost) => [`ecs/i-${cost}`, cost]));

testChecker(overBudget, {
  healthy: { asset: account, now, related: { bills: [bill('2026-03', 100)] } },
  pass: {
    'exactly 80 %': costing(8000),
    'a later warning': { ...costing(9000), params: { budget: 10_000, warningPercent: 95 } },
  },
  fail: {
    'more than 80 %': {
      ...costing(8001),
      message: 'near',
      severity: 'warning',
      text: {
        zh: `账户 ${id} 本月（2026-03）已花费 8001 CNY，为预算 10000 CNY 的 80.01 %。花费最多的产品：ecs 7991, rds 10；实例：-`,
        en: `Account ${id} has spent 8001 CNY in 2026-03, 80.01 % of its budget of 10000 CNY. Most of it for products ecs 7991, rds 10; instances -`,
      },
    },
    'all of it': { ...costing(10_000), message: 'near', severity: 'warning', data: { percent: 100, threshold: 8000 } },
    'a little more than all of it, without a warning before': {
      ...costing(10_000.01),
      params: { budget: 10_000, warningPercent: 100 },
      message: 'over',
      severity: 'warning',
      data: { value: 10_000.01 },
    },
    'with the dearest five instances, of this month alone': {
      related: {
        bills: [bill('2026-03', 9000)],
        instanceBills: [
          instanceBill('2026-03', { ...instances, 'rds/': 99 }),
          instanceBill('2026-02', { 'ecs/i-x': 99 }),
        ],
      },
      params: { budget: 10_000 },
      message: 'near',
      severity: 'warning',
      data: { instances: ['ecs i-9 9', 'ecs i-8 8', 'ecs i-7 7', 'ecs i-5 5', 'ecs i-3 3'], products: ['ecs 9000'] },
    },
    'more than all of it': {
      ...costing(10_000.01),
      message: 'over',
      severity: 'warning',
      text: {
        zh: `账户 ${id} 本月（2026-03）已花费 10000.01 CNY，超出预算 10000 CNY。花费最多的产品：ecs 9990.01, rds 10；实例：-`,
        en: `Account ${id} has spent 10000.01 CNY in 2026-03, over its budget of 10000 CNY. Most of it for products ecs 9990.01, rds 10; instances -`,
      },
    },
  },
  skip: { 'no budget': { ...costing(8001), params: {} } },
  unknown: { 'no bill of this month': { related: { bills: [] }, params: { budget: 1 } } },
});
