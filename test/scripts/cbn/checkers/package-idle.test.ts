import { packageIdle } from '../../../../scripts/cbn';
import { testChecker } from '../../../harness/check-tester';
import { inDays, now, plan } from '../fixtures';

const idle = (days: number, seconds = 0) => ({ status: 'Idle' as const, creationTime: inDays(-days, -seconds) });

testChecker(packageIdle, {
  healthy: { asset: plan, now },
  pass: { 'a network uses it': {} },
  fail: {
    'for a week and a second': {
      asset: idle(7, 1),
      message: 'idle',
      severity: 'info',
      text: {
        zh: '云企业网带宽包 cenbwp-1（backbone）没有绑定实例，购买于 7 天前',
        en: 'Bandwidth plan cenbwp-1 (backbone) is bound to no network; it was bought 7 days ago',
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
    'locked, and not billed any more': { asset: { ...idle(70), businessStatus: 'FinancialLocked' } },
  },
  unknown: {
    'no state': { asset: { status: undefined } },
    'no business status': { asset: { ...idle(70), businessStatus: undefined } },
    'no time': { asset: { status: 'Idle', creationTime: undefined } },
  },
});
