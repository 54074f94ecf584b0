import { ecsExpiring } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { inDays, instance, now, renewal } from '../fixtures';

const cases = expiryCases({ zh: '实例 i-1', en: 'Instance i-1' }, (expiredTime) => ({ asset: { expiredTime } }));

testChecker(ecsExpiring, {
  healthy: { asset: instance, related: { renewal: [renewal('Normal')] }, now },
  pass: cases.pass,
  fail: {
    ...cases.fail,
    'marked as not renewed': {
      asset: { expiredTime: inDays(4) },
      related: { renewal: [renewal('NotRenewal')] },
      message: 'soon',
      severity: 'info',
      data: { value: 4 },
    },
    'marked as not renewed, and over': {
      asset: { expiredTime: inDays(-1) },
      related: { renewal: [renewal('NotRenewal')] },
      message: 'expired',
      severity: 'info',
      data: { value: -1 },
    },
    'renews itself, which fails': {
      asset: { expiredTime: inDays(8) },
      related: { renewal: [renewal('AutoRenewal')] },
      message: 'failing',
      severity: 'warning',
      text: {
        zh: '实例 i-1 已开启自动续费但没有续成，将在 8 天后到期（2026-03-09T00:00Z）',
        en: 'Auto-renewal of instance i-1 is on but fails: it expires in 8 days (2026-03-09T00:00Z)',
      },
      data: { value: 8 },
    },
    'renews itself, which fails, near its end': {
      asset: { expiredTime: inDays(3) },
      related: { renewal: [renewal('AutoRenewal')] },
      message: 'failing',
      severity: 'critical',
      data: { value: 3 },
    },
    'over, whatever the answer does not tell': {
      asset: { expiredTime: inDays(-1) },
      related: { renewal: [] },
      message: 'expired',
      severity: 'critical',
      data: { value: -1 },
    },
  },
  skip: {
    'renews itself': { asset: { expiredTime: inDays(24) }, related: { renewal: [renewal('AutoRenewal')] } },
    'renews itself, and is paid for later': {
      asset: { expiredTime: inDays(6) },
      related: { renewal: [renewal('AutoRenewal')] },
      params: { renewalDays: 5 },
    },
    'pay-as-you-go, even with a time': { asset: { instanceChargeType: 'PostPaid', expiredTime: inDays(1) } },
  },
  unknown: {
    ...cases.unknown,
    'near its end, without renewal attributes': { asset: { expiredTime: inDays(4) }, related: { renewal: [] } },
    'no charge type': { asset: { instanceChargeType: undefined } },
  },
});
