import { renewals as records, slbExpiring } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases, renewalCases } from '../../../harness/tables';
import { renewalRecord } from '../../bss/renewal-record';
import { inDays, lb, now, subscription } from '../fixtures';

const ending = (end: Date | undefined) => ({ related: { subscription: [subscription(end)] } });
const cases = expiryCases({ zh: 'CLB lb-1', en: 'CLB lb-1' }, ending);
const renewal = (status: Parameters<typeof renewalRecord>[2]) => ({
  related: { renewal: status === undefined ? [] : [renewalRecord(records, lb.id, status)] },
});
const renewing = renewalCases(ending, renewal, (createTimeStamp) => ({ asset: { createTimeStamp } }), {
  message: 'failing' as const,
  text: {
    zh: 'CLB lb-1 将在 8 天后到期（2026-03-09T00:00Z）：自动续费没有续成',
    en: 'CLB lb-1 expires in 8 days (2026-03-09T00:00Z): its auto-renewal fails',
  },
});

testChecker(slbExpiring, {
  healthy: {
    asset: lb,
    related: { subscription: [subscription(inDays(200))], ...renewal('ManualRenewal').related },
    now,
  },
  pass: { ...cases.pass, ...renewing.pass },
  fail: { ...cases.fail, ...renewing.fail },
  skip: {
    ...renewing.skip,
    'pay-as-you-go': { asset: { payType: 'PayOnDemand' }, related: { subscription: [] } },
  },
  absentIsFact: ['createTimeStamp', 'related.renewal', 'related.renewal.renewStatus'],
  unknown: {
    ...cases.unknown,
    'its attributes are not in the answer': { related: { subscription: [] } },
    'no pay type': { asset: { payType: undefined } },
  },
});
