import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { cpuUtilization } from '../metrics';
import { notRunning } from '../skips';

export const cpuHigh = defineMetricChecker({
  id: 'ecs-cpu-high',
  asset: instances,
  metric: cpuUtilization,
  title: { zh: 'ECS 实例 CPU 使用率过高', en: 'ECS instance CPU is high' },
  why: { zh: '持续的高 CPU 使业务变慢甚至超时。', en: 'A CPU that stays busy makes the service slow or time out.' },
  remedy: {
    zh: '找出高占用进程；升级规格或扩容。',
    en: 'Find the process that uses it; choose a larger type or add instances.',
  },
  docs: 'https://help.aliyun.com/zh/ecs/support/troubleshoot-high-cpu-utilization-on-linux-instances',
  warning: 80,
  critical: 95,
  message: {
    zh: '实例 {{id}} 的 CPU 使用率（15 分钟平均）为 {{value}} %，高于 {{threshold}} %',
    en: 'CPU of instance {{id}} is {{value}} % (15-minute average), above {{threshold}} %',
  },
  skip: notRunning,
});
