import { gpdbExpiring, renewals } from '../../../../scripts/gpdb';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { instance, inDays, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: 'AnalyticDB PostgreSQL 实例 gp-1（shop）', en: 'AnalyticDB for PostgreSQL instance gp-1 (shop)' },
  (expireTime, how, createTime) => ({ asset: { expireTime, createTime }, ...billed(renewals, 'gp-1', how) }),
);

testChecker(gpdbExpiring, {
  healthy: { asset: instance, now, ...billed(renewals, 'gp-1', 'hand') },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { payType: 'Postpaid', expireTime: inDays(1) } },
    'being released': { asset: { dBInstanceStatus: 'Deleting', expireTime: inDays(-10) } },
    'being released, in capitals': { asset: { dBInstanceStatus: 'DELETING', expireTime: inDays(-10) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { payType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'dBInstanceStatus', 'related.renewal', 'related.renewal.renewStatus'],
});
