import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { memoryUtilization } from '../metrics';
import { NO_AGENT_DATA, notRunning } from '../skips';

export const memoryHigh = defineMetricChecker({
  id: 'ecs-memory-high',
  asset: instances,
  metric: memoryUtilization,
  title: { zh: 'ECS 实例内存使用率过高', en: 'ECS instance memory is high' },
  why: { zh: '内存耗尽时系统会终止进程。', en: 'When memory runs out, the system kills processes.' },
  remedy: { zh: '查找内存泄漏；升级规格。', en: 'Look for a leak; choose a type with more memory.' },
  docs: 'https://help.aliyun.com/zh/ecs/support/how-do-i-troubleshoot-high-memory-usage-on-a-linux-instance',
  warning: 80,
  critical: 95,
  message: {
    zh: '实例 {{id}} 的内存使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'Memory of instance {{id}} is {{value}} % used, above {{threshold}} %',
  },
  skip: notRunning,
  missing: NO_AGENT_DATA,
});
