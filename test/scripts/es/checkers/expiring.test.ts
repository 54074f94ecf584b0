import { esExpiring, renewals } from '../../../../scripts/es';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { now } from '../../ecs/fixtures';
import { instance } from '../fixtures';

const expiry = subscriptionCases(
  { zh: 'Elasticsearch 实例 es-1（search）', en: 'Elasticsearch instance es-1 (search)' },
  (endTime, how, createdAt = instance.createdAt) => ({
    asset: { endTime, createdAt },
    ...billed(renewals, 'es-1', how),
  }),
  ['none', 'untold'],
);
testChecker(esExpiring, {
  healthy: { asset: instance, now, ...billed(renewals, 'es-1', 'by hand') },
  ...expiry,
  skip: { ...expiry.skip, 'pay-as-you-go': { asset: { paymentType: 'postpaid' } } },
  unknown: { ...expiry.unknown, 'no charge type': { asset: { paymentType: undefined } } },
  // Without it a first period is not told from any other.
  absentIsFact: ['createdAt'],
});
