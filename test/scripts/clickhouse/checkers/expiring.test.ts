import { clickhouseExpiring, renewals } from '../../../../scripts/clickhouse';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { cluster, inDays, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: 'ClickHouse 集群 cc-1（shop）', en: 'ClickHouse cluster cc-1 (shop)' },
  (expireTime, how, createTime) => ({ asset: { expireTime, createTime }, ...billed(renewals, 'cc-1', how) }),
);

testChecker(clickhouseExpiring, {
  healthy: { asset: cluster, now, ...billed(renewals, 'cc-1', 'hand') },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { payType: 'Postpaid', expireTime: inDays(1) } },
    released: { asset: { dBClusterStatus: 'Deleting', expireTime: inDays(-10) } },
    'released, in other capitals': { asset: { dBClusterStatus: 'DELETED', expireTime: inDays(-10) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { payType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'dBClusterStatus', 'related.renewal', 'related.renewal.renewStatus'],
});
