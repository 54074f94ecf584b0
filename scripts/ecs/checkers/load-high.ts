import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { load5m } from '../metrics';
import { NO_AGENT_DATA, notRunning } from '../skips';

/** Windows has no load average: its instances have no data and stay unknown. */
export const loadHigh = defineMetricChecker({
  id: 'ecs-load-high',
  asset: instances,
  metric: load5m,
  title: { zh: 'ECS 实例负载过高', en: 'ECS instance load is high' },
  why: { zh: '负载高于核数表示任务在排队。', en: 'A load above the number of cores means that work is queueing.' },
  remedy: {
    zh: '检查 CPU 与磁盘等待；升级规格或扩容。',
    en: 'Look at CPU and disk wait; choose a larger type or add instances.',
  },
  docs: 'https://help.aliyun.com/zh/ecs/support/query-and-case-analysis-linux-cpu-load',
  warning: 1,
  critical: 2,
  min: 0.1,
  max: 100,
  times: (instance) => instance.cpu,
  message: {
    zh: '实例 {{id}} 的 5 分钟负载为 {{value}}，高于 {{threshold}}',
    en: 'The 5-minute load of instance {{id}} is {{value}}, above {{threshold}}',
  },
  skip: notRunning,
  missing: NO_AGENT_DATA,
});
