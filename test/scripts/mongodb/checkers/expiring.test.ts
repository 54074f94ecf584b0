import { instanceExpiring } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { instance, inDays, now } from '../fixtures';

testChecker(instanceExpiring, {
  healthy: { asset: instance, now },
  pass: {
    'a year left': {},
    'one second more than 30 days': { asset: { expireTime: inDays(30, 1) } },
    'more days than a lower threshold': { asset: { expireTime: inDays(20) }, params: { days: 15 } },
  },
  fail: {
    'exactly 30 days': {
      asset: { expireTime: inDays(30) },
      message: 'soon',
      severity: 'warning',
      text: {
        zh: 'MongoDB 实例 dds-1 将在 30 天后到期（2026-03-31T00:00Z）',
        en: 'MongoDB instance dds-1 expires in 30 days (2026-03-31T00:00Z)',
      },
    },
    'one second more than 7 days': {
      asset: { expireTime: inDays(7, 1) },
      message: 'soon',
      severity: 'warning',
      data: { value: 7, threshold: 30 },
    },
    'exactly 7 days': {
      asset: { expireTime: inDays(7) },
      message: 'soon',
      severity: 'critical',
      data: { value: 7, threshold: 7 },
    },
    'ends this moment': {
      asset: { expireTime: now },
      message: 'expired',
      severity: 'critical',
      text: {
        zh: 'MongoDB 实例 dds-1 已于 2026-03-01T00:00Z 到期',
        en: 'MongoDB instance dds-1 expired at 2026-03-01T00:00Z',
      },
    },
    'a higher threshold': {
      asset: { expireTime: inDays(60) },
      params: { days: 60 },
      message: 'soon',
      severity: 'warning',
      data: { threshold: 60 },
    },
    'a higher critical threshold': {
      asset: { expireTime: inDays(14) },
      params: { criticalDays: 14 },
      message: 'soon',
      severity: 'critical',
      data: { threshold: 14 },
    },
  },
  skip: { 'pay-as-you-go': { asset: { chargeType: 'PostPaid', expireTime: inDays(1) } } },
  unknown: {
    'no charge type': { asset: { chargeType: undefined } },
    'a subscription without a time': { asset: { expireTime: undefined } },
  },
});
