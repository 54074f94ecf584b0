import { qpsHigh } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { lb, listener, now } from '../fixtures';

const cases = levelCases(
  {
    warning: 80,
    critical: 95,
    step: 1,
    message: 'above',
    text: {
      zh: 'CLB lb-1 的请求数达到规格的 81 %，高于 80 %',
      en: 'Requests of CLB lb-1 are at 81 % of the specification, above 80 %',
    },
  },
  (qps) => ({ metrics: { qps } }),
);

testChecker(qpsHigh, {
  healthy: { asset: lb, related: { listeners: [listener(80, 'http')] }, metrics: { qps: 10 }, now },
  ...cases,
  skip: {
    'layer 4 only': { related: { listeners: [listener(80, 'tcp')] }, metrics: { qps: 99 } },
    'its HTTP listener is stopped': { related: { listeners: [listener(80, 'http', 'stopped')] }, metrics: { qps: 99 } },
    'billed by use': { asset: { loadBalancerSpec: 'slb.lcu.elastic' }, metrics: { qps: 99 } },
  },
  // What does not tell its specification is taken for one with a fixed one: then the metric decides.
  absentIsFact: ['loadBalancerSpec'],
});
