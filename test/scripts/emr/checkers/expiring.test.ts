import { emrExpiring, renewals } from '../../../../scripts/emr';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { cluster, inDays, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: 'EMR 集群 c-1（lake）', en: 'EMR cluster c-1 (lake)' },
  (expireTime, how, createTime) => ({
    asset: { expireTime, createTime },
    ...billed(renewals, 'c-1', how),
  }),
);

testChecker(emrExpiring, {
  healthy: { asset: cluster, now, ...billed(renewals, 'c-1', 'hand') },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { paymentType: 'PayAsYouGo', expireTime: inDays(1) } },
    'being released': { asset: { clusterState: 'TERMINATING', expireTime: inDays(-10) } },
    'to be released': { asset: { clusterState: 'TERMINATE_FAILED', expireTime: inDays(-10) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { paymentType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'clusterState', 'related.renewal', 'related.renewal.renewStatus'],
});
