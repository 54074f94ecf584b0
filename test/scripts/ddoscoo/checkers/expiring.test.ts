import { ddoscooExpiring, renewals } from '../../../../scripts/ddoscoo';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { instance, now } from '../fixtures';

testChecker(ddoscooExpiring, {
  healthy: { asset: instance, now, ...billed(renewals, 'ddoscoo-1', 'hand') },
  ...subscriptionCases(
    { zh: 'DDoS 高防实例 ddoscoo-1（shield）', en: 'Anti-DDoS instance ddoscoo-1 (shield)' },
    (expireTime, how, createTime) => ({
      asset: { expireTime, createTime },
      ...billed(renewals, 'ddoscoo-1', how),
    }),
  ),
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'related.renewal', 'related.renewal.renewStatus'],
});
