import { vpnBandwidthHigh } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { now, vpnGateway } from '../fixtures';

/** One percent of the 100 Mbit/s of the gateway. */
const factor = 1_000_000;
const cases = levelCases(
  {
    warning: 80,
    critical: 95,
    step: 1,
    factor,
    unit: 'bit/s',
    message: 'above',
    text: {
      zh: 'VPN 网关 vpn-1 的速率为 81000000 bit/s，高于 80000000 bit/s（net_tx.rate: 81000000）',
      en: 'VPN gateway vpn-1 carries 81000000 bit/s, above 80000000 bit/s (net_tx.rate: 81000000)',
    },
  },
  (outbound) => ({ metrics: { outbound } }),
);

testChecker(vpnBandwidthHigh, {
  healthy: { asset: vpnGateway, metrics: { inbound: 0, outbound: 0 }, now },
  pass: cases.pass,
  fail: {
    ...cases.fail,
    'inbound, of a smaller one': {
      asset: { spec: '10M' },
      metrics: { inbound: 9_000_000 },
      message: 'above',
      severity: 'warning',
      data: { metrics: ['net_rx.rate: 9000000'], threshold: 8_000_000 },
    },
  },
  skip: { updating: { asset: { status: 'updating' } } },
  unknown: {
    ...cases.unknown,
    'no data at all': { metrics: { inbound: undefined, outbound: undefined } },
    'no specification': { asset: { spec: undefined } },
    'a specification in other words': { asset: { spec: 'large' } },
  },
});
