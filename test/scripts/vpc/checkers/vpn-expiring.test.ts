import { vpnExpiring } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { vpnGateway, now } from '../fixtures';

const cases = expiryCases({ zh: 'VPN 网关 vpn-1', en: 'VPN gateway vpn-1' }, (endTime) => ({ asset: { endTime } }));

testChecker(vpnExpiring, {
  healthy: { asset: vpnGateway, now },
  ...cases,
  skip: { 'pay-as-you-go, whatever the time': { asset: { chargeType: 'POSTPAY' } } },
  unknown: { ...cases.unknown, 'no charge type': { asset: { chargeType: undefined } } },
});
