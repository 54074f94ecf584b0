import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { nodeHeap } from '../metrics';
import { notActive } from '../skips';

export const heapHigh = defineMetricChecker({
  id: 'es-heap-high',
  asset: instances,
  metric: nodeHeap,
  title: { zh: 'Elasticsearch 节点堆内存使用率过高', en: 'Elasticsearch node is short of heap' },
  why: {
    zh: '堆内存吃紧时频繁 Full GC，节点可能熔断请求或脱离集群。',
    en: 'With little heap left the node collects garbage all the time, breaks requests off, or drops out of the cluster.',
  },
  remedy: {
    zh: '减少分片与聚合的规模，清理 fielddata 缓存，或升级节点内存。',
    en: 'Have fewer shards and smaller aggregations, clear the fielddata cache, or give the nodes more memory.',
  },
  docs: 'https://help.aliyun.com/zh/es/user-guide/high-memory-usage',
  warning: 75,
  critical: 85,
  message: {
    zh: 'Elasticsearch 实例 {{id}}（{{name}}）的节点 {{part}} 的堆内存使用率为 {{value}} %，高于 {{threshold}} %；超过警告线的节点：{{parts}}',
    en: 'Heap usage of node {{part}} of Elasticsearch instance {{id}} ({{name}}) is {{value}} %, above {{threshold}} %; nodes above the warning level: {{parts}}',
  },
  skip: notActive,
});
