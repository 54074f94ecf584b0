import { defineMetric } from '../../lib/define';
import { instances } from './collectors/instances';

/** The dimension is not called `instanceId` here. */
const elasticsearch = { of: instances, namespace: 'acs_elasticsearch', dimension: 'clusterId' } as const;

/** The average of 15 minutes, node by node: a short peak is no finding. */
const perNode = {
  ...elasticsearch,
  statistic: 'Average',
  period: 900,
  part: 'nodeIP',
  unit: '%',
  range: [0, 100],
} as const;

export const clusterStatus = defineMetric({
  ...elasticsearch,
  id: 'es-cluster-status',
  title: { zh: '集群健康状态（0 绿，1 黄，2 红）', en: 'Health of the cluster (0 green, 1 yellow, 2 red)' },
  metric: 'ClusterStatus',
  statistic: 'Value',
  period: 60,
  unit: '',
  range: [0, 2],
});

export const nodeDisk = defineMetric({
  ...perNode,
  id: 'es-node-disk',
  title: { zh: '节点磁盘使用率', en: 'Disk utilisation of a node' },
  metric: 'NodeDiskUtilization',
});

export const nodeHeap = defineMetric({
  ...perNode,
  id: 'es-node-heap',
  title: { zh: '节点堆内存使用率', en: 'Heap utilisation of a node' },
  metric: 'NodeHeapMemoryUtilization',
});

export const nodeCpu = defineMetric({
  ...perNode,
  id: 'es-node-cpu',
  title: { zh: '节点 CPU 使用率', en: 'CPU utilisation of a node' },
  metric: 'NodeCPUUtilization',
});
