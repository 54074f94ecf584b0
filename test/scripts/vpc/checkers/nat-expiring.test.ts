import { natExpiring } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { nat, now } from '../fixtures';

const cases = expiryCases({ zh: 'NAT 网关 ngw-1', en: 'NAT gateway ngw-1' }, (expiredTime) => ({
  asset: { expiredTime },
}));

testChecker(natExpiring, {
  healthy: { asset: nat, now },
  ...cases,
  skip: { 'pay-as-you-go, whatever the time': { asset: { instanceChargeType: 'PostPaid' } } },
  unknown: { ...cases.unknown, 'no charge type': { asset: { instanceChargeType: undefined } } },
});
