import { defineMetricChecker, NO_FIX } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { replicaDisk, shardingDisk, singleDisk } from '../metrics';
import { unmeasured } from '../states';

export const diskHigh = defineMetricChecker({
  id: 'mongodb-disk-high',
  asset: instances,
  metric: [replicaDisk, shardingDisk, singleDisk],
  title: {
    zh: 'MongoDB 实例磁盘使用率过高',
    en: 'MongoDB instance disk is nearly full',
  },
  why: {
    zh: '磁盘写满的节点被锁定，无法再写入。',
    en: 'A node whose disk is full is locked and takes no more writes.',
  },
  remedy: {
    zh: '删除过期数据并整理碎片，或扩容存储。',
    en: 'Delete what has expired and compact, or enlarge the storage.',
  },
  noFix: NO_FIX.filling,
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 80,
  critical: 90,
  skip: unmeasured,
  message: {
    zh: 'MongoDB 实例 {{which}} 的磁盘使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'The disk of MongoDB instance {{which}} is {{value}} % full, above {{threshold}} %',
  },
});
