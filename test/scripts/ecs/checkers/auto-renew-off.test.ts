import { autoRenewOff } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { inDays, instance, now, renewal } from '../fixtures';

testChecker(autoRenewOff, {
  healthy: { asset: instance, related: { renewal: [renewal('Normal')] }, now },
  pass: {
    'off, but a year left': {},
    'a month by hand, for the first two thirds of it': {
      asset: { creationTime: inDays(-19), expiredTime: inDays(11) },
    },
    'one second more than 30 days': { asset: { expiredTime: inDays(30, 1) } },
    'on by the week, in the middle of it': {
      asset: { creationTime: inDays(-4), expiredTime: inDays(3) },
      related: { renewal: [renewal('AutoRenewal')] },
    },
    'on, with one second more than five days left': {
      asset: { expiredTime: inDays(5, 1) },
      related: { renewal: [renewal('AutoRenewal')] },
    },
    // Ends at 00:00 UTC, 08:00 in Beijing: paid for nine days before, two hours later at the latest.
    'on, before the first payment': {
      asset: { expiredTime: inDays(9, -7199) },
      related: { renewal: [renewal('AutoRenewal')] },
      params: { failingDays: 9 },
    },
  },
  fail: {
    'exactly 30 days': {
      asset: { creationTime: undefined, expiredTime: inDays(30) },
      message: 'off',
      severity: 'warning',
      text: {
        zh: '实例 i-1 还有 30 天到期，自动续费状态为 Normal',
        en: 'Instance i-1 has 30 days left and its renewal status is Normal',
      },
      data: { value: 30, threshold: 30 },
    },
    'on, and still not renewed': {
      asset: { expiredTime: inDays(4) },
      related: { renewal: [renewal('AutoRenewal')] },
      message: 'failing',
      severity: 'error',
      text: {
        zh: '实例 i-1 已开启自动续费，但还有 4 天到期仍未续费：扣款失败',
        en: 'Auto-renewal of instance i-1 is on, yet it has 4 days left: the payment fails',
      },
      data: { value: 4, threshold: 5 },
    },
    'on, and watched from the first payment on': {
      asset: { expiredTime: inDays(8) },
      related: { renewal: [renewal('AutoRenewal')] },
      params: { failingDays: 9 },
      message: 'failing',
      severity: 'error',
      data: { value: 8, threshold: 9 },
    },
    'a month by hand, in its last third': {
      asset: { creationTime: inDays(-20), expiredTime: inDays(10) },
      message: 'off',
      severity: 'warning',
      data: { value: 10, threshold: 10 },
    },
    'a higher threshold': {
      asset: { creationTime: undefined, expiredTime: inDays(60) },
      params: { days: 60 },
      message: 'off',
      severity: 'warning',
      data: { value: 60, threshold: 60 },
    },
  },
  skip: {
    'given up': { asset: { expiredTime: inDays(3) }, related: { renewal: [renewal('NotRenewal')] } },
    'pay-as-you-go': { asset: { instanceChargeType: 'PostPaid' } },
  },
  absentIsFact: ['creationTime'],
  unknown: {
    'no charge type': { asset: { instanceChargeType: undefined } },
    'no expiry time': { asset: { expiredTime: undefined } },
    'no renewal attributes': { related: { renewal: [] }, asset: { expiredTime: inDays(5) } },
    'no renewal status': { related: { renewal: [{ ...renewal('Normal'), renewalStatus: undefined }] } },
  },
});
