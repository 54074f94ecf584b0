import { redisExpiring } from '../../../../scripts/redis';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { instance, inDays, now } from '../fixtures';

const cases = expiryCases({ zh: 'Redis 实例 r-1', en: 'Redis instance r-1' }, (endTime) => ({ asset: { endTime } }));

testChecker(redisExpiring, {
  healthy: { asset: instance, now },
  ...cases,
  skip: {
    'pay-as-you-go': { asset: { chargeType: 'PostPaid', endTime: inDays(1) } },
    released: { asset: { instanceStatus: 'Released', endTime: inDays(-10) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { chargeType: undefined } } },
});
