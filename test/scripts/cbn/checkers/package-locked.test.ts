import { packageLocked } from '../../../../scripts/cbn';
import { testChecker } from '../../../harness/check-tester';
import { now, plan } from '../fixtures';

testChecker(packageLocked, {
  healthy: { asset: plan, now },
  pass: { normal: {} },
  fail: {
    overdue: {
      asset: { businessStatus: 'FinancialLocked' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: '云企业网带宽包 cenbwp-1（backbone）的业务状态为 FinancialLocked',
        en: 'The business status of bandwidth plan cenbwp-1 (backbone) is FinancialLocked',
      },
    },
    'for security': {
      asset: { businessStatus: 'SecurityLocked' },
      message: 'locked',
      severity: 'critical',
      data: { businessStatus: 'SecurityLocked' },
    },
  },
  skip: { 'bound to no network': { asset: { status: 'Idle', businessStatus: 'FinancialLocked' } } },
  unknown: {
    'no business status': { asset: { businessStatus: undefined } },
    'nobody tells whether it is used': { asset: { status: undefined, businessStatus: 'FinancialLocked' } },
  },
});

test('a plan that has ended is told once', () => {
  expect(packageLocked.because[0]).toMatchObject({ checker: 'cbn-package-expiring', message: 'expired' });
});
