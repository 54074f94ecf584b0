import { defineMetricChecker, NO_FIX } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { nodeDisk } from '../metrics';
import { notActive } from '../skips';

export const diskHigh = defineMetricChecker({
  id: 'es-disk-high',
  asset: instances,
  metric: nodeDisk,
  title: { zh: 'Elasticsearch 节点磁盘使用率过高', en: 'Elasticsearch node is short of disk' },
  why: {
    zh: '磁盘到达 85% 后不再向该节点分配分片，到达约 95% 后索引变为只读。',
    en: 'From 85 % on no shards are allocated to the node; at about 95 % its indexes become read-only.',
  },
  remedy: {
    zh: '清理或归档旧索引，缩短保留时间，或扩容节点磁盘。',
    en: 'Delete or archive old indexes, keep them for a shorter time, or grow the disks of the nodes.',
  },
  noFix: NO_FIX.filling,
  docs: 'https://help.aliyun.com/zh/es/user-guide/high-disk-usage-and-read-only-indices',
  warning: 75,
  critical: 85,
  message: {
    zh: 'Elasticsearch 实例 {{id}}（{{name}}）的节点 {{part}} 的磁盘使用率为 {{value}} %，高于 {{threshold}} %；超过警告线的节点：{{parts}}',
    en: 'Disk usage of node {{part}} of Elasticsearch instance {{id}} ({{name}}) is {{value}} %, above {{threshold}} %; nodes above the warning level: {{parts}}',
  },
  skip: notActive,
});
