import { vpnExpiring, vpnRenewals } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { now, vpnGateway } from '../fixtures';

const cases = subscriptionCases({ zh: 'VPN 网关 vpn-1', en: 'VPN gateway vpn-1' }, (endTime, how, createTime) => ({
  asset: { endTime, createTime },
  ...billed(vpnRenewals, vpnGateway.id, how),
}));

testChecker(vpnExpiring, {
  healthy: { asset: vpnGateway, ...billed(vpnRenewals, vpnGateway.id, 'hand'), now },
  ...cases,
  skip: { ...cases.skip, 'pay-as-you-go, whatever the time': { asset: { chargeType: 'POSTPAY' } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'related.renewal', 'related.renewal.renewStatus'],
  unknown: { ...cases.unknown, 'no charge type': { asset: { chargeType: undefined } } },
});
