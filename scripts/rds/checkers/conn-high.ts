import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { clusterConnections, mysqlConnections, postgresConnections } from '../metrics';
import { notServing } from '../states';

export const connHigh = defineMetricChecker({
  id: 'rds-conn-high',
  asset: instances,
  metric: [mysqlConnections, clusterConnections, postgresConnections],
  title: {
    zh: 'RDS 实例连接数接近上限',
    en: 'RDS instance is running out of connections',
  },
  why: {
    zh: '连接数用尽后，新的客户端连不上数据库。',
    en: 'When all connections are taken, new clients are turned away.',
  },
  remedy: {
    zh: '检查连接池配置和空闲会话，关闭泄漏的连接；或升级规格。',
    en: 'Look at connection pools and idle sessions, close what leaks, or choose a class with more connections.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 70,
  critical: 85,
  skip: (instance) =>
    instance.engine === 'SQLServer'
      ? { zh: 'SQL Server 没有连接数使用率指标', en: 'SQL Server has no metric for the share of connections' }
      : notServing(instance),
  message: {
    zh: 'RDS 实例 {{which}} 的连接数使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'RDS instance {{which}} uses {{value}} % of its connections, above {{threshold}} %',
  },
});
