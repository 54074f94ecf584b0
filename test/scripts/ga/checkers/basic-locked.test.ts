import { basicLocked } from '../../../../scripts/ga';
import { testChecker } from '../../../harness/check-tester';
import { basic, now } from '../fixtures';

testChecker(basicLocked, {
  healthy: { asset: basic, now },
  pass: { 'in use': {}, 'being initialised': { asset: { state: 'init' } } },
  fail: {
    overdue: {
      asset: { state: 'finacialLocked' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: '基础型全球加速实例 ga-2（web）被锁定（finacialLocked）',
        en: 'Basic accelerator ga-2 (web) is locked (finacialLocked)',
      },
    },
  },
  unknown: { 'no state': { asset: { state: undefined } } },
});

test('one that has ended is told once', () => {
  expect(basicLocked.because[0]).toMatchObject({ checker: 'ga-basic-expiring', message: 'expired' });
});
