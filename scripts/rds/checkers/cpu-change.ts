import { defineChangeChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { clusterCpu, mysqlCpu, postgresCpu, sqlServerCpu } from '../metrics';
import { notServing } from '../states';

export const cpuChange = defineChangeChecker({
  id: 'rds-cpu-change',
  asset: instances,
  metrics: [mysqlCpu, clusterCpu, postgresCpu, sqlServerCpu],
  title: { zh: 'RDS 实例 CPU 使用率突变', en: 'RDS instance CPU changed suddenly' },
  why: {
    zh: '数据库 CPU 突增多由新上线的慢 SQL 或执行计划变化引起，突降则可能是应用断连。',
    en: 'A jump mostly comes from a new slow statement or another plan; a fall may mean that the application lost its connections.',
  },
  remedy: {
    zh: '在性能洞察中对比变化前后的 SQL；核对应用发布与连接数。',
    en: 'Compare the SQL before and after in performance insight; check releases and the number of connections.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  least: 20,
  most: 100,
  percent: 50,
  skip: notServing,
  what: { zh: 'RDS 实例 {{id}} 的 CPU 使用率', en: 'CPU of RDS instance {{id}}' },
});
