import { defineMetricsChecker } from '../../../lib/define';
import { vpnGateways } from '../collectors/vpn-gateways';
import { vpnRateIn, vpnRateOut } from '../metrics';

/** One percent of a megabit per second, in bits per second. */
const PERCENT_OF_MEGABIT = 10_000;

/** The specification is such as `100M`. */
function megabits(spec: string | undefined): number | undefined {
  const [, size] = /^(\d+)\s*M/i.exec(spec ?? '') ?? [];
  return size === undefined ? undefined : Number(size);
}

export const vpnBandwidthHigh = defineMetricsChecker({
  id: 'vpc-vpn-bandwidth-high',
  asset: vpnGateways,
  metrics: { inbound: vpnRateIn, outbound: vpnRateOut },
  unit: '%',
  title: { zh: 'VPN 网关带宽接近规格上限', en: 'VPN gateway bandwidth is nearly used up' },
  why: {
    zh: '超过规格的流量被丢弃，隧道里的业务时断时续。',
    en: 'Traffic beyond the specification is dropped, and what goes through the tunnels stalls.',
  },
  remedy: {
    zh: '升级 VPN 网关规格，或把大流量改走专线、错开时间。',
    en: 'Upgrade the gateway, or take bulk traffic over a leased line or to another time.',
  },
  docs: 'https://help.aliyun.com/zh/vpn/sub-product-ipsec-vpn/user-guide/monitor-a-vpn-gateway',
  warning: 80,
  critical: 95,
  times: ({ spec }) => {
    const size = megabits(spec);
    return size === undefined ? undefined : size * PERCENT_OF_MEGABIT;
  },
  messages: {
    above: {
      zh: 'VPN 网关 {{id}} 的速率为 {{value}} bit/s，高于 {{threshold}} bit/s（{{metrics}}）',
      en: 'VPN gateway {{id}} carries {{value}} bit/s, above {{threshold}} bit/s ({{metrics}})',
    },
  },
  skip: ({ status }) =>
    status === 'active' ? undefined : { zh: `VPN 网关状态为 ${status}`, en: `the VPN gateway is ${status}` },
});
