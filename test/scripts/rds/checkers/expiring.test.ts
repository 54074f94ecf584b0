import { instanceExpiring } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { instance, inDays, now } from '../fixtures';

const cases = expiryCases({ zh: 'RDS 实例 rm-1', en: 'RDS instance rm-1' }, (expireTime) => ({
  asset: { expireTime },
}));

testChecker(instanceExpiring, {
  healthy: { asset: instance, now },
  ...cases,
  skip: {
    'pay-as-you-go': { asset: { payType: 'Postpaid', expireTime: inDays(1) } },
    released: { asset: { dBInstanceStatus: 'Released', expireTime: inDays(-10) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { payType: undefined } } },
});
