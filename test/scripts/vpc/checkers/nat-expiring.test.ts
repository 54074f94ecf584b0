import { natExpiring, natRenewals } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases, renewalCases } from '../../../harness/tables';
import { nat, now, renewalRecord } from '../fixtures';

const ending = (expiredTime: Date | undefined) => ({ asset: { expiredTime } });
const cases = expiryCases({ zh: 'NAT 网关 ngw-1', en: 'NAT gateway ngw-1' }, ending);
const renewal = (status: Parameters<typeof renewalRecord>[2]) => ({
  related: { renewal: status === undefined ? [] : [renewalRecord(natRenewals, nat.id, status)] },
});
const renewals = renewalCases(ending, renewal, (creationTime) => ({ asset: { creationTime } }), {
  message: 'failing' as const,
  text: {
    zh: 'NAT 网关 ngw-1 将在 8 天后到期（2026-03-09T00:00Z）：自动续费没有续成',
    en: 'NAT gateway ngw-1 expires in 8 days (2026-03-09T00:00Z): its auto-renewal fails',
  },
});

testChecker(natExpiring, {
  healthy: { asset: nat, ...renewal('ManualRenewal'), now },
  pass: { ...cases.pass, ...renewals.pass },
  fail: { ...cases.fail, ...renewals.fail },
  skip: { ...renewals.skip, 'pay-as-you-go, whatever the time': { asset: { instanceChargeType: 'PostPaid' } } },
  absentIsFact: ['creationTime', 'related.renewal', 'related.renewal.renewStatus'],
  unknown: { ...cases.unknown, 'no charge type': { asset: { instanceChargeType: undefined } } },
});
