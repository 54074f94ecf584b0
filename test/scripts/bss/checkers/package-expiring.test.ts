import { packageExpiring, packages } from '../../../../scripts/bss';
import { testChecker } from '../../../harness/check-tester';
import { where } from '../commitments';
import { inDays, now } from '../fixtures';

const bag = packages.toAsset(
  {
    InstanceId: 'OSSBAG-1',
    PackageType: 'ossbag',
    ExpiryTime: '2027-03-01T00:00:00Z',
    RemainingAmount: '40.000',
    RemainingAmountUnit: 'GB',
    DeductType: 'Absolute',
    EffectiveTime: '2026-01-01T00:00:00Z',
    TotalAmount: '40.000',
    TotalAmountUnit: 'GB',
  },
  where,
);

testChecker(packageExpiring, {
  healthy: { asset: bag, now },
  pass: {
    'exactly a tenth is left': { asset: { remainingAmount: 4 } },
    'more than 30 days': { asset: { expiryTime: inDays(30, 1) } },
    'nearly used up, and full again on the first': { asset: { remainingAmount: 0, deductType: 'PeriodMonthlyAcc' } },
    'a month, in its first two thirds': { asset: { effectiveTime: inDays(-9), expiryTime: inDays(21) } },
  },
  fail: {
    'less than a tenth': {
      asset: { remainingAmount: 3.9 },
      message: 'low',
      severity: 'warning',
      text: {
        zh: '资源包 OSSBAG-1（ossbag）只剩 3.9 GB（9.75 %），总量 40 GB，2027-03-01T00:00Z 到期',
        en: 'Resource package OSSBAG-1 (ossbag) has 3.9 GB of 40 GB left (9.75 %); it ends at 2027-03-01T00:00Z',
      },
    },
    'more must be left': {
      asset: { remainingAmount: 15 },
      params: { remaining: 40 },
      message: 'low',
      severity: 'warning',
      data: { value: 37.5, threshold: 40 },
    },
    '30 days': {
      asset: { effectiveTime: inDays(-300), expiryTime: inDays(30) },
      message: 'soon',
      severity: 'warning',
      text: {
        zh: '资源包 OSSBAG-1（ossbag）将在 30 天后到期（2026-03-31T00:00Z），还剩 40 GB',
        en: 'Resource package OSSBAG-1 (ossbag) ends in 30 days (2026-03-31T00:00Z) with 40 GB left',
      },
    },
    'a month, in its last third': {
      asset: { effectiveTime: inDays(-21), expiryTime: inDays(9) },
      message: 'soon',
      severity: 'warning',
      data: { value: 9 },
    },
    'sooner than asked for': {
      asset: { effectiveTime: inDays(-300), expiryTime: inDays(50), remainingAmountUnit: 'MB' },
      params: { days: 60 },
      message: 'soon',
      severity: 'warning',
      data: { value: 50, threshold: 60, left: '40 MB' },
    },
  },
  unknown: {
    'no end': { asset: { expiryTime: undefined } },
    'nothing known of what is left': { asset: { remainingAmount: undefined } },
    'other units': { asset: { remainingAmount: 1, remainingAmountUnit: 'TB' } },
    'no total': { asset: { totalAmount: 0 } },
    'nearly used up, and it does not tell whether it fills up again': {
      asset: { remainingAmount: 1, deductType: undefined },
    },
  },
  // One whose beginning is not told is judged by its end alone.
  absentIsFact: ['effectiveTime'],
});
