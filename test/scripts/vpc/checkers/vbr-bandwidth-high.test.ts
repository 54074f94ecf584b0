import { vbrBandwidthHigh } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { now, vbr } from '../fixtures';

const cases = levelCases(
  {
    warning: 70,
    critical: 90,
    step: 1,
    factor: 10_000_000,
    unit: 'bit/s',
    message: 'above',
    text: {
      zh: '边界路由器 vbr-1 的速率为 710000000 bit/s，高于 700000000 bit/s（RateInFromIDCToVpc: 710000000）',
      en: 'Border router vbr-1 carries 710000000 bit/s, above 700000000 bit/s (RateInFromIDCToVpc: 710000000)',
    },
  },
  (inbound) => ({ metrics: { inbound } }),
);

testChecker(vbrBandwidthHigh, {
  healthy: { asset: vbr, metrics: { inbound: 1_000_000, outbound: 1_000_000 }, now },
  pass: cases.pass,
  fail: {
    ...cases.fail,
    'the same rate on a smaller line, the other way': {
      asset: { bandwidth: 500 },
      metrics: { outbound: 460_000_000 },
      message: 'above',
      severity: 'critical',
      data: { threshold: 450_000_000, metrics: ['RateOutFromVpcToIDC: 460000000'] },
    },
  },
  skip: { 'not active': { asset: { status: 'terminating' }, metrics: { inbound: 999_000_000 } } },
  unknown: {
    ...cases.unknown,
    'no bandwidth': { asset: { bandwidth: undefined }, metrics: { inbound: 999_000_000 } },
    'a bandwidth of nothing': { asset: { bandwidth: 0 }, metrics: { inbound: 999_000_000 } },
    'one way only': { metrics: { outbound: undefined } },
  },
});
