import { CRITICAL, levels, lost, MEGABIT, monitored, step, usage, VALUED, type Metric } from '../../metrics';

/** Of an EIP that is bound. */
function traffic(name: string): Metric {
  return {
    name,
    unit: 'bit/s',
    low: 1 * MEGABIT,
    high: 3 * MEGABIT,
    under: {
      'eip-idle': [0, 0],
      'eip-traffic-jump': step([1 * MEGABIT, 2 * MEGABIT], [7 * MEGABIT, 8 * MEGABIT]),
      'eip-traffic-drop': step([3 * MEGABIT, 4 * MEGABIT], [0, 20_000]),
    },
    of: 'bound',
    ...VALUED,
  };
}

export const EIP: readonly Metric[] = [
  lost('out_ratelimit_drop_speed', 'packet/s', { 'eip-drop': [40, 60] }, { of: 'bound' }),
  lost('in_ratelimit_drop_speed', 'packet/s', {}, { of: 'bound' }),
  usage('net_out.rate_percentage', { of: 'bound' }, levels('eip-bandwidth')),
  usage('net_in.rate_percentage', { of: 'bound' }),
  traffic('net_rx.rate'),
  traffic('net_tx.rate'),
];

export const NAT: readonly Metric[] = [
  usage('SessionActiveConnectionWaterLever', VALUED, { 'nat-session-warning': [83, 87] }),
  usage('SessionNewConnectionWaterLever', VALUED, { 'nat-session-critical': CRITICAL }),
  lost('SessionLimitDropConnection', 'count/s', {}, VALUED),
  lost('SessionNewLimitDropConnection', 'count/s', {}, VALUED),
  lost('ErrorPortAllocationCount', 'count', { 'nat-drop': [5, 9] }, VALUED),
];

/** The border routers of the world have 1,000 Mbit/s each. */
export const BORDER: readonly Metric[] = [
  lost('VbrHealthyCheckLossRate', '%', { 'vbr-loss-warning': [2, 4], 'vbr-loss-critical': [8, 12] }, VALUED),
  {
    name: 'VbrHealthyCheckLatency',
    unit: 'us',
    low: 2000,
    high: 30_000,
    under: { 'vbr-latency-warning': [60_000, 90_000], 'vbr-latency-critical': [120_000, 180_000] },
    ...VALUED,
  },
  {
    name: 'RateInFromIDCToVpc',
    unit: 'bit/s',
    low: 10 * MEGABIT,
    high: 500 * MEGABIT,
    under: { 'vbr-bandwidth-warning': [750 * MEGABIT, 850 * MEGABIT] },
    ...VALUED,
  },
  {
    name: 'RateOutFromVpcToIDC',
    unit: 'bit/s',
    low: 10 * MEGABIT,
    high: 500 * MEGABIT,
    under: { 'vbr-bandwidth-critical': [950 * MEGABIT, 970 * MEGABIT] },
    ...VALUED,
  },
];

/** The gateways of the world are of 100 Mbit/s. */
export const VPN: readonly Metric[] = [
  {
    name: 'net_rx.rate',
    unit: 'bit/s',
    low: MEGABIT,
    high: 60 * MEGABIT,
    under: { 'vpn-bandwidth-critical': [97 * MEGABIT, 99 * MEGABIT] },
    ...VALUED,
  },
  {
    name: 'net_tx.rate',
    unit: 'bit/s',
    low: MEGABIT,
    high: 60 * MEGABIT,
    under: { 'vpn-bandwidth-warning': [86 * MEGABIT, 90 * MEGABIT] },
    ...VALUED,
  },
];

export const BANDWIDTH_PACKAGE: readonly Metric[] = [
  usage('net_tx.ratePercent', VALUED, { 'cbwp-high-warning': [83, 87], 'cbwp-high-critical': CRITICAL }),
];

export const eipMonitored = monitored('eip', 'instanceId', (scope, index) =>
  scope.condition('eip', index) === 'eip-unbound' ? [] : ['bound'],
);
