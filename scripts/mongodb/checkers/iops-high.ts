import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { replicaIops, shardingIops } from '../metrics';
import { unmeasured } from '../states';

export const iopsHigh = defineMetricChecker({
  id: 'mongodb-iops-high',
  asset: instances,
  metric: [replicaIops, shardingIops],
  title: {
    zh: 'MongoDB 实例 IOPS 接近上限',
    en: 'MongoDB instance IOPS are nearly used up',
  },
  why: {
    zh: '磁盘请求排队，读写延迟上升。',
    en: 'Disk requests queue and latency goes up.',
  },
  remedy: {
    zh: '优化全表扫描；升级存储类型或规格。',
    en: 'Get rid of collection scans; choose a faster storage type or a larger class.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 80,
  critical: 90,
  skip: (instance) =>
    instance.replicationFactor === 1
      ? { zh: '单节点实例没有 IOPS 使用率指标', en: 'a standalone instance has no metric for the share of IOPS' }
      : unmeasured(instance),
  message: {
    zh: 'MongoDB 实例 {{which}} 的 IOPS 使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'MongoDB instance {{which}} uses {{value}} % of its IOPS, above {{threshold}} %',
  },
});
