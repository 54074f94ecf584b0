import { eipExpiring } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { eip, now } from '../fixtures';
import { expiryCases } from '../tables';

const cases = expiryCases((expiredTime) => ({ asset: { expiredTime } }), {
  soon: {
    zh: '弹性公网 IP eip-1 将在 30 天后到期（2026-03-31T00:00Z）',
    en: 'Elastic IP address eip-1 expires in 30 days (2026-03-31T00:00Z)',
  },
  expired: {
    zh: '弹性公网 IP eip-1 已于 2026-03-01T00:00Z 到期',
    en: 'Elastic IP address eip-1 expired at 2026-03-01T00:00Z',
  },
});

testChecker(eipExpiring, {
  healthy: { asset: eip, now },
  pass: cases.pass,
  fail: cases.fail,
  skip: { 'pay-as-you-go, whatever the time': { asset: { chargeType: 'PostPaid' } } },
  unknown: { ...cases.unknown, 'no charge type': { asset: { chargeType: undefined } } },
});
