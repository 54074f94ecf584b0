import { overBudget } from '../../../../scripts/bss';
import { testChecker } from '../../../harness/check-tester';
import { account, bill, now } from '../fixtures';

const costing = (cost: number) => ({
  related: { bills: [bill('2026-02', 999_999), bill('2026-03', cost)] },
  params: { budget: 10_000 },
});
const id = account.id;

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
        zh: `账户 ${id} 本月（2026-03）已花费 8001 CNY，为预算 10000 CNY 的 80.01 %`,
        en: `Account ${id} has spent 8001 CNY in 2026-03, 80.01 % of its budget of 10000 CNY`,
      },
    },
    'all of it': { ...costing(10_000), message: 'near', severity: 'warning', data: { percent: 100, threshold: 8000 } },
    'more than all of it': {
      ...costing(10_000.01),
      message: 'over',
      severity: 'critical',
      text: {
        zh: `账户 ${id} 本月（2026-03）已花费 10000.01 CNY，超出预算 10000 CNY`,
        en: `Account ${id} has spent 10000.01 CNY in 2026-03, over its budget of 10000 CNY`,
      },
    },
  },
  skip: { 'no budget': { ...costing(8001), params: {} } },
  unknown: { 'no bill of this month': { related: { bills: [] }, params: { budget: 1 } } },
});
