import { kafkaExpiring } from '../../../../scripts/kafka';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { inDays, now } from '../../ecs/fixtures';
import { gone, instance, serverless } from '../fixtures';

const expiry = expiryCases(
  { zh: 'Kafka 实例 alikafka-1（events）', en: 'Kafka instance alikafka-1 (events)' },
  (expiredTime) => ({ asset: { expiredTime } }),
);
testChecker(kafkaExpiring, {
  healthy: { asset: instance, now },
  ...expiry,
  fail: {
    ...expiry.fail,
    'a Confluent subscription': {
      asset: { series: 'confluent', paidType: '4', expiredTime: inDays(5) },
      message: 'soon',
      severity: 'critical',
      data: { value: 5 },
    },
  },
  skip: {
    'pay-as-you-go': { asset: { paidType: '1' } },
    serverless: { asset: serverless },
    released: { asset: { ...gone.asset, expiredTime: new Date('2026-01-01T00:00Z') } },
  },
  unknown: { ...expiry.unknown, 'no charge type': { asset: { paidType: undefined } } },
});
