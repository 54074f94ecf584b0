import { natLocked } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { nat, now } from '../fixtures';

testChecker(natLocked, {
  healthy: { asset: nat, now },
  pass: { normal: {} },
  fail: {
    locked: {
      asset: { businessStatus: 'FinancialLocked' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: 'NAT 网关 ngw-1 的业务状态为 FinancialLocked',
        en: 'The business status of NAT gateway ngw-1 is FinancialLocked',
      },
    },
  },
  unknown: { 'no status': { asset: { businessStatus: undefined } } },
});
