import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { nodeCpu } from '../metrics';
import { notActive } from '../skips';

export const cpuHigh = defineMetricChecker({
  id: 'es-cpu-high',
  asset: instances,
  metric: nodeCpu,
  title: { zh: 'Elasticsearch 节点 CPU 使用率过高', en: 'Elasticsearch node is short of CPU' },
  why: {
    zh: 'CPU 持续偏高时查询变慢、写入被拒绝。',
    en: 'With a CPU that stays busy searches are slow and writes are rejected.',
  },
  remedy: {
    zh: '排查慢查询和写入高峰，均衡分片，或升级节点规格。',
    en: 'Look for slow searches and peaks of writes, balance the shards, or upgrade the nodes.',
  },
  docs: 'https://help.aliyun.com/zh/es/user-guide/high-cpu-utilization',
  // The levels of the vendor's page on monitoring metrics.
  warning: 80,
  critical: 95,
  message: {
    zh: 'Elasticsearch 实例 {{id}}（{{name}}）的节点 {{part}} 的 CPU 使用率为 {{value}} %，高于 {{threshold}} %；超过警告线的节点：{{parts}}',
    en: 'CPU usage of node {{part}} of Elasticsearch instance {{id}} ({{name}}) is {{value}} %, above {{threshold}} %; nodes above the warning level: {{parts}}',
  },
  skip: notActive,
});
