import { defineMetricsChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { bandwidths } from '../metrics';
import { notServing } from '../states';

/** Levels as for other bandwidths: a judgement. */
export const bandwidthHigh = defineMetricsChecker({
  id: 'redis-bandwidth-high',
  asset: instances,
  metrics: bandwidths,
  title: { zh: 'Redis 实例带宽接近上限', en: 'Redis instance is near its bandwidth' },
  why: {
    zh: '带宽用满后请求被限速，延迟飙升，常由大 Key 或热 Key 引起。',
    en: 'At the limit requests are throttled and latency jumps; large or hot keys are the usual reason.',
  },
  remedy: {
    zh: '查找并拆分大 Key 与热 Key，临时调高带宽或升级规格。',
    en: 'Find large and hot keys and split them, raise the bandwidth for the time being, or upgrade.',
  },
  docs: 'https://help.aliyun.com/zh/redis/user-guide/metrics',
  warning: 80,
  critical: 95,
  skip: notServing,
  unclear: ({ architectureType }) =>
    architectureType === undefined ? { zh: '应答中没有架构', en: 'its architecture is not in the answer' } : undefined,
  messages: {
    above: {
      zh: 'Redis 实例 {{id}} 的带宽使用率接近上限：{{metrics}}（高于 {{threshold}} %）',
      en: 'Redis instance {{id}} is near its bandwidth: {{metrics}} (above {{threshold}} %)',
    },
  },
});
