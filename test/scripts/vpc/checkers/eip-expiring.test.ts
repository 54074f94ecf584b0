import { eipExpiring, eipRenewals } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases, renewalCases } from '../../../harness/tables';
import { eip, now, renewalRecord } from '../fixtures';

const ending = (expiredTime: Date | undefined) => ({ asset: { expiredTime } });
const cases = expiryCases({ zh: '弹性公网 IP eip-1', en: 'Elastic IP address eip-1' }, ending);
const renewal = (status: Parameters<typeof renewalRecord>[2]) => ({
  related: { renewal: status === undefined ? [] : [renewalRecord(eipRenewals, eip.id, status)] },
});
const renewals = renewalCases(ending, renewal, (allocationTime) => ({ asset: { allocationTime } }), {
  message: 'failing' as const,
  text: {
    zh: '弹性公网 IP eip-1 将在 8 天后到期（2026-03-09T00:00Z）：自动续费没有续成',
    en: 'Elastic IP address eip-1 expires in 8 days (2026-03-09T00:00Z): its auto-renewal fails',
  },
});

testChecker(eipExpiring, {
  healthy: { asset: eip, ...renewal('ManualRenewal'), now },
  pass: { ...cases.pass, ...renewals.pass },
  fail: { ...cases.fail, ...renewals.fail },
  skip: { ...renewals.skip, 'pay-as-you-go, whatever the time': { asset: { chargeType: 'PostPaid' } } },
  absentIsFact: ['allocationTime', 'related.renewal', 'related.renewal.renewStatus'],
  unknown: { ...cases.unknown, 'no charge type': { asset: { chargeType: undefined } } },
});
