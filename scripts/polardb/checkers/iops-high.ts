import { defineMetricChecker } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { mysqlIops } from '../metrics';
import { notServing } from '../states';

export const iopsHigh = defineMetricChecker({
  id: 'polardb-iops-high',
  asset: clusters,
  metric: mysqlIops,
  title: {
    zh: 'PolarDB 集群 IOPS 接近上限',
    en: 'PolarDB cluster IOPS are nearly used up',
  },
  why: {
    zh: '达到 IOPS 上限后读写请求排队。',
    en: 'At the limit of IOPS, reads and writes wait in line.',
  },
  remedy: {
    zh: '优化扫描过多的 SQL；升级存储类型或节点规格。',
    en: 'Tune SQL that scans too much; choose a faster storage type or a larger node class.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 80,
  critical: 90,
  skip: (cluster) =>
    cluster.dBType !== undefined && cluster.dBType !== 'MySQL'
      ? { zh: '该引擎没有 IOPS 使用率指标', en: 'its engine has no metric for the share of IOPS' }
      : notServing(cluster),
  message: {
    zh: 'PolarDB 集群 {{id}} 节点 {{part}} 的 IOPS 使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'Node {{part}} of PolarDB cluster {{id}} uses {{value}} % of its IOPS, above {{threshold}} %',
  },
});
