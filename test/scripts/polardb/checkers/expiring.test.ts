import { polardbExpiring, renewals } from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases, type How } from '../../../harness/subscriptions';
import { cluster, inDays, now, where } from '../fixtures';

const STATUSES = { auto: 'AutoRenewal', hand: 'Normal', none: 'NotRenewal' } as const;

/** What is related to a cluster that is renewed in this way. */
function related(how: How) {
  const row = how !== 'untold' && { DBClusterId: 'pc-1', RenewalStatus: STATUSES[how] };
  return { related: { renewal: row ? [renewals.toAsset(row, where)] : [] } };
}

const cases = subscriptionCases(
  { zh: 'PolarDB 集群 pc-1', en: 'PolarDB cluster pc-1' },
  (expireTime, how, createTime) => ({ asset: { expireTime, createTime }, ...related(how) }),
);

testChecker(polardbExpiring, {
  healthy: { asset: cluster, now, ...related('hand') },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { payType: 'Postpaid', expireTime: inDays(1) } },
    released: { asset: { dBClusterStatus: 'Deleted', expireTime: inDays(-10) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { payType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'related.renewal', 'related.renewal.renewalStatus'],
});
