import { nearLimit, productQuotas } from '../../../../scripts/quotas';
import { testChecker } from '../../../harness/check-tester';
import { now, where as regional } from '../../ecs/fixtures';

const quota = productQuotas.toAsset(
  {
    QuotaArn: 'acs:quotas:cn-hangzhou:1000000000000001:quota/ecs/q_security-groups/cn-hangzhou',
    QuotaName: 'Maximum Security Groups',
    QuotaActionCode: 'q_security-groups',
    ProductCode: 'ecs',
    QuotaType: 'normal',
    QuotaUnit: 'COUNT',
    TotalQuota: 100,
    TotalUsage: 10,
    Consumable: true,
    Adjustable: true,
  },
  { ...regional, region: 'global' },
);

testChecker(nearLimit, {
  healthy: { asset: quota, now },
  pass: {
    'a tenth': {},
    'just below': { asset: { totalUsage: 79 } },
    'as full as a higher level allows': { asset: { totalUsage: 89 }, params: { warning: 90 } },
  },
  fail: {
    'four fifths': {
      asset: { totalUsage: 80 },
      message: 'near',
      severity: 'warning',
      text: {
        zh: '配额“Maximum Security Groups”（ecs/q_security-groups，cn-hangzhou）已用 80/100（80 %）',
        en: 'Quota "Maximum Security Groups" (ecs/q_security-groups, cn-hangzhou): 80 of 100 used (80 %)',
      },
    },
    'of no region': {
      asset: { id: 'acs:quotas::1:quota/x', totalUsage: 94, productCode: undefined, quotaActionCode: undefined },
      message: 'near',
      severity: 'warning',
      data: { where: '*', code: '?/?' },
    },
    full: { asset: { totalUsage: 100 }, message: 'near', severity: 'error', data: { value: 100, threshold: 95 } },
    'from a lower level on': {
      asset: { totalUsage: 85 },
      params: { error: 85 },
      message: 'near',
      severity: 'error',
      data: { threshold: 85 },
    },
    'a small one, where that counts': {
      asset: { totalUsage: 1, totalQuota: 1 },
      params: { least: 1 },
      message: 'near',
      severity: 'error',
      data: { total: 1 },
    },
  },
  skip: {
    'one that nobody counts': { asset: { consumable: false, totalUsage: undefined } },
    'a small one': { asset: { totalUsage: 4, totalQuota: 4 } },
    'no quota at all': { asset: { totalQuota: 0 } },
  },
  unknown: { 'no use': { asset: { totalUsage: undefined } }, 'no quota': { asset: { totalQuota: undefined } } },
  absentIsFact: ['consumable'],
});

test('levels that do not fit together are refused', () => {
  expect(() => nearLimit.with({ warning: 96 })).toThrow('error (95) is below warning (96)');
});
