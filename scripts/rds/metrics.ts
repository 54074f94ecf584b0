import { defineMetric, type AssetOf } from '../../lib/define';
import type { AnyAsset } from '../../lib/model';
import { instances } from './collectors/instances';

/** The average of 15 minutes: a short peak is no finding. */
const dashboard = {
  of: instances,
  namespace: 'acs_rds_dashboard',
  statistic: 'Average',
  period: 900,
  dimension: 'instanceId',
} as const;

/** With the instance's own words. */
function when(has: (instance: AssetOf<typeof instances>) => boolean): (asset: AnyAsset) => boolean {
  return has as (asset: AnyAsset) => boolean;
}

/** Each engine has names of its own; the cluster edition of MySQL answers per node. MariaDB uses MySQL's. */
const mysql = when(({ engine, category }) => (engine === 'MySQL' || engine === 'MariaDB') && category !== 'cluster');
/** Without the edition in the answer, both families are asked for. */
const mysqlCluster = when(
  ({ engine, category }) => engine === 'MySQL' && (category === 'cluster' || category === undefined),
);
const postgres = when(({ engine }) => engine === 'PostgreSQL');
const sqlServer = when(({ engine }) => engine === 'SQLServer');
const readOnly = when(({ dBInstanceType }) => dBInstanceType === 'Readonly');

const CPU = { ...dashboard, title: { zh: 'CPU 使用率', en: 'CPU utilisation' }, unit: '%' } as const;
const DISK = { ...dashboard, title: { zh: '磁盘使用率', en: 'Disk utilisation' }, unit: '%' } as const;
const CONNECTIONS = { ...dashboard, title: { zh: '连接数使用率', en: 'Connection utilisation' }, unit: '%' } as const;
const MEMORY = { ...dashboard, title: { zh: '内存使用率', en: 'Memory utilisation' }, unit: '%' } as const;
const IOPS = { ...dashboard, title: { zh: 'IOPS 使用率', en: 'IOPS utilisation' }, unit: '%' } as const;
const LAG = { ...dashboard, title: { zh: '只读实例延迟', en: 'Read-only replica lag' }, unit: 's' } as const;

export const mysqlCpu = defineMetric({ ...CPU, id: 'rds-cpu-mysql', metric: 'CpuUsage', when: mysql });
export const clusterCpu = defineMetric({
  ...CPU,
  id: 'rds-cpu-cluster',
  metric: 'Cluster_CpuUsage',
  part: 'nodeId',
  when: mysqlCluster,
});
export const postgresCpu = defineMetric({ ...CPU, id: 'rds-cpu-postgres', metric: 'cpu_usage', when: postgres });
export const sqlServerCpu = defineMetric({
  ...CPU,
  id: 'rds-cpu-sqlserver',
  metric: 'SQLServer_CpuUsage',
  when: sqlServer,
});

export const mysqlDisk = defineMetric({ ...DISK, id: 'rds-disk-mysql', metric: 'DiskUsage', when: mysql });
export const clusterDisk = defineMetric({
  ...DISK,
  id: 'rds-disk-cluster',
  metric: 'Cluster_DiskUsage',
  part: 'nodeId',
  when: mysqlCluster,
});
export const postgresDisk = defineMetric({
  ...DISK,
  id: 'rds-disk-postgres',
  metric: 'local_fs_size_usage',
  when: postgres,
});
export const sqlServerDisk = defineMetric({
  ...DISK,
  id: 'rds-disk-sqlserver',
  metric: 'SQLServer_DiskUsage',
  when: sqlServer,
});

export const mysqlConnections = defineMetric({
  ...CONNECTIONS,
  id: 'rds-connections-mysql',
  metric: 'ConnectionUsage',
  when: mysql,
});
export const clusterConnections = defineMetric({
  ...CONNECTIONS,
  id: 'rds-connections-cluster',
  metric: 'Cluster_ConnectionUsage',
  part: 'nodeId',
  when: mysqlCluster,
});
/** CloudMonitor spells it so. */
export const postgresConnections = defineMetric({
  ...CONNECTIONS,
  id: 'rds-connections-postgres',
  metric: 'conn_usgae',
  when: postgres,
});

export const mysqlLag = defineMetric({
  ...LAG,
  id: 'rds-lag-mysql',
  metric: 'DataDelay',
  when: (instance) => readOnly(instance) && mysql(instance),
});
export const postgresLag = defineMetric({
  ...LAG,
  id: 'rds-lag-postgres',
  metric: 'PG_RO_ReadLag',
  when: (instance) => readOnly(instance) && postgres(instance),
});

export const mysqlMemory = defineMetric({ ...MEMORY, id: 'rds-memory-mysql', metric: 'MemoryUsage', when: mysql });
export const clusterMemory = defineMetric({
  ...MEMORY,
  id: 'rds-memory-cluster',
  metric: 'Cluster_MemoryUsage',
  part: 'nodeId',
  when: mysqlCluster,
});
export const postgresMemory = defineMetric({
  ...MEMORY,
  id: 'rds-memory-postgres',
  metric: 'mem_usage',
  when: postgres,
});
export const sqlServerMemory = defineMetric({
  ...MEMORY,
  id: 'rds-memory-sqlserver',
  metric: 'SQLServer_MemoryUsage',
  when: sqlServer,
});

/** The documented name is the one above; a real account answers this one. */
export const sqlServerMemoryUnderscored = defineMetric({
  ...MEMORY,
  id: 'rds-memory-sqlserver-underscored',
  metric: 'SQLServer_Memory_Usage',
  when: sqlServer,
});

export const mysqlIops = defineMetric({ ...IOPS, id: 'rds-iops-mysql', metric: 'IOPSUsage', when: mysql });
export const clusterIops = defineMetric({
  ...IOPS,
  id: 'rds-iops-cluster',
  metric: 'Cluster_IOPSUsage',
  part: 'nodeId',
  when: mysqlCluster,
});
export const postgresIops = defineMetric({ ...IOPS, id: 'rds-iops-postgres', metric: 'iops_usage', when: postgres });
