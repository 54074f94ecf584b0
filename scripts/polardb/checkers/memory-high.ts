import { defineMetricChecker } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { mysqlConnections, mysqlIops, mysqlMemory, postgresConnections, postgresMemory } from '../metrics';
import { notServing } from '../states';

/** The buffer pool is most of a node's memory: the levels are above that, and a value alone never pages. A judgement. */
export const memoryHigh = defineMetricChecker({
  id: 'polardb-memory-high',
  asset: clusters,
  metric: [mysqlMemory, postgresMemory],
  title: {
    zh: 'PolarDB 集群内存使用率过高',
    en: 'PolarDB cluster memory is high',
  },
  why: {
    zh: '内存不足的节点可能被系统终止并切换。',
    en: 'A node that runs out of memory may be killed and failed over.',
  },
  remedy: {
    zh: '减少连接和临时表占用；升级到内存更大的规格。',
    en: 'Reduce connections and temporary tables, or choose a node class with more memory.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 90,
  critical: 95,
  alone: () => 'warning',
  signs: [mysqlConnections, mysqlIops, postgresConnections],
  skip: (cluster) =>
    cluster.dBType === 'Oracle'
      ? { zh: 'Oracle 语法兼容版没有内存使用率指标', en: 'the Oracle-compatible engine has no such memory metric' }
      : notServing(cluster),
  message: {
    zh: 'PolarDB 集群 {{id}} 节点 {{part}} 的内存使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'Memory of node {{part}} of PolarDB cluster {{id}} is {{value}} % used, above {{threshold}} %',
  },
});
