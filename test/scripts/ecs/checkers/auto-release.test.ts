import { autoRelease } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { inDays, instance, now } from '../fixtures';

testChecker(autoRelease, {
  healthy: { asset: { ...instance, instanceChargeType: 'PostPaid', expiredTime: undefined }, now },
  pass: {
    'one second more than 7 days': { asset: { autoReleaseTime: inDays(7, 1) } },
    'more days than a lower threshold': { asset: { autoReleaseTime: inDays(5) }, params: { days: 3 } },
  },
  fail: {
    'exactly 7 days': {
      asset: { autoReleaseTime: inDays(7) },
      message: 'soon',
      severity: 'warning',
      text: {
        zh: '实例 i-1 将在 7 天后自动释放（2026-03-08T00:00Z）',
        en: 'Instance i-1 will be released in 7 days (2026-03-08T00:00Z)',
      },
      data: { value: 7, threshold: 7, unit: 'd' },
    },
    'one second more than a day': {
      asset: { autoReleaseTime: inDays(1, 1) },
      message: 'soon',
      severity: 'warning',
      data: { value: 1, threshold: 7 },
    },
    'exactly one day': {
      asset: { autoReleaseTime: inDays(1) },
      message: 'soon',
      severity: 'critical',
      data: { value: 1, threshold: 1 },
    },
    'a moment that has passed': {
      asset: { autoReleaseTime: inDays(0, -1) },
      message: 'soon',
      severity: 'critical',
      data: { value: 0, threshold: 1 },
    },
    'a higher critical threshold': {
      asset: { autoReleaseTime: inDays(3) },
      params: { criticalDays: 3 },
      message: 'soon',
      severity: 'critical',
      data: { threshold: 3 },
    },
  },
  skip: {
    'no release is set': {},
    'a spot instance': { asset: { autoReleaseTime: inDays(0), spotStrategy: 'SpotAsPriceGo' } },
    'an instance of a batch': { asset: { autoReleaseTime: inDays(0), tags: { 'acs:e-hpc:clusterId': 'ehpc-1' } } },
  },
  // Most instances have no such time, and no tag.
  absentIsFact: ['autoReleaseTime', 'spotStrategy', 'tags'],
});
