import { hbaseExpiring } from '../../../../scripts/hbase';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { cluster, inDays, now } from '../fixtures';

const RENEWS = { auto: true, hand: false, none: undefined, untold: undefined } as const;

const cases = subscriptionCases(
  { zh: 'HBase 集群 hb-1（events）', en: 'HBase cluster hb-1 (events)' },
  (expireTimeUTC, how, createdTimeUTC) => ({
    asset: { expireTimeUTC, createdTimeUTC, autoRenewal: RENEWS[how] },
  }),
  [],
);

testChecker(hbaseExpiring, {
  healthy: { asset: cluster, now },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { payType: 'Postpaid', expireTimeUTC: inDays(1) } },
    'being released': { asset: { status: 'DELETING', expireTimeUTC: inDays(-10) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { payType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createdTimeUTC', 'autoRenewal', 'status'],
});

test('what Lindorm lists, too, is told once', () => {
  expect(hbaseExpiring.because).toContain('lindorm-expiring');
});
