import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import {
  clusterConnections,
  clusterIops,
  clusterMemory,
  mysqlConnections,
  mysqlIops,
  mysqlMemory,
  postgresConnections,
  postgresIops,
  postgresMemory,
  sqlServerMemory,
  sqlServerMemoryUnderscored,
} from '../metrics';
import { notServing } from '../states';

/**
 * High memory is how a database works: a nearly idle MySQL shows 82 %, and SQL Server keeps what `max server memory`
 * gives it. So the levels are above that, a value alone never pages, and SQL Server's is information. A judgement.
 */
export const memoryHigh = defineMetricChecker({
  id: 'rds-memory-high',
  asset: instances,
  metric: [mysqlMemory, clusterMemory, postgresMemory, sqlServerMemory, sqlServerMemoryUnderscored],
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
  warning: 90,
  critical: 95,
  severities: ['critical', 'info'],
  alone: ({ engine }) => (engine === 'SQLServer' ? 'info' : 'warning'),
  signs: [mysqlConnections, mysqlIops, clusterConnections, clusterIops, postgresConnections, postgresIops],
  skip: notServing,
  message: {
    zh: 'RDS 实例 {{which}} 的内存使用率（15 分钟平均）为 {{value}} %，高于 {{threshold}} %',
    en: 'Memory of RDS instance {{which}} is {{value}} % used (15-minute average), above {{threshold}} %',
  },
});
