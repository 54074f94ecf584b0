import { packageIdle } from '../../../../scripts/ga';
import { testChecker } from '../../../harness/check-tester';
import { inDays, now, plan } from '../fixtures';

const idle = (days: number, seconds = 0) => ({ state: 'active' as const, createTime: inDays(-days, -seconds) });

testChecker(packageIdle, {
  healthy: { asset: plan, now },
  pass: { 'an accelerator uses it': {}, 'locked is not idle': { asset: { state: 'locked' } } },
  fail: {
    'for a week and a second': {
      asset: idle(7, 1),
      message: 'idle',
      severity: 'info',
      text: {
        zh: '全球加速带宽包 gbwp-1（web）没有绑定实例，购买于 7 天前',
        en: 'Bandwidth plan gbwp-1 (web) of Global Accelerator is bound to no accelerator; it was bought 7 days ago',
      },
    },
    'for a day, where that counts': {
      asset: idle(1),
      params: { days: 0 },
      message: 'idle',
      severity: 'info',
      data: { value: 1, threshold: 0 },
    },
  },
  skip: {
    'bought a week ago': { asset: idle(7) },
    'ended, and not billed any more': { asset: { ...idle(70), expiredTime: inDays(-1) } },
  },
  unknown: {
    'no state': { asset: { state: undefined } },
    'no time': { asset: { state: 'active', createTime: undefined } },
  },
  // What is paid for as it is used has no end.
  absentIsFact: ['expiredTime'],
});
