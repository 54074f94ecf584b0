import { defineForecastChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { clusterDisk, mysqlDisk, postgresDisk, sqlServerDisk } from '../metrics';
import { notServing } from '../states';

/** Each node of a cluster is judged by itself. */
export const diskFilling = defineForecastChecker({
  id: 'rds-disk-filling',
  asset: instances,
  metrics: [mysqlDisk, clusterDisk, postgresDisk, sqlServerDisk],
  title: { zh: 'RDS 实例磁盘即将写满', en: 'RDS instance disk is filling up' },
  why: {
    zh: '按最近几周的变化磁盘几天内写满，实例将被锁定为只读。',
    en: 'As it has gone for weeks the disk is full within days, and the instance is then locked to read-only.',
  },
  remedy: {
    zh: '查看增长来自数据、日志还是临时文件；清理或归档历史数据，提前扩容或开启存储自动扩容。',
    en: 'See whether data, logs or temporary files grow; archive what is old, and enlarge the storage in time or let it grow by itself.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  skip: notServing,
  messages: {
    filling: {
      zh: 'RDS 实例 {{id}} 的磁盘已使用 {{value}} %，每天增长 {{perDay}} %，约 {{days}} 天后达到 {{full}} %（可能为 {{low}} 至 {{high}} 天）',
      en: 'The disk of RDS instance {{id}} is {{value}} % full and grows by {{perDay}} % a day: {{full}} % in about {{days}} days (likely {{low}} to {{high}})',
    },
  },
});
