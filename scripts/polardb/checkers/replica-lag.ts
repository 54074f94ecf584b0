import { defineMetricChecker } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { readerLag } from '../metrics';
import { notServing } from '../states';

/** The average of 15 minutes: a second of lag, or a moment's peak, is no fault. The levels are a judgement. */
export const replicaLag = defineMetricChecker({
  id: 'polardb-replica-lag',
  asset: clusters,
  metric: readerLag,
  title: {
    zh: 'PolarDB 只读节点复制延迟过高',
    en: 'PolarDB reader node lags behind',
  },
  why: {
    zh: '从只读节点读到的数据落后于主节点。',
    en: 'What the reader node answers is older than what the writer holds.',
  },
  remedy: {
    zh: '检查主节点的大事务和只读节点的负载；升级落后节点的规格。',
    en: 'Look for large transactions on the writer and load on the reader; give the lagging node a larger class.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 10,
  critical: 60,
  category: 'availability',
  max: 86_400,
  skip: (cluster) => {
    const { dBType, dBNodes } = cluster;
    if (dBType === undefined) return undefined;
    if (dBType !== 'MySQL') return { zh: '该引擎没有复制延迟指标', en: 'its engine has no metric for replication lag' };
    return dBNodes?.length && dBNodes.every((node) => node.dBNodeRole === 'Writer')
      ? { zh: '没有只读节点', en: 'it has no reader node' }
      : notServing(cluster);
  },
  message: {
    zh: 'PolarDB 集群 {{id}} 只读节点 {{part}} 的延迟为 {{value}} 秒，高于 {{threshold}} 秒',
    en: 'Reader node {{part}} of PolarDB cluster {{id}} is {{value}} s behind, above {{threshold}} s',
  },
});
