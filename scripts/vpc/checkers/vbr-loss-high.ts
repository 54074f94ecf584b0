import { defineMetricChecker } from '../../../lib/define';
import { virtualBorderRouters } from '../collectors/virtual-border-routers';
import { vbrLossRate } from '../metrics';
import { vbrNotActive } from '../skips';

/** Without a configured health check there is no data. */
export const vbrLossHigh = defineMetricChecker({
  id: 'vpc-vbr-loss-high',
  asset: virtualBorderRouters,
  metric: vbrLossRate,
  category: 'availability',
  title: { zh: '专线健康检查丢包', en: 'Express Connect line loses packets' },
  why: {
    zh: '专线丢包使跨云访问超时重传。',
    en: 'On a line that loses packets, connections to the cloud stall and retry.',
  },
  remedy: {
    zh: '联系运营商检查光模块与线路，必要时切换备用专线。',
    en: 'Have the carrier check optics and line; fail over to the spare line if there is one.',
  },
  docs: 'https://help.aliyun.com/zh/express-connect/user-guide/perform-diagnostics-on-vbrs',
  warning: 1,
  critical: 5,
  message: {
    zh: '边界路由器 {{id}} 的健康检查丢包率为 {{value}} %，高于 {{threshold}} %',
    en: 'The health check of border router {{id}} loses {{value}} % of its packets, above {{threshold}} %',
  },
  skip: vbrNotActive,
  missing: { zh: '没有健康检查数据：可能未配置健康检查', en: 'no health check data: perhaps none is configured' },
});
