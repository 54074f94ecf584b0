import { defineMetricChecker, NO_FIX } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { clusterDisk, mysqlDisk, postgresDisk, sqlServerDisk } from '../metrics';
import { notServing } from '../states';

export const diskHigh = defineMetricChecker({
  id: 'rds-disk-high',
  asset: instances,
  metric: [mysqlDisk, clusterDisk, postgresDisk, sqlServerDisk],
  title: {
    zh: 'RDS 实例磁盘使用率过高',
    en: 'RDS instance disk is nearly full',
  },
  why: {
    zh: '磁盘写满后实例被锁定为只读，写入全部失败。',
    en: 'A full disk locks the instance: it turns read-only and every write fails.',
  },
  remedy: {
    zh: '清理日志和无用的表，或扩容存储并开启存储自动扩容。',
    en: 'Clear logs and unused tables, or enlarge the storage and let it grow by itself.',
  },
  noFix: NO_FIX.filling,
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 70,
  critical: 85,
  skip: notServing,
  message: {
    zh: 'RDS 实例 {{which}} 的磁盘已使用 {{value}} %，高于 {{threshold}} %',
    en: 'The disk of RDS instance {{which}} is {{value}} % full, above {{threshold}} %',
  },
});
