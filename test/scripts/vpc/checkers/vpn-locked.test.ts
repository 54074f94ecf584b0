import { vpnLocked } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { vpnGateway, now } from '../fixtures';

testChecker(vpnLocked, {
  healthy: { asset: vpnGateway, now },
  pass: { normal: {} },
  fail: {
    locked: {
      asset: { businessStatus: 'FinancialLocked' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: 'VPN 网关 vpn-1 的付费状态为 FinancialLocked',
        en: 'The payment status of VPN gateway vpn-1 is FinancialLocked',
      },
    },
  },
  unknown: { 'no status': { asset: { businessStatus: undefined } } },
});
