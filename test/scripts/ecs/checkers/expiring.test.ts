import { instanceExpiring } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { inDays, instance, now } from '../fixtures';

testChecker(instanceExpiring, {
  healthy: { asset: instance, now },
  pass: {
    'a year left': {},
    'one second more than 30 days': { asset: { expiredTime: inDays(30, 1) } },
    'more days than a lower threshold': { asset: { expiredTime: inDays(20) }, params: { days: 15 } },
    'spelt in lower case': { asset: { instanceChargeType: 'prepaid' } },
  },
  fail: {
    'exactly 30 days': {
      asset: { expiredTime: inDays(30) },
      message: 'soon',
      severity: 'warning',
      text: {
        zh: '实例 i-1 将在 30 天后到期（2026-03-31T00:00Z）',
        en: 'Instance i-1 expires in 30 days (2026-03-31T00:00Z)',
      },
      data: { value: 30, threshold: 30, unit: 'd' },
    },
    'one second more than 7 days': {
      asset: { expiredTime: inDays(7, 1) },
      message: 'soon',
      severity: 'warning',
      data: { value: 7, threshold: 30 },
    },
    'exactly 7 days': {
      asset: { expiredTime: inDays(7) },
      message: 'soon',
      severity: 'critical',
      data: { value: 7, threshold: 7 },
    },
    'one second left': {
      asset: { expiredTime: inDays(0, 1) },
      message: 'soon',
      severity: 'critical',
      data: { value: 0, threshold: 7 },
    },
    'ends this moment': {
      asset: { expiredTime: now },
      message: 'expired',
      severity: 'critical',
      text: { zh: '实例 i-1 已于 2026-03-01T00:00Z 到期', en: 'Instance i-1 expired at 2026-03-01T00:00Z' },
    },
    'ended yesterday': {
      asset: { expiredTime: inDays(-1) },
      message: 'expired',
      severity: 'critical',
      data: { value: -1, threshold: 0 },
    },
    'a higher threshold': {
      asset: { expiredTime: inDays(60) },
      params: { days: 60 },
      message: 'soon',
      severity: 'warning',
      data: { threshold: 60 },
    },
    'a higher critical threshold': {
      asset: { expiredTime: inDays(14) },
      params: { criticalDays: 14 },
      message: 'soon',
      severity: 'critical',
      data: { threshold: 14 },
    },
  },
  skip: {
    'pay-as-you-go, even with a time': { asset: { instanceChargeType: 'PostPaid', expiredTime: inDays(1) } },
  },
  unknown: {
    'no charge type': { asset: { instanceChargeType: undefined } },
    'a subscription without a time': { asset: { expiredTime: undefined } },
  },
});
