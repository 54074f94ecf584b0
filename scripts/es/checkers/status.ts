import { defineChecker, NO_FIX } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { clusterStatus } from '../metrics';
import { notActive } from '../skips';

export const esStatus = defineChecker({
  id: 'es-status',
  asset: instances,
  title: { zh: 'Elasticsearch 集群状态为黄色或红色', en: 'Elasticsearch cluster is yellow or red' },
  why: {
    zh: '黄色表示有副本分片未分配，红色表示有主分片不可用，相应的数据查不到也写不进。',
    en: 'Yellow: replicas are not allocated. Red: primary shards are missing, and their data cannot be read or written.',
  },
  remedy: {
    zh: '用 _cluster/allocation/explain 查看未分配的原因：节点离线、磁盘水位或副本数过多。',
    en: 'Ask _cluster/allocation/explain for the reason: a lost node, the disk watermark, or too many replicas.',
  },
  noFix: NO_FIX.state,
  severity: 'critical',
  severities: ['warning'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/es/user-guide/abnormal-status-of-an-alibaba-cloud-elasticsearch-cluster',
  params: {},
  metrics: { clusterStatus },
  messages: {
    yellow: {
      zh: 'Elasticsearch 实例 {{id}}（{{name}}）的集群状态为黄色',
      en: 'The cluster of Elasticsearch instance {{id}} ({{name}}) is yellow',
    },
    red: {
      zh: 'Elasticsearch 实例 {{id}}（{{name}}）的集群状态为红色',
      en: 'The cluster of Elasticsearch instance {{id}} ({{name}}) is red',
    },
  },
  check(instance, { metrics, pass, fail, skip, unknown }) {
    const { id, name } = instance;
    const why = notActive(instance);
    if (why !== undefined) return skip(why);
    const status = metrics.clusterStatus;
    if (!status)
      return unknown({ zh: '云监控没有该集群最近的健康状态', en: 'CloudMonitor has no recent health of the cluster' });
    const { value } = status;
    const data = { id, name, value };
    if (value === 0) return pass(data);
    if (value === 1) return fail('yellow', data, 'warning');
    if (value === 2) return fail('red', data);
    return unknown({ zh: `未知的集群健康值 ${value}`, en: `the health ${value} of the cluster is not known` });
  },
});
