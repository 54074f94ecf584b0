import { defineMetric, type AssetOf, type Metric } from '../../lib/define';
import type { AnyAsset, Text } from '../../lib/model';
import { instances } from './collectors/instances';

/** The average of 15 minutes: a short peak is no finding. */
const dashboard = {
  of: instances,
  namespace: 'acs_mongodb',
  statistic: 'Average',
  period: 900,
  dimension: 'instanceId',
  unit: '%',
} as const;

/** With the instance's own words. */
function when(has: (instance: AssetOf<typeof instances>) => boolean): (asset: AnyAsset) => boolean {
  return has as (asset: AnyAsset) => boolean;
}

/** Each architecture has a family of its own; the API does not always tell a standalone instance's number of nodes. */
const isReplica = when(
  ({ dBInstanceType, replicationFactor }) => dBInstanceType === 'replicate' && replicationFactor !== 1,
);
const isSharding = when(({ dBInstanceType }) => dBInstanceType === 'sharding');
const isSingle = when(
  ({ dBInstanceType, replicationFactor }) =>
    dBInstanceType === 'replicate' && (replicationFactor === undefined || replicationFactor === 1),
);

const replica = (id: string, title: Text, metric: string): Metric =>
  defineMetric({ ...dashboard, id: `mongodb-${id}-replica`, title, metric, part: 'role', when: isReplica });
/** One point per shard or mongos, and role. */
const sharding = (id: string, title: Text, metric: string): Metric =>
  defineMetric({ ...dashboard, id: `mongodb-${id}-sharding`, title, metric, part: 'subinstanceId', when: isSharding });
const single = (id: string, title: Text, metric: string): Metric =>
  defineMetric({ ...dashboard, id: `mongodb-${id}-single`, title, metric, when: isSingle });

const CPU = { zh: 'CPU 使用率', en: 'CPU utilisation' };
const MEMORY = { zh: '内存使用率', en: 'Memory utilisation' };
const DISK = { zh: '磁盘使用率', en: 'Disk utilisation' };
const IOPS = { zh: 'IOPS 使用率', en: 'IOPS utilisation' };
const CONNECTIONS = { zh: '连接数使用率', en: 'Connection utilisation' };

export const replicaCpu = replica('cpu', CPU, 'CPUUtilization');
export const shardingCpu = sharding('cpu', CPU, 'ShardingCPUUtilization');
export const singleCpu = single('cpu', CPU, 'SingleNodeCPUUtilization');

export const replicaMemory = replica('memory', MEMORY, 'MemoryUtilization');
export const shardingMemory = sharding('memory', MEMORY, 'ShardingMemoryUtilization');
export const singleMemory = single('memory', MEMORY, 'SingleNodeMemoryUtilization');

export const replicaDisk = replica('disk', DISK, 'DiskUtilization');
export const shardingDisk = sharding('disk', DISK, 'ShardingDiskUtilization');
export const singleDisk = single('disk', DISK, 'SingleNodeDiskUtilization');

/** Standalone instances have no such metric. */
export const replicaIops = replica('iops', IOPS, 'IOPSUtilization');
export const shardingIops = sharding('iops', IOPS, 'ShardingIOPSUtilization');

export const replicaConnections = replica('connections', CONNECTIONS, 'ConnectionUtilization');
export const shardingConnections = sharding('connections', CONNECTIONS, 'ShardingConnectionUtilization');
export const singleConnections = single('connections', CONNECTIONS, 'SingleNodeConnectionUtilization');

const LAG = { zh: '主备复制延迟', en: 'Replication lag' };
/**
 * Heartbeats are two seconds apart: the documentation calls -2 to 2 seconds normal. Standalone instances have no such metric.
 * The names are those of CloudMonitor's documentation (`repl_lag`).
 */
const lag = { unit: 's', range: [-60, 86_400 * 365] } as const;
export const replicaSetLag = defineMetric({
  ...{ ...dashboard, ...lag, id: 'mongodb-lag-replica', title: LAG, metric: 'ReplicationLag' },
  ...{ part: 'role', when: isReplica },
});
export const shardingLag = defineMetric({
  ...{ ...dashboard, ...lag, id: 'mongodb-lag-sharding', title: LAG, metric: 'ShardingReplicationLag' },
  ...{ part: 'subinstanceId', when: isSharding },
});
