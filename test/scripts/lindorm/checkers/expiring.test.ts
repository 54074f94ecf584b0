import { lindormExpiring, renewals } from '../../../../scripts/lindorm';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { instance, inDays, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: 'Lindorm 实例 ld-1（shop）', en: 'Lindorm instance ld-1 (shop)' },
  (expiredMilliseconds, how, createMilliseconds) => ({
    asset: { expiredMilliseconds, createMilliseconds },
    ...billed(renewals, 'ld-1', how),
  }),
);

testChecker(lindormExpiring, {
  healthy: { asset: instance, now, ...billed(renewals, 'ld-1', 'hand') },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { payType: 'POSTPAY', expiredMilliseconds: inDays(1) } },
    released: { asset: { instanceStatus: 'DELETING', expiredMilliseconds: inDays(-10) } },
    'released, in other capitals': { asset: { instanceStatus: 'Deleting', expiredMilliseconds: inDays(-10) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { payType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createMilliseconds', 'instanceStatus', 'related.renewal', 'related.renewal.renewStatus'],
});
