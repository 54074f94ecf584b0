import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { clusterMemory, mysqlMemory, postgresMemory, sqlServerMemory } from '../metrics';
import { notServing } from '../states';

export const memoryHigh = defineMetricChecker({
  id: 'rds-memory-high',
  asset: instances,
  metric: [mysqlMemory, clusterMemory, postgresMemory, sqlServerMemory],
  title: {
    zh: 'RDS 实例内存使用率过高',
    en: 'RDS instance memory is high',
  },
  why: {
    zh: '内存不足时数据库可能被系统终止重启，期间业务中断。',
    en: 'A database that runs out of memory may be killed and restarted, which interrupts the business.',
  },
  remedy: {
    zh: '减少连接和大查询的内存占用，检查缓冲池参数；或升级到内存更大的规格。',
    en: 'Have fewer connections and smaller queries, check the buffer pool, or choose a class with more memory.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 80,
  critical: 90,
  skip: notServing,
  message: {
    zh: 'RDS 实例 {{id}} 的内存使用率（15 分钟平均）为 {{value}} %，高于 {{threshold}} %',
    en: 'Memory of RDS instance {{id}} is {{value}} % used (15-minute average), above {{threshold}} %',
  },
});
