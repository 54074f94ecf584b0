import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { clusterIops, mysqlIops, postgresIops } from '../metrics';
import { notServing } from '../states';

export const iopsHigh = defineMetricChecker({
  id: 'rds-iops-high',
  asset: instances,
  metric: [mysqlIops, clusterIops, postgresIops],
  title: {
    zh: 'RDS 实例 IOPS 接近上限',
    en: 'RDS instance is near its IOPS limit',
  },
  why: {
    zh: 'IOPS 打满后读写排队，事务提交变慢，只读实例跟着延迟。',
    en: 'At its limit reads and writes queue, transactions take longer to commit, and replicas fall behind.',
  },
  remedy: {
    zh: '优化全表扫描和批量写入，扩大缓冲池；或换用性能更高的云盘、规格。',
    en: 'Get rid of full scans and bulk writes, enlarge the buffer pool, or choose a faster disk or class.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 70,
  critical: 85,
  skip: (instance) =>
    instance.engine === 'SQLServer'
      ? { zh: 'SQL Server 没有 IOPS 使用率指标', en: 'SQL Server has no metric for the share of IOPS' }
      : notServing(instance),
  message: {
    zh: 'RDS 实例 {{which}} 的 IOPS 使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'RDS instance {{which}} uses {{value}} % of its IOPS, above {{threshold}} %',
  },
});
