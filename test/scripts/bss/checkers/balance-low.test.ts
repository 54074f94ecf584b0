import { balanceLow } from '../../../../scripts/bss';
import { testChecker } from '../../../harness/check-tester';
import { account, bill, billOf, now, vagueBill } from '../fixtures';

/** The clock stands in March: February, with 28 days, counts. */
const related = { bills: [bill('2026-02', 28_000, 999_999), bill('2026-03', 0, 999_999)] };
const having = (availableAmount: number) => ({ asset: { availableAmount } });
/** Neither money nor credit. */
const EMPTY = { asset: { availableAmount: 0, availableCashAmount: 0, creditAmount: 0 } };
const NO_BALANCE = {
  asset: { availableAmount: undefined, availableCashAmount: undefined, creditAmount: undefined, currency: undefined },
};
const id = account.id;

testChecker(balanceLow, {
  healthy: { asset: account, related, now },
  pass: {
    'exactly seven days': having(7000),
    'fewer days than the default, more than wanted': { ...having(4000), params: { days: 4 } },
    'little, and nothing is paid as it goes': { ...having(0), related: { bills: [bill('2026-02', 0)] } },
    'little, and it lasts for weeks': { ...having(600), related: { bills: [bill('2026-02', 28 * 20)] } },
    'exactly a warning amount': { ...having(40_000), params: { warning: 40_000 } },
    'the first days of a month tell nothing': {
      ...having(8000),
      now: new Date('2026-03-03T15:59:59Z'),
      related: { bills: [bill('2026-02', 28_000), bill('2026-03', 90_000)] },
    },
    'days are not judged': { ...having(2000), params: { days: 0, criticalDays: 0 } },
    'no bill, days not judged': { ...having(2000), related: { bills: [] }, params: { days: 0, criticalDays: 0 } },
  },
  fail: {
    'fewer than seven days': {
      ...having(6999.99),
      message: 'days',
      severity: 'warning',
      text: {
        zh: `账户 ${id} 的可用额度为 6999.99 CNY，按近期日均 1000 CNY 只够 6 天，少于 7 天`,
        en: `Account ${id} has 6999.99 CNY available: at 1000 CNY a day, as of late, that lasts 6 days, fewer than 7`,
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
    'the month under way costs more a day': {
      ...having(8000),
      now: new Date('2026-03-03T16:00:00Z'),
      related: { bills: [bill('2026-02', 28_000), bill('2026-03', 6000)] },
      message: 'days',
      severity: 'warning',
      data: { perDay: 2000, daysLeft: 4 },
    },
    'less than a warning amount': {
      ...having(999.99),
      related: { bills: [bill('2026-02', 0)] },
      params: { warning: 1000 },
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
    'exactly a critical amount': {
      ...having(100),
      related: { bills: [bill('2026-02', 0)] },
      params: { warning: 1000, critical: 100 },
      message: 'amount',
      severity: 'warning',
      data: { threshold: 1000 },
    },
    'a debt, whatever was billed': {
      ...having(-11.19),
      related: { bills: [] },
      message: 'amount',
      severity: 'critical',
      data: { value: -11.19, threshold: 0 },
    },
    'nothing there, and something owed': {
      ...EMPTY,
      related: { bills: [billOf({ OutstandingAmount: 3.5 })] },
      message: 'days',
      severity: 'critical',
      data: { daysLeft: 0 },
    },
    'nothing there, and a part of the bills is its own': {
      ...EMPTY,
      related: { bills: [billOf({ BillAccountID: id }, { BizType: 'trusteeship' })] },
      message: 'days',
      severity: 'critical',
      data: { daysLeft: 0 },
    },
    'a higher critical amount': {
      ...having(800),
      params: { warning: 1000, critical: 900 },
      message: 'amount',
      severity: 'critical',
      data: { threshold: 900 },
    },
  },
  skip: {
    'a trusteeship': { ...EMPTY, related: { bills: [billOf({ BizType: 'trusteeship' })] } },
    'bills that belong to another account': { ...EMPTY, related: { bills: [billOf({ BillAccountID: '2' })] } },
    'paid by card: nothing there, and nothing owed': {
      ...EMPTY,
      related: { bills: [billOf({ OutstandingAmount: 0 })] },
    },
    'a trusteeship without a balance': { ...NO_BALANCE, related: { bills: [billOf({ BizType: 'trusteeship' })] } },
    'paid by card: no balance, and nothing owed': {
      ...NO_BALANCE,
      related: { bills: [billOf({ OutstandingAmount: 0 })] },
    },
  },
  unknown: {
    'no balance, and no bill': { ...NO_BALANCE, related: { bills: [] } },
    'no balance, and something owed': { ...NO_BALANCE, related: { bills: [billOf({ OutstandingAmount: 3.5 })] } },
    'no balance any more while it is low': {
      ...NO_BALANCE,
      related: { bills: [billOf({ OutstandingAmount: 0 })] },
      openData: { value: 3 },
    },
    'no amount beside cash': { asset: { availableAmount: undefined } },
    'no currency': { asset: { currency: undefined } },
    'no bill of last month': { related: { bills: [bill('2026-03', 100)] } },
    'a bill that does not say how it is paid for': { related: { bills: [vagueBill('2026-02', 28_000)] } },
  },
});
