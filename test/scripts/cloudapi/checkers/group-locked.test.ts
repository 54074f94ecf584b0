import { groupLocked } from '../../../../scripts/cloudapi';
import { testChecker } from '../../../harness/check-tester';
import { group } from '../fixtures';

testChecker(groupLocked, {
  healthy: { asset: group },
  pass: { 'not locked': {} },
  fail: {
    'for what is in it': {
      asset: { illegalStatus: 'LOCKED' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: 'API 分组 g-1（orders）被锁定（illegal：LOCKED）',
        en: 'Group of APIs g-1 (orders) is locked (illegal: LOCKED)',
      },
    },
    'for its bill': {
      asset: { billingStatus: 'LOCKED', illegalStatus: undefined },
      message: 'locked',
      severity: 'critical',
      data: { reason: 'billing' },
    },
  },
  unknown: {
    'no bill': { asset: { billingStatus: undefined } },
    'a word not known': { asset: { illegalStatus: 'FROZEN' } },
  },
});

test('a group locked with its expired instance is told once', () => {
  expect(groupLocked.because).toContainEqual({
    checker: 'cloudapi-expiring',
    message: 'expired',
    where: { reason: 'billing' },
  });
});
