import { serviceLocked } from '../../../../scripts/privatelink';
import { testChecker } from '../../../harness/check-tester';
import { service, now } from '../fixtures';

testChecker(serviceLocked, {
  healthy: { asset: service, now },
  pass: { normal: {} },
  fail: {
    overdue: {
      asset: { serviceBusinessStatus: 'FinancialLocked' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: '终端节点服务 epsrv-1（com.example）因欠费被锁定',
        en: 'Endpoint service epsrv-1 (com.example) is locked for an overdue payment',
      },
    },
  },
  unknown: { 'no business status': { asset: { serviceBusinessStatus: undefined } } },
});
