import { eipBandwidthHigh } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { eip, now } from '../fixtures';

const cases = levelCases(
  {
    warning: 80,
    critical: 95,
    step: 0.5,
    message: 'above',
    text: {
      zh: '弹性公网 IP eip-1 的带宽使用率为 80.5 %，高于 80 %（net_out.rate_percentage: 80.5）',
      en: 'Bandwidth of elastic IP address eip-1 is 80.5 % used, above 80 % (net_out.rate_percentage: 80.5)',
    },
  },
  (outbound) => ({ metrics: { outbound } }),
);

testChecker(eipBandwidthHigh, {
  healthy: { asset: eip, metrics: { outbound: 10, inbound: 10 }, now },
  pass: cases.pass,
  fail: cases.fail,
  skip: {
    'not bound': { asset: { status: 'Available' }, metrics: { outbound: 99 } },
    'in a shared bandwidth': { asset: { bandwidthPackageId: 'cbwp-1' }, metrics: { outbound: 99 } },
  },
  absentIsFact: ['bandwidthPackageId'],
  unknown: { ...cases.unknown, 'one way only': { metrics: { inbound: undefined } } },
});
