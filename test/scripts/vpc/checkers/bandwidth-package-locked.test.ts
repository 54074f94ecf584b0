import { bandwidthPackageLocked } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { bandwidthPackage, now } from '../fixtures';

testChecker(bandwidthPackageLocked, {
  healthy: { asset: bandwidthPackage, now },
  pass: { normal: {} },
  fail: {
    locked: {
      asset: { businessStatus: 'FinancialLocked' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: '共享带宽 cbwp-1 的业务状态为 FinancialLocked',
        en: 'The business status of shared bandwidth cbwp-1 is FinancialLocked',
      },
    },
  },
  skip: { 'not activated yet': { asset: { businessStatus: 'Unactivated' } } },
  unknown: { 'no status': { asset: { businessStatus: undefined } } },
});

test('one that has ended is told once', () => {
  expect(bandwidthPackageLocked.because[0]).toMatchObject({
    checker: 'vpc-bandwidth-package-expiring',
    message: 'expired',
  });
});
