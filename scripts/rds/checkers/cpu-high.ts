import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { clusterCpu, mysqlCpu, postgresCpu, sqlServerCpu } from '../metrics';
import { notServing } from '../states';

export const cpuHigh = defineMetricChecker({
  id: 'rds-cpu-high',
  asset: instances,
  metric: [mysqlCpu, clusterCpu, postgresCpu, sqlServerCpu],
  title: {
    zh: 'RDS 实例 CPU 使用率过高',
    en: 'RDS instance CPU is high',
  },
  why: {
    zh: '数据库 CPU 打满后，所有查询都会变慢。',
    en: 'Once the CPU of a database is busy, every query on it slows down.',
  },
  remedy: {
    zh: '在慢日志和会话中找出消耗最大的 SQL 并优化；必要时升配或增加只读实例。',
    en: 'Find the most expensive SQL in the slow log and the sessions; choose a larger class or add read-only instances if it is sound.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 60,
  critical: 80,
  skip: notServing,
  message: {
    zh: 'RDS 实例 {{which}} 的 CPU 使用率（15 分钟平均）为 {{value}} %，高于 {{threshold}} %',
    en: 'CPU of RDS instance {{which}} is {{value}} % (15-minute average), above {{threshold}} %',
  },
});
