import { ecsExpiring } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { inDays, instance, now, renewal } from '../fixtures';

const cases = expiryCases({ zh: '实例 i-1', en: 'Instance i-1' }, (expiredTime) => ({ asset: { expiredTime } }));

testChecker(ecsExpiring, {
  healthy: { asset: instance, related: { renewal: [renewal('Normal')] }, now },
  pass: {
    ...cases.pass,
    'a month by hand, for the first two thirds of it': {
      asset: { creationTime: inDays(-19), expiredTime: inDays(11) },
    },
  },
  fail: {
    ...cases.fail,
    'a month by hand, in its last third': {
      asset: { creationTime: inDays(-20), expiredTime: inDays(10) },
      message: 'soon',
      severity: 'warning',
      data: { value: 10, threshold: 10 },
    },
    'a month by hand, in the last sixth of it': {
      asset: { creationTime: inDays(-25), expiredTime: inDays(5) },
      message: 'soon',
      severity: 'critical',
      data: { value: 5, threshold: 5 },
    },
    'without a record of its renewal': {
      asset: { expiredTime: inDays(4) },
      related: { renewal: [] },
      message: 'soon',
      severity: 'info',
      data: { value: 4 },
    },
    'without a renewal status': {
      asset: { expiredTime: inDays(24) },
      related: { renewal: [{ ...renewal('Normal'), renewalStatus: undefined }] },
      message: 'soon',
      severity: 'info',
      data: { value: 24 },
    },
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
  absentIsFact: ['creationTime', 'related.renewal', 'related.renewal.renewalStatus'],
  unknown: {
    ...cases.unknown,
    'no charge type': { asset: { instanceChargeType: undefined } },
  },
});
