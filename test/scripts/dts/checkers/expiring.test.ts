import { dtsExpiring, renewals } from '../../../../scripts/dts';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { inDays, job, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: '数据传输任务 dtsi03e3zty16i（orders）', en: 'Data transmission job dtsi03e3zty16i (orders)' },
  (expireTime, how, createTime) => ({ asset: { expireTime, createTime }, ...billed(renewals, job.id, how) }),
);

testChecker(dtsExpiring, {
  healthy: { asset: job, now, ...billed(renewals, job.id, 'hand') },
  ...cases,
  skip: { ...cases.skip, 'pay-as-you-go': { asset: { payType: 'PostPaid', expireTime: inDays(1) } } },
  unknown: { ...cases.unknown, 'no charge type': { asset: { payType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'related.renewal', 'related.renewal.renewStatus'],
});
