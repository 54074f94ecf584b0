import { defineMetricsChecker } from '../../../lib/define';
import { virtualBorderRouters } from '../collectors/virtual-border-routers';
import { vbrRateIn, vbrRateOut } from '../metrics';
import { vbrNotActive } from '../skips';

/** One percent of a megabit per second, in bits per second: the levels are percentages of the bandwidth. */
const PERCENT_OF_MEGABIT = 10_000;

export const vbrBandwidthHigh = defineMetricsChecker({
  id: 'vpc-vbr-bandwidth-high',
  asset: virtualBorderRouters,
  metrics: { inbound: vbrRateIn, outbound: vbrRateOut },
  unit: '%',
  title: { zh: '边界路由器带宽接近上限', en: 'Virtual border router bandwidth is nearly used up' },
  why: {
    zh: '带宽打满后专线丢包，混合云业务受影响。',
    en: 'At its limit the line drops packets, and whatever spans cloud and premises suffers.',
  },
  remedy: {
    zh: '提高边界路由器带宽，或错峰传输大流量。',
    en: 'Raise the bandwidth of the border router, or move bulk transfers to quiet hours.',
  },
  docs: 'https://help.aliyun.com/zh/express-connect/user-guide/perform-diagnostics-on-vbrs',
  warning: 70,
  critical: 90,
  times: (vbr) => (vbr.bandwidth === undefined ? undefined : vbr.bandwidth * PERCENT_OF_MEGABIT),
  messages: {
    above: {
      zh: '边界路由器 {{id}} 的速率为 {{value}} bit/s，高于 {{threshold}} bit/s（{{metrics}}）',
      en: 'Border router {{id}} carries {{value}} bit/s, above {{threshold}} bit/s ({{metrics}})',
    },
  },
  skip: vbrNotActive,
});
