import { mongodbExpiring } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { instance, inDays, now } from '../fixtures';

const cases = expiryCases({ zh: 'MongoDB 实例 dds-1', en: 'MongoDB instance dds-1' }, (expireTime) => ({
  asset: { expireTime },
}));

testChecker(mongodbExpiring, {
  healthy: { asset: instance, now },
  ...cases,
  skip: {
    'pay-as-you-go': { asset: { chargeType: 'PostPaid', expireTime: inDays(1) } },
    released: { asset: { dBInstanceStatus: 'Released', expireTime: inDays(-10) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { chargeType: undefined } } },
});
