import { defineMetricChecker, type Reading } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { diskMemory, shardingMemory, splitrwMemory, standardMemory } from '../metrics';
import { notServing } from '../states';

/** Whether one shard is full while another has at least half as much to spare: keys are spread unevenly. A judgement. */
function uneven({ value, parts }: Reading): boolean {
  return parts.some((part) => part.value <= value / 2);
}

/**
 * A cache that evicts is full as it should be, so a high value alone never pages. A cluster with one full shard does: its
 * keys are lost or refused although there is memory left.
 */
export const memoryHigh = defineMetricChecker({
  id: 'redis-memory-high',
  asset: instances,
  metric: [standardMemory, diskMemory, shardingMemory, splitrwMemory],
  title: {
    zh: 'Redis 实例内存使用率过高',
    en: 'Redis instance memory is high',
  },
  why: {
    zh: '内存用尽后 Redis 淘汰数据或拒绝写入。',
    en: 'When memory runs out, Redis evicts data or refuses writes.',
  },
  remedy: {
    zh: '清理大 Key，设置过期时间和淘汰策略；或扩容内存。',
    en: 'Remove big keys, set expiry and an eviction policy, or buy more memory.',
  },
  docs: 'https://help.aliyun.com/zh/redis/user-guide/troubleshoot-the-high-memory-usage-of-an-apsaradb-for-redis-instance',
  warning: 80,
  critical: 90,
  alone: ({ architectureType }, reading) => (architectureType === 'cluster' && uneven(reading) ? undefined : 'warning'),
  skip: notServing,
  message: {
    zh: 'Redis 实例 {{which}} 的内存使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'Memory of Redis instance {{which}} is {{value}} % used, above {{threshold}} %',
  },
});
