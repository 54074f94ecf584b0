import { defineMetricChecker } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { mysqlConnections, postgresConnections } from '../metrics';
import { notServing } from '../states';

export const connHigh = defineMetricChecker({
  id: 'polardb-conn-high',
  asset: clusters,
  metric: [mysqlConnections, postgresConnections],
  title: {
    zh: 'PolarDB 集群连接数接近上限',
    en: 'PolarDB cluster is running out of connections',
  },
  why: {
    zh: '达到上限的节点拒绝新的会话。',
    en: 'A node at its limit refuses new sessions.',
  },
  remedy: {
    zh: '使用连接池，释放空闲会话；或提高节点规格。',
    en: 'Pool connections, release idle sessions, or choose a node class with a higher limit.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 80,
  critical: 90,
  skip: (cluster) =>
    cluster.dBType === 'Oracle'
      ? {
          zh: 'Oracle 语法兼容版没有连接数使用率指标',
          en: 'the Oracle-compatible engine has no such connection metric',
        }
      : notServing(cluster),
  message: {
    zh: 'PolarDB 集群 {{id}} 节点 {{part}} 的连接数使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'Node {{part}} of PolarDB cluster {{id}} uses {{value}} % of its connections, above {{threshold}} %',
  },
});
