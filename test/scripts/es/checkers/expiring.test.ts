import { esExpiring, renewals } from '../../../../scripts/es';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { now } from '../../ecs/fixtures';
import { instance } from '../fixtures';

const expiry = subscriptionCases(
  { zh: 'Elasticsearch 实例 es-1（search）', en: 'Elasticsearch instance es-1 (search)' },
  (endTime, how, createdAt) => ({
    asset: { endTime, createdAt },
    ...billed(renewals, 'es-1', how),
  }),
);
testChecker(esExpiring, {
  healthy: { asset: instance, now, ...billed(renewals, 'es-1', 'hand') },
  ...expiry,
  skip: { ...expiry.skip, 'pay-as-you-go': { asset: { paymentType: 'postpaid' } } },
  unknown: { ...expiry.unknown, 'no charge type': { asset: { paymentType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createdAt', 'related.renewal', 'related.renewal.renewStatus'],
});
