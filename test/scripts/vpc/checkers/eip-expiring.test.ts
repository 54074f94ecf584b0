import { eipExpiring } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { eip, now } from '../fixtures';

const cases = expiryCases({ zh: '弹性公网 IP eip-1', en: 'Elastic IP address eip-1' }, (expiredTime) => ({
  asset: { expiredTime },
}));

testChecker(eipExpiring, {
  healthy: { asset: eip, now },
  ...cases,
  skip: { 'pay-as-you-go, whatever the time': { asset: { chargeType: 'PostPaid' } } },
  unknown: { ...cases.unknown, 'no charge type': { asset: { chargeType: undefined } } },
});
