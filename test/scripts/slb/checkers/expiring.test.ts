import { loadBalancerExpiring } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { inDays, lb, now, subscription } from '../fixtures';
import { expiryCases } from '../../vpc/tables';

const cases = expiryCases((end) => ({ related: { subscription: [subscription(end)] } }), {
  soon: { zh: 'CLB lb-1 将在 30 天后到期（2026-03-31T00:00Z）', en: 'CLB lb-1 expires in 30 days (2026-03-31T00:00Z)' },
  expired: { zh: 'CLB lb-1 已于 2026-03-01T00:00Z 到期', en: 'CLB lb-1 expired at 2026-03-01T00:00Z' },
});

testChecker(loadBalancerExpiring, {
  healthy: { asset: lb, related: { subscription: [subscription(inDays(200))] }, now },
  pass: cases.pass,
  fail: cases.fail,
  skip: { 'pay-as-you-go': { asset: { payType: 'PayOnDemand' }, related: { subscription: [] } } },
  unknown: {
    ...cases.unknown,
    'its attributes are not in the answer': { related: { subscription: [] } },
    'no pay type': { asset: { payType: undefined } },
  },
});
