import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import {
  replicaConnections,
  replicaIops,
  replicaMemory,
  shardingConnections,
  shardingIops,
  shardingMemory,
  singleConnections,
  singleMemory,
} from '../metrics';
import { unmeasured } from '../states';

/** WiredTiger keeps its cache as full as it may be: the levels are above that, and a value alone never pages. A judgement. */
export const memoryHigh = defineMetricChecker({
  id: 'mongodb-memory-high',
  asset: instances,
  metric: [replicaMemory, shardingMemory, singleMemory],
  title: {
    zh: 'MongoDB 实例内存使用率过高',
    en: 'MongoDB instance memory is high',
  },
  why: {
    zh: '内存耗尽时 mongod 进程被终止，实例重启。',
    en: 'When memory is exhausted, mongod is killed and the node restarts.',
  },
  remedy: {
    zh: '减少连接和大排序；升级到内存更大的规格，或限制缓存。',
    en: 'Reduce connections and large sorts, limit the cache, or choose a class with more memory.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 90,
  critical: 95,
  alone: () => 'warning',
  signs: [replicaConnections, replicaIops, shardingConnections, shardingIops, singleConnections],
  skip: unmeasured,
  message: {
    zh: 'MongoDB 实例 {{which}} 的内存使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'Memory of MongoDB instance {{which}} is {{value}} % used, above {{threshold}} %',
  },
});
