import { defineMetric } from '../../lib/define';
import { commonBandwidthPackages } from './collectors/common-bandwidth-packages';
import { eips } from './collectors/eips';
import { natGateways } from './collectors/nat-gateways';
import { virtualBorderRouters } from './collectors/virtual-border-routers';
import { vpnGateways } from './collectors/vpn-gateways';

const ofEip = {
  of: eips,
  namespace: 'acs_vpc_eip',
  statistic: 'Average',
  period: 900,
  dimension: 'instanceId',
} as const;

export const eipOutDrop = defineMetric({
  ...ofEip,
  id: 'vpc-eip-out-drop',
  title: { zh: '出方向限速丢包速率', en: 'Outbound packets dropped by the rate limit' },
  metric: 'out_ratelimit_drop_speed',
  unit: 'packet/s',
});

export const eipInDrop = defineMetric({
  ...ofEip,
  id: 'vpc-eip-in-drop',
  title: { zh: '入方向限速丢包速率', en: 'Inbound packets dropped by the rate limit' },
  metric: 'in_ratelimit_drop_speed',
  unit: 'packet/s',
});

const shareOfEip = { ...ofEip, unit: '%' } as const;

export const eipOutShare = defineMetric({
  ...shareOfEip,
  id: 'vpc-eip-out-share',
  title: { zh: '流出带宽利用率', en: 'Outbound bandwidth utilisation' },
  metric: 'net_out.rate_percentage',
});

export const eipInShare = defineMetric({
  ...shareOfEip,
  id: 'vpc-eip-in-share',
  title: { zh: '流入带宽利用率', en: 'Inbound bandwidth utilisation' },
  metric: 'net_in.rate_percentage',
});

/** Documented with `Value`. */
const rateOfEip = { ...ofEip, statistic: 'Value', unit: 'bit/s' } as const;

export const eipInRate = defineMetric({
  ...rateOfEip,
  id: 'vpc-eip-in-rate',
  title: { zh: '流入带宽', en: 'Inbound rate' },
  metric: 'net_rx.rate',
});

export const eipOutRate = defineMetric({
  ...rateOfEip,
  id: 'vpc-eip-out-rate',
  title: { zh: '流出带宽', en: 'Outbound rate' },
  metric: 'net_tx.rate',
});

/** Documented with `Value` and a minute. */
const ofNat = {
  of: natGateways,
  namespace: 'acs_nat_gateway',
  statistic: 'Value',
  period: 60,
  dimension: 'instanceId',
} as const;

/** The name is spelled so. */
export const natActiveSessions = defineMetric({
  ...ofNat,
  id: 'vpc-nat-active-sessions',
  title: { zh: '并发连接水位', en: 'Concurrent connections, of the limit' },
  metric: 'SessionActiveConnectionWaterLever',
  unit: '%',
});

export const natNewSessions = defineMetric({
  ...ofNat,
  id: 'vpc-nat-new-sessions',
  title: { zh: '新建连接水位', en: 'New connections, of the limit' },
  metric: 'SessionNewConnectionWaterLever',
  unit: '%',
});

export const natActiveDrop = defineMetric({
  ...ofNat,
  id: 'vpc-nat-active-drop',
  title: { zh: '并发丢弃连接速率', en: 'Connections dropped by the limit of concurrent ones' },
  metric: 'SessionLimitDropConnection',
  unit: 'count/s',
});

export const natNewDrop = defineMetric({
  ...ofNat,
  id: 'vpc-nat-new-drop',
  title: { zh: '新建丢弃连接速率', en: 'Connections dropped by the limit of new ones' },
  metric: 'SessionNewLimitDropConnection',
  unit: 'count/s',
});

export const natPortErrors = defineMetric({
  ...ofNat,
  id: 'vpc-nat-port-errors',
  title: { zh: '端口分配失败次数', en: 'Failed port allocations' },
  metric: 'ErrorPortAllocationCount',
  unit: 'count',
});

/** The namespace is that of physical connections; documented with `Value` and a minute. */
const ofVbr = {
  of: virtualBorderRouters,
  namespace: 'acs_physical_connection',
  statistic: 'Value',
  period: 60,
  dimension: 'instanceId',
} as const;

export const vbrLossRate = defineMetric({
  ...ofVbr,
  id: 'vpc-vbr-loss',
  title: { zh: '健康检查丢包率', en: 'Packet loss of the health check' },
  metric: 'VbrHealthyCheckLossRate',
  unit: '%',
  range: [0, 100],
});

/** In microseconds. */
export const vbrLatency = defineMetric({
  ...ofVbr,
  id: 'vpc-vbr-latency',
  title: { zh: '健康检查延迟', en: 'Latency of the health check' },
  metric: 'VbrHealthyCheckLatency',
  unit: 'μs',
});

export const vbrRateIn = defineMetric({
  ...ofVbr,
  id: 'vpc-vbr-rate-in',
  title: { zh: '从 IDC 到 VPC 的速率', en: 'Rate from the data centre to the VPC' },
  metric: 'RateInFromIDCToVpc',
  unit: 'bit/s',
});

export const vbrRateOut = defineMetric({
  ...ofVbr,
  id: 'vpc-vbr-rate-out',
  title: { zh: '从 VPC 到 IDC 的速率', en: 'Rate from the VPC to the data centre' },
  metric: 'RateOutFromVpcToIDC',
  unit: 'bit/s',
});

/** Documented with `Value` and a minute; there is no such share inbound. */
export const bandwidthPackageOut = defineMetric({
  of: commonBandwidthPackages,
  namespace: 'acs_bandwidth_package',
  statistic: 'Value',
  period: 60,
  dimension: 'instanceId',
  id: 'vpc-bandwidth-package-out',
  title: { zh: '共享带宽出方向使用率', en: 'Outbound utilisation of a shared bandwidth' },
  metric: 'net_tx.ratePercent',
  unit: '%',
});

const ofVpn = {
  of: vpnGateways,
  namespace: 'acs_vpn',
  statistic: 'Value',
  period: 60,
  dimension: 'instanceId',
  unit: 'bit/s',
} as const;

export const vpnRateIn = defineMetric({
  ...ofVpn,
  id: 'vpc-vpn-rate-in',
  title: { zh: 'VPN 网关流入速率', en: 'Inbound rate of a VPN gateway' },
  metric: 'net_rx.rate',
});

export const vpnRateOut = defineMetric({
  ...ofVpn,
  id: 'vpc-vpn-rate-out',
  title: { zh: 'VPN 网关流出速率', en: 'Outbound rate of a VPN gateway' },
  metric: 'net_tx.rate',
});
