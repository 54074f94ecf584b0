import { gaLocked } from '../../../../scripts/ga';
import { testChecker } from '../../../harness/check-tester';
import { accelerator, now } from '../fixtures';

testChecker(gaLocked, {
  healthy: { asset: accelerator, now },
  pass: { 'in use': {}, 'being initialised': { asset: { state: 'init' } } },
  fail: {
    overdue: {
      asset: { state: 'finacialLocked' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: '全球加速实例 ga-1（web）被锁定（finacialLocked）',
        en: 'Accelerator ga-1 (web) is locked (finacialLocked)',
      },
    },
  },
  unknown: { 'no state': { asset: { state: undefined } } },
});

test('one that has ended is told once', () => {
  expect(gaLocked.because[0]).toMatchObject({ checker: 'ga-expiring', message: 'expired' });
});
