import { balanceLow } from '../../../../scripts/bss';
import { testChecker } from '../../../harness/check-tester';
import { account, bill, now, vagueBill } from '../fixtures';

/** The clock stands in March: February, with 28 days, counts. */
const related = { bills: [bill('2026-02', 28_000, 999_999), bill('2026-03', 999_999)] };
const having = (availableAmount: number) => ({ asset: { availableAmount } });
const id = account.id;

testChecker(balanceLow, {
  healthy: { asset: account, related, now },
  pass: {
    'exactly seven days': having(7000),
    'fewer days than the default, more than wanted': { ...having(4000), params: { days: 4 } },
    'nothing spent, exactly the warning amount': { ...having(1000), related: { bills: [bill('2026-02', 0)] } },
    'days are not judged': { ...having(2000), params: { days: 0, criticalDays: 0 } },
    'no bill, days not judged': { ...having(2000), related: { bills: [] }, params: { days: 0, criticalDays: 0 } },
  },
  fail: {
    'fewer than seven days': {
      ...having(6999.99),
      message: 'days',
      severity: 'warning',
      text: {
        zh: `账户 ${id} 的可用额度为 6999.99 CNY，按上月日均 1000 CNY 只够 6 天，少于 7 天`,
        en: `Account ${id} has 6999.99 CNY available: at 1000 CNY a day, as last month, that lasts 6 days, fewer than 7`,
      },
    },
    'exactly three days': { ...having(3000), message: 'days', severity: 'warning', data: { daysLeft: 3 } },
    'fewer than three days': { ...having(2999), message: 'days', severity: 'critical', data: { threshold: 3 } },
    'more critical days': {
      ...having(4999),
      params: { criticalDays: 5 },
      message: 'days',
      severity: 'critical',
      data: { threshold: 5 },
    },
    'less than the warning amount': {
      ...having(999.99),
      related: { bills: [bill('2026-02', 0)] },
      message: 'amount',
      severity: 'warning',
      text: {
        zh: `账户 ${id} 的可用额度为 999.99 CNY，低于 1000 CNY`,
        en: `Account ${id} has 999.99 CNY available, less than 1000 CNY`,
      },
    },
    'a higher warning amount': {
      ...having(40_000),
      params: { warning: 50_000 },
      message: 'amount',
      severity: 'warning',
      data: { threshold: 50_000 },
    },
    'exactly the critical amount': {
      ...having(100),
      related: { bills: [bill('2026-02', 0)] },
      message: 'amount',
      severity: 'warning',
      data: { threshold: 1000 },
    },
    'less than the critical amount, whatever was billed': {
      ...having(-11.19),
      related: { bills: [] },
      message: 'amount',
      severity: 'critical',
      data: { value: -11.19, threshold: 100 },
    },
    'a higher critical amount': {
      ...having(800),
      params: { critical: 900 },
      message: 'amount',
      severity: 'critical',
      data: { threshold: 900 },
    },
  },
  unknown: {
    'no bill of last month': { related: { bills: [bill('2026-03', 100)] } },
    'a bill that does not say how it is paid for': { related: { bills: [vagueBill('2026-02', 28_000)] } },
  },
});
