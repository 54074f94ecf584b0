import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { diskCpu, shardingCpu, splitrwCpu, standardCpu } from '../metrics';
import { notServing } from '../states';

export const cpuHigh = defineMetricChecker({
  id: 'redis-cpu-high',
  asset: instances,
  metric: [standardCpu, diskCpu, shardingCpu, splitrwCpu],
  title: {
    zh: 'Redis 实例 CPU 使用率过高',
    en: 'Redis instance CPU is high',
  },
  why: {
    zh: '命令在单线程中排队，一个慢命令会拖慢所有客户端。',
    en: 'Commands queue in one thread: a single slow one holds up all clients.',
  },
  remedy: {
    zh: '查看慢日志和热 Key，避免 O(N) 命令；必要时增加分片。',
    en: 'Look at the slow log and hot keys, avoid O(N) commands, and add shards where the load is real.',
  },
  docs: 'https://help.aliyun.com/zh/redis/user-guide/troubleshoot-high-cpu-utilization-on-an-apsaradb-for-redis-instance',
  warning: 60,
  critical: 80,
  skip: notServing,
  message: {
    zh: 'Redis 实例 {{which}} 的 CPU 使用率（15 分钟平均）为 {{value}} %，高于 {{threshold}} %',
    en: 'CPU of Redis instance {{which}} is {{value}} % (15-minute average), above {{threshold}} %',
  },
});
