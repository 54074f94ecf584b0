import { packageLocked } from '../../../../scripts/ga';
import { testChecker } from '../../../harness/check-tester';
import { plan, now } from '../fixtures';

testChecker(packageLocked, {
  healthy: { asset: plan, now },
  pass: { 'in use': {}, 'being initialised': { asset: { state: 'init' } } },
  fail: {
    overdue: {
      asset: { state: 'finacialLocked' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: '全球加速带宽包 gbwp-1（web）被锁定（finacialLocked）',
        en: 'Bandwidth plan gbwp-1 (web) of Global Accelerator is locked (finacialLocked)',
      },
    },
    otherwise: { asset: { state: 'locked' }, message: 'locked', severity: 'critical', data: { state: 'locked' } },
  },
  unknown: { 'no state': { asset: { state: undefined } } },
});

test('one that has ended is told once', () => {
  expect(packageLocked.because[0]).toMatchObject({ checker: 'ga-package-expiring', message: 'expired' });
});
