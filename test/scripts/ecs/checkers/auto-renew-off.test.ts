import { autoRenewOff } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { inDays, instance, now, renewal } from '../fixtures';

testChecker(autoRenewOff, {
  healthy: { asset: instance, related: { renewal: [renewal('Normal')] }, now },
  pass: {
    'off, but a year left': {},
    'one second more than 30 days': { asset: { expiredTime: inDays(30, 1) } },
    'on, with a day left': { asset: { expiredTime: inDays(1) }, related: { renewal: [renewal('AutoRenewal')] } },
  },
  fail: {
    'exactly 30 days': {
      asset: { expiredTime: inDays(30) },
      message: 'off',
      severity: 'warning',
      text: {
        zh: '实例 i-1 还有 30 天到期，自动续费状态为 Normal',
        en: 'Instance i-1 has 30 days left and its renewal status is Normal',
      },
      data: { value: 30, threshold: 30 },
    },
    'given up': {
      asset: { expiredTime: inDays(3) },
      related: { renewal: [renewal('NotRenewal')] },
      message: 'off',
      severity: 'warning',
      data: { value: 3, renewalStatus: 'NotRenewal' },
    },
    'a higher threshold': {
      asset: { expiredTime: inDays(60) },
      params: { days: 60 },
      message: 'off',
      severity: 'warning',
      data: { value: 60, threshold: 60 },
    },
  },
  skip: { 'pay-as-you-go': { asset: { instanceChargeType: 'PostPaid' } } },
  unknown: {
    'no charge type': { asset: { instanceChargeType: undefined } },
    'no expiry time': { asset: { expiredTime: undefined } },
    'no renewal attributes': { related: { renewal: [] }, asset: { expiredTime: inDays(5) } },
    'no renewal status': { related: { renewal: [{ ...renewal('Normal'), renewalStatus: undefined }] } },
  },
});
