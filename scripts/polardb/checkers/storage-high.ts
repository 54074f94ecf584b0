import { defineChecker, NO_FIX, numberParam } from '../../../lib/define';
import { clusters } from '../collectors/clusters';

const GIB = 1024 ** 3;

export const storageHigh = defineChecker({
  id: 'polardb-storage-high',
  asset: clusters,
  title: { zh: 'PolarDB 集群存储空间将满', en: 'PolarDB cluster is short of storage' },
  why: {
    zh: '包年包月的存储空间写满后，集群被锁定为只读。',
    en: 'When the storage that was subscribed to is full, the cluster becomes read-only.',
  },
  remedy: {
    zh: '清理或归档历史数据，或扩容存储空间。',
    en: 'Remove or archive old data, or subscribe to more storage.',
  },
  noFix: NO_FIX.filling,
  severity: 'warning',
  severities: ['critical'],
  category: 'capacity',
  docs: 'https://help.aliyun.com/zh/polardb/polardb-for-mysql/user-guide/overview-of-storage',
  params: {
    warning: numberParam({
      default: 80,
      min: 0,
      max: 100,
      unit: '%',
      help: { zh: '存储使用率高于此值为警告', en: 'A warning when more than this share of the storage is used' },
    }),
    critical: numberParam({
      default: 90,
      min: 0,
      max: 100,
      unit: '%',
      help: { zh: '存储使用率高于此值为紧急', en: 'Critical when more than this share of the storage is used' },
    }),
  },
  messages: {
    full: {
      zh: 'PolarDB 集群 {{id}} 已用 {{value}} % 的存储空间，高于 {{threshold}} %',
      en: 'PolarDB cluster {{id}} uses {{value}} % of its storage, above {{threshold}} %',
    },
  },
  validate: (params) =>
    params.critical < params.warning ? `critical (${params.critical}) is below warning (${params.warning})` : undefined,
  check(cluster, { params, pass, fail, skip, unknown }) {
    const { id, name, storagePayType, storageUsed, storageSpace } = cluster;
    if (storagePayType === undefined)
      return unknown({ zh: '应答没有说存储如何计费', en: 'the answer does not tell how its storage is charged' });
    if (storagePayType === 'Postpaid')
      return skip({ zh: '存储按用量计费，没有上限', en: 'its storage is billed by use and has no limit' });
    // Both are bytes; less than the least that can be bought is no size.
    if (storageUsed === undefined || storageSpace === undefined || storageSpace < GIB)
      return unknown({ zh: '应答中没有存储用量或空间', en: 'its used or subscribed storage is not in the answer' });
    const value = Math.round((storageUsed / storageSpace) * 10_000) / 100;
    const severe = value > params.critical;
    const threshold = severe ? params.critical : params.warning;
    const data = { id, name, value, unit: '%', threshold };
    return value > params.warning ? fail('full', data, severe ? 'critical' : undefined) : pass(data);
  },
});
