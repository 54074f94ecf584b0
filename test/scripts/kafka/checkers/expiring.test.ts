import { kafkaExpiring, renewals } from '../../../../scripts/kafka';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { inDays, now } from '../../ecs/fixtures';
import { gone, instance, serverless } from '../fixtures';

const expiry = subscriptionCases(
  { zh: 'Kafka 实例 alikafka-1（events）', en: 'Kafka instance alikafka-1 (events)' },
  (expiredTime, how, createTime) => ({
    asset: { expiredTime, createTime },
    ...billed(renewals, 'alikafka-1', how),
  }),
);
testChecker(kafkaExpiring, {
  healthy: { asset: instance, now, ...billed(renewals, 'alikafka-1', 'hand') },
  ...expiry,
  fail: {
    ...expiry.fail,
    'a Confluent subscription': {
      asset: { series: 'confluent', paidType: '4', expiredTime: inDays(5), createTime: undefined },
      related: { renewal: [] },
      message: 'soon',
      severity: 'critical',
      data: { value: 5 },
    },
  },
  skip: {
    ...expiry.skip,
    'pay-as-you-go': { asset: { paidType: '1' } },
    serverless: { asset: serverless },
    released: { asset: { ...gone.asset, expiredTime: new Date('2026-01-01T00:00Z') } },
  },
  unknown: { ...expiry.unknown, 'no charge type': { asset: { paidType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'related.renewal', 'related.renewal.renewStatus'],
});
