import { endpointLocked } from '../../../../scripts/privatelink';
import { testChecker } from '../../../harness/check-tester';
import { endpoint, now } from '../fixtures';

testChecker(endpointLocked, {
  healthy: { asset: endpoint, now },
  pass: { normal: {} },
  fail: {
    overdue: {
      asset: { endpointBusinessStatus: 'FinancialLocked' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: '终端节点 ep-1（payments）因欠费被锁定',
        en: 'VPC endpoint ep-1 (payments) is locked for an overdue payment',
      },
    },
  },
  unknown: { 'no business status': { asset: { endpointBusinessStatus: undefined } } },
});
