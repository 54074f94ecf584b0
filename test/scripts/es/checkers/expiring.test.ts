import { esExpiring } from '../../../../scripts/es';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { now } from '../../ecs/fixtures';
import { instance } from '../fixtures';

const expiry = expiryCases(
  { zh: 'Elasticsearch 实例 es-1（search）', en: 'Elasticsearch instance es-1 (search)' },
  (endTime) => ({ asset: { endTime } }),
);
testChecker(esExpiring, {
  healthy: { asset: instance, now },
  ...expiry,
  skip: { 'pay-as-you-go': { asset: { paymentType: 'postpaid' } } },
  unknown: { ...expiry.unknown, 'no charge type': { asset: { paymentType: undefined } } },
});
