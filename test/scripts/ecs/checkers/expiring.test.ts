import { instanceExpiring } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { inDays, instance, now } from '../fixtures';

const cases = expiryCases({ zh: '实例 i-1', en: 'Instance i-1' }, (expiredTime) => ({ asset: { expiredTime } }));

testChecker(instanceExpiring, {
  healthy: { asset: instance, now },
  pass: cases.pass,
  fail: cases.fail,
  skip: {
    'pay-as-you-go, even with a time': { asset: { instanceChargeType: 'PostPaid', expiredTime: inDays(1) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { instanceChargeType: undefined } } },
});
