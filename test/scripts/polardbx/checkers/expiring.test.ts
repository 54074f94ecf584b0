import { polardbxExpiring, renewals } from '../../../../scripts/polardbx';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { instance, inDays, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: 'PolarDB-X 实例 pxc-1（shop）', en: 'PolarDB-X instance pxc-1 (shop)' },
  (expireTime, how, createTime) => ({ asset: { expireTime, createTime }, ...billed(renewals, 'pxc-1', how) }),
);

testChecker(polardbxExpiring, {
  healthy: { asset: instance, now, ...billed(renewals, 'pxc-1', 'hand') },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { payType: 'Postpaid', expireTime: inDays(1) } },
    released: { asset: { status: 'Deleting', expireTime: inDays(-10) } },
    'released, in other capitals': { asset: { status: 'DELETED', expireTime: inDays(-10) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { payType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'status', 'related.renewal', 'related.renewal.renewStatus'],
});
