import { diskExpiring } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { disk, inDays, now } from '../fixtures';

testChecker(diskExpiring, {
  healthy: { asset: disk, now },
  pass: {
    'a year left': {},
    'one second more than 30 days': { asset: { expiredTime: inDays(30, 1) } },
  },
  fail: {
    'exactly 30 days': {
      asset: { expiredTime: inDays(30) },
      message: 'soon',
      severity: 'warning',
      text: {
        zh: '云盘 d-1 将在 30 天后到期（2026-03-31T00:00Z）',
        en: 'Disk d-1 expires in 30 days (2026-03-31T00:00Z)',
      },
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
    'ends this moment': {
      asset: { expiredTime: now },
      message: 'expired',
      severity: 'critical',
      text: { zh: '云盘 d-1 已于 2026-03-01T00:00Z 到期', en: 'Disk d-1 expired at 2026-03-01T00:00Z' },
    },
    'a higher threshold': {
      asset: { expiredTime: inDays(45) },
      params: { days: 45 },
      message: 'soon',
      severity: 'warning',
      data: { threshold: 45 },
    },
    'a lower critical threshold': {
      asset: { expiredTime: inDays(7, -1) },
      params: { criticalDays: 3 },
      message: 'soon',
      severity: 'warning',
      data: { value: 6, threshold: 30 },
    },
  },
  skip: { 'pay-as-you-go': { asset: { diskChargeType: 'PostPaid', expiredTime: undefined } } },
  unknown: {
    'no charge type': { asset: { diskChargeType: undefined } },
    'a subscription without a time': { asset: { expiredTime: undefined } },
  },
});
