import { defineMetricChecker } from '../../../lib/define';
import { virtualBorderRouters } from '../collectors/virtual-border-routers';
import { vbrLatency } from '../metrics';
import { vbrNotActive } from '../skips';

/** CloudMonitor answers in microseconds, and so do the levels: 50 and 100 milliseconds. */
export const vbrLatencyHigh = defineMetricChecker({
  id: 'vpc-vbr-latency-high',
  asset: virtualBorderRouters,
  metric: vbrLatency,
  category: 'availability',
  title: { zh: '专线健康检查延迟过高', en: 'Express Connect line is slow' },
  why: { zh: '延迟升高通常意味着线路拥塞或绕行。', en: 'A rising latency means a congested line or a detour.' },
  remedy: {
    zh: '检查专线带宽与路由；联系运营商确认线路。',
    en: 'Check bandwidth and routes of the line; ask the carrier about it.',
  },
  docs: 'https://help.aliyun.com/zh/express-connect/user-guide/perform-diagnostics-on-vbrs',
  warning: 50_000,
  critical: 100_000,
  min: 100,
  max: 10_000_000,
  message: {
    zh: '边界路由器 {{id}} 的健康检查延迟为 {{value}} 微秒，高于 {{threshold}} 微秒',
    en: 'The health check of border router {{id}} takes {{value}} μs, above {{threshold}} μs',
  },
  skip: vbrNotActive,
  missing: { zh: '没有延迟数据：可能未配置健康检查', en: 'no latency data: perhaps no health check is configured' },
});
