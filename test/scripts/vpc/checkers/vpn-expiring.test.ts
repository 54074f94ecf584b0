import { vpnExpiring } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { vpnGateway, now } from '../fixtures';
import { expiryCases } from '../tables';

const cases = expiryCases((endTime) => ({ asset: { endTime } }), {
  soon: {
    zh: 'VPN 网关 vpn-1 将在 30 天后到期（2026-03-31T00:00Z）',
    en: 'VPN gateway vpn-1 expires in 30 days (2026-03-31T00:00Z)',
  },
  expired: { zh: 'VPN 网关 vpn-1 已于 2026-03-01T00:00Z 到期', en: 'VPN gateway vpn-1 expired at 2026-03-01T00:00Z' },
});

testChecker(vpnExpiring, {
  healthy: { asset: vpnGateway, now },
  pass: cases.pass,
  fail: cases.fail,
  skip: { 'pay-as-you-go, whatever the time': { asset: { chargeType: 'POSTPAY' } } },
  unknown: { ...cases.unknown, 'no charge type': { asset: { chargeType: undefined } } },
});
