import { defineMetric, type AssetOf } from '../../lib/define';
import type { AnyAsset } from '../../lib/model';
import { clusters } from './collectors/clusters';

/** The average of 15 minutes. With any other dimension the cloud answers with the whole account. */
const dashboard = {
  of: clusters,
  namespace: 'acs_polardb',
  statistic: 'Average',
  period: 900,
  dimension: 'clusterId',
  unit: '%',
} as const;

type Cluster = AssetOf<typeof clusters>;
const of = (engine: NonNullable<Cluster['dBType']>) => (cluster: AnyAsset) => (cluster as Cluster).dBType === engine;

/** Each engine has a family of its own, with another name for its nodes. */
const mysql = { ...dashboard, part: 'nodeId', when: of('MySQL') };
const postgres = { ...dashboard, part: 'instanceId', when: of('PostgreSQL') };
const oracle = { ...dashboard, part: 'instanceId', when: of('Oracle') };

const CPU = { zh: 'CPU 使用率', en: 'CPU utilisation' };
const MEMORY = { zh: '内存使用率', en: 'Memory utilisation' };
const CONNECTIONS = { zh: '连接数使用率', en: 'Connection utilisation' };

export const mysqlCpu = defineMetric({
  ...mysql,
  id: 'polardb-cpu-mysql',
  title: CPU,
  metric: 'cluster_cpu_utilization',
});
export const postgresCpu = defineMetric({
  ...postgres,
  id: 'polardb-cpu-postgres',
  title: CPU,
  metric: 'pg_cpu_total',
});
export const oracleCpu = defineMetric({ ...oracle, id: 'polardb-cpu-oracle', title: CPU, metric: 'oracle_cpu_total' });

export const mysqlMemory = defineMetric({
  ...mysql,
  id: 'polardb-memory-mysql',
  title: MEMORY,
  metric: 'cluster_memory_utilization',
});
export const postgresMemory = defineMetric({
  ...postgres,
  id: 'polardb-memory-postgres',
  title: MEMORY,
  metric: 'pg_mem_usage',
});

export const mysqlConnections = defineMetric({
  ...mysql,
  id: 'polardb-connections-mysql',
  title: CONNECTIONS,
  metric: 'cluster_connection_utilization',
});
export const postgresConnections = defineMetric({
  ...postgres,
  id: 'polardb-connections-postgres',
  title: CONNECTIONS,
  metric: 'pg_conn_usage',
});

export const mysqlIops = defineMetric({
  ...mysql,
  id: 'polardb-iops-mysql',
  title: { zh: 'IOPS 使用率', en: 'IOPS utilisation' },
  metric: 'cluster_iops_usage',
});

export const readerLag = defineMetric({
  ...mysql,
  id: 'polardb-replica-lag',
  title: { zh: '只读节点复制延迟', en: 'Replication lag of reader nodes' },
  metric: 'cluster_replica_lag',
  part: 'instanceId',
  unit: 's',
});
