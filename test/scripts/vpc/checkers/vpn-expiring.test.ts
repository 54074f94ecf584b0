import { vpnExpiring, vpnRenewals } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases, renewalCases } from '../../../harness/tables';
import { vpnGateway, now, renewalRecord } from '../fixtures';

const ending = (endTime: Date | undefined) => ({ asset: { endTime } });
const cases = expiryCases({ zh: 'VPN 网关 vpn-1', en: 'VPN gateway vpn-1' }, ending);
const renewal = (status: Parameters<typeof renewalRecord>[2]) => ({
  related: { renewal: status === undefined ? [] : [renewalRecord(vpnRenewals, vpnGateway.id, status)] },
});
const renewals = renewalCases(ending, renewal, (createTime) => ({ asset: { createTime } }), {
  message: 'failing' as const,
  text: {
    zh: 'VPN 网关 vpn-1 将在 8 天后到期（2026-03-09T00:00Z）：自动续费没有续成',
    en: 'VPN gateway vpn-1 expires in 8 days (2026-03-09T00:00Z): its auto-renewal fails',
  },
});

testChecker(vpnExpiring, {
  healthy: { asset: vpnGateway, ...renewal('ManualRenewal'), now },
  pass: { ...cases.pass, ...renewals.pass },
  fail: { ...cases.fail, ...renewals.fail },
  skip: { ...renewals.skip, 'pay-as-you-go, whatever the time': { asset: { chargeType: 'POSTPAY' } } },
  absentIsFact: ['createTime', 'related.renewal', 'related.renewal.renewStatus'],
  unknown: { ...cases.unknown, 'no charge type': { asset: { chargeType: undefined } } },
});
