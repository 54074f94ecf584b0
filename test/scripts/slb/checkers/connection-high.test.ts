import { connectionHigh } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { lb, now } from '../fixtures';

const cases = levelCases(
  {
    warning: 80,
    critical: 95,
    step: 1,
    message: 'above',
    text: {
      zh: 'CLB lb-1 用到规格的 81 %，高于 80 %（InstanceMaxConnectionUtilization: 81）',
      en: 'CLB lb-1 uses 81 % of its specification, above 80 % (InstanceMaxConnectionUtilization: 81)',
    },
  },
  (concurrent) => ({ metrics: { concurrent } }),
);

testChecker(connectionHigh, {
  healthy: { asset: lb, metrics: { concurrent: 10, created: 10, outbound: 10 }, now },
  pass: {
    ...cases.pass,
    'an intranet one has no bandwidth of its own': {
      asset: { addressType: 'intranet' },
      metrics: { outbound: undefined },
    },
  },
  fail: {
    ...cases.fail,
    bandwidth: {
      metrics: { outbound: 99 },
      message: 'above',
      severity: 'critical',
      data: { value: 99, metrics: ['InstanceTrafficTXUtilization: 99'] },
    },
  },
  skip: {
    'billed by use': { asset: { loadBalancerSpec: 'slb.lcu.elastic' }, metrics: { concurrent: 99 } },
    locked: { asset: { loadBalancerStatus: 'locked' }, metrics: { concurrent: 99 } },
  },
  unknown: {
    ...cases.unknown,
    'no data at all': { metrics: { concurrent: undefined, created: undefined, outbound: undefined } },
    'no bandwidth of one that faces the internet': { metrics: { outbound: undefined } },
  },
  // What does not tell its specification has a fixed one.
  absentIsFact: ['loadBalancerSpec'],
});
