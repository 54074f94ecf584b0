import { natExpiring } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { nat, now } from '../fixtures';
import { expiryCases } from '../tables';

const cases = expiryCases((expiredTime) => ({ asset: { expiredTime } }), {
  soon: {
    zh: 'NAT 网关 ngw-1 将在 30 天后到期（2026-03-31T00:00Z）',
    en: 'NAT gateway ngw-1 expires in 30 days (2026-03-31T00:00Z)',
  },
  expired: { zh: 'NAT 网关 ngw-1 已于 2026-03-01T00:00Z 到期', en: 'NAT gateway ngw-1 expired at 2026-03-01T00:00Z' },
});

testChecker(natExpiring, {
  healthy: { asset: nat, now },
  pass: cases.pass,
  fail: cases.fail,
  skip: { 'pay-as-you-go, whatever the time': { asset: { instanceChargeType: 'PostPaid' } } },
  unknown: { ...cases.unknown, 'no charge type': { asset: { instanceChargeType: undefined } } },
});
