import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { diskConnections, shardingConnections, splitrwConnections, standardConnections } from '../metrics';
import { notServing } from '../states';

export const connHigh = defineMetricChecker({
  id: 'redis-conn-high',
  asset: instances,
  metric: [standardConnections, diskConnections, shardingConnections, splitrwConnections],
  title: {
    zh: 'Redis 实例连接数接近上限',
    en: 'Redis instance is running out of connections',
  },
  why: {
    zh: '连接数到达上限后，Redis 拒绝新的连接，扩容的应用连不上缓存。',
    en: 'At the limit Redis refuses connections, and an application that grows gets no cache.',
  },
  remedy: {
    zh: '检查客户端是否复用连接、是否泄漏，缩小连接池；或升级规格。',
    en: 'See that clients reuse their connections and do not leak them, make pools smaller, or upgrade.',
  },
  docs: 'https://help.aliyun.com/zh/redis/user-guide/metrics',
  warning: 60,
  critical: 80,
  skip: notServing,
  message: {
    zh: 'Redis 实例 {{which}} 的连接数使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'Redis instance {{which}} uses {{value}} % of its connections, above {{threshold}} %',
  },
});
