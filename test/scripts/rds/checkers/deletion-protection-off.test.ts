import { deletionProtectionOff } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

const unpaid = { ...instance, payType: 'Postpaid' as const, deletionProtection: true };

testChecker(deletionProtectionOff, {
  healthy: { asset: unpaid, now },
  pass: { on: {} },
  fail: {
    off: {
      asset: { deletionProtection: false },
      message: 'off',
      severity: 'info',
      text: { zh: 'RDS 实例 rm-1（orders）未开启释放保护', en: 'RDS instance rm-1 (orders) has no release protection' },
    },
  },
  skip: {
    'a subscription': { asset: { payType: 'Prepaid', deletionProtection: false } },
    'a read-only instance': { asset: { dBInstanceType: 'Readonly', deletionProtection: false } },
  },
  unknown: { 'not told': { asset: { deletionProtection: undefined } } },
  absentIsFact: ['payType', 'dBInstanceType'],
});
