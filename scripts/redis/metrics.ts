import { defineMetric, type AssetOf } from '../../lib/define';
import type { AnyAsset } from '../../lib/model';
import { instances } from './collectors/instances';

/** The average of 15 minutes: a short peak is no finding. */
const kvstore = {
  of: instances,
  namespace: 'acs_kvstore',
  statistic: 'Average',
  period: 900,
  dimension: 'instanceId',
  unit: '%',
} as const;

type Instance = AssetOf<typeof instances>;
const of = (architecture: NonNullable<Instance['architectureType']>) => (instance: AnyAsset) =>
  (instance as Instance).architectureType === architecture;

/**
 * Tair on cloud disks (ESSD/SSD): a standard instance whose metrics are in a namespace of their own. Those of persistent memory
 * are in that namespace too (CloudMonitor's list has them as `tair_pena`, `tair_pena_cluster`), yet no public source tells their
 * names: such an instance is asked for by the names of its architecture, and is unknown where those say nothing.
 */
const onDisk = (instance: AnyAsset) => (instance as Instance).instanceClass?.startsWith('tair.essd.') ?? false;
const isStandard = of('standard');

/** The architecture names the family; clusters and read/write splitting answer per node. */
const standard = { ...kvstore, when: (instance: AnyAsset) => isStandard(instance) && !onDisk(instance) };
const disk = {
  ...kvstore,
  namespace: 'acs_tair',
  when: (instance: AnyAsset) => isStandard(instance) && onDisk(instance),
};
const sharding = { ...kvstore, part: 'nodeId', when: of('cluster') };
const splitrw = { ...kvstore, part: 'nodeId', when: of('rwsplit') };

const MEMORY = { zh: '内存使用率', en: 'Memory utilisation' };
const CPU = { zh: 'CPU 使用率', en: 'CPU utilisation' };
const CONNECTIONS = { zh: '连接数使用率', en: 'Connection utilisation' };

export const standardMemory = defineMetric({
  ...standard,
  id: 'redis-memory-standard',
  title: MEMORY,
  metric: 'StandardMemoryUsage',
});
export const diskMemory = defineMetric({
  ...disk,
  id: 'redis-memory-disk',
  title: MEMORY,
  metric: 'TairPDBStandardMemoryUsage',
});
export const shardingMemory = defineMetric({
  ...sharding,
  id: 'redis-memory-sharding',
  title: MEMORY,
  metric: 'ShardingMemoryUsage',
});
export const splitrwMemory = defineMetric({
  ...splitrw,
  id: 'redis-memory-splitrw',
  title: MEMORY,
  metric: 'SplitrwMemoryUsage',
});

export const standardCpu = defineMetric({
  ...standard,
  id: 'redis-cpu-standard',
  title: CPU,
  metric: 'StandardCpuUsage',
});
export const diskCpu = defineMetric({
  ...disk,
  id: 'redis-cpu-disk',
  title: CPU,
  metric: 'TairPDBStandardCpuUsage',
});
export const shardingCpu = defineMetric({
  ...sharding,
  id: 'redis-cpu-sharding',
  title: CPU,
  metric: 'ShardingCpuUsage',
});
export const splitrwCpu = defineMetric({
  ...splitrw,
  id: 'redis-cpu-splitrw',
  title: CPU,
  metric: 'SplitrwCpuUsage',
});

export const standardConnections = defineMetric({
  ...standard,
  id: 'redis-connections-standard',
  title: CONNECTIONS,
  metric: 'StandardConnectionUsage',
});
export const diskConnections = defineMetric({
  ...disk,
  id: 'redis-connections-disk',
  title: CONNECTIONS,
  metric: 'TairPDBStandardConnectionUsage',
});
export const shardingConnections = defineMetric({
  ...sharding,
  id: 'redis-connections-sharding',
  title: CONNECTIONS,
  metric: 'ShardingConnectionUsage',
});
export const splitrwConnections = defineMetric({
  ...splitrw,
  id: 'redis-connections-splitrw',
  title: CONNECTIONS,
  metric: 'SplitrwConnectionUsage',
});

const INBOUND = { zh: '流入带宽使用率', en: 'Inbound bandwidth utilisation' };
const OUTBOUND = { zh: '流出带宽使用率', en: 'Outbound bandwidth utilisation' };

const bandwidth = (family: 'standard' | 'disk' | 'sharding' | 'splitrw', way: 'In' | 'Out') =>
  defineMetric({
    ...{ standard, disk, sharding, splitrw }[family],
    id: `redis-bandwidth-${way.toLowerCase()}-${family}`,
    title: way === 'In' ? INBOUND : OUTBOUND,
    metric: `${{ standard: 'Standard', disk: 'TairPDBStandard', sharding: 'Sharding', splitrw: 'Splitrw' }[family]}Intranet${way}Ratio`,
  });

/** By its way and the family of the instance. */
export const bandwidths = {
  standardIn: bandwidth('standard', 'In'),
  standardOut: bandwidth('standard', 'Out'),
  diskIn: bandwidth('disk', 'In'),
  diskOut: bandwidth('disk', 'Out'),
  shardingIn: bandwidth('sharding', 'In'),
  shardingOut: bandwidth('sharding', 'Out'),
  splitrwIn: bandwidth('splitrw', 'In'),
  splitrwOut: bandwidth('splitrw', 'Out'),
};

const PROXY_CPU = { zh: '代理节点 CPU 使用率', en: 'CPU utilisation of a proxy' };
const PROXY_CONNECTIONS = { zh: '代理节点连接数使用率', en: 'Connection utilisation of a proxy' };

export const shardingProxyCpu = defineMetric({
  ...sharding,
  id: 'redis-proxy-cpu-sharding',
  title: PROXY_CPU,
  metric: 'ShardingProxyCpuUsage',
});
export const shardingProxyConnections = defineMetric({
  ...sharding,
  id: 'redis-proxy-connections-sharding',
  title: PROXY_CONNECTIONS,
  metric: 'ShardingProxyConnectionUsage',
});
export const splitrwProxyCpu = defineMetric({
  ...splitrw,
  id: 'redis-proxy-cpu-splitrw',
  title: PROXY_CPU,
  metric: 'SplitrwProxyCpuUsage',
});
export const splitrwProxyConnections = defineMetric({
  ...splitrw,
  id: 'redis-proxy-connections-splitrw',
  title: PROXY_CONNECTIONS,
  metric: 'SplitrwProxyConnectionUsage',
});
