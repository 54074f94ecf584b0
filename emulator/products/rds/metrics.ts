import { CRITICAL, IDLE, lag, ramp, step, usage, type Metric, type Moves } from '../../metrics';

const RDS_CPU: Moves = {
  'rds-cpu-warning': [66, 74],
  'rds-cpu-critical': CRITICAL,
  'rds-cpu-jump': step([8, 16], [52, 57]),
  'rds-idle': IDLE,
};

const RDS_DISK: Moves = {
  'rds-disk-warning': [74, 81],
  'rds-disk-critical': CRITICAL,
  'rds-locked': CRITICAL,
  'rds-disk-filling-warning': ramp(66, 6),
  'rds-disk-filling-critical': ramp(79, 11.5),
};

const RDS_CONNECTIONS: Moves = {
  'rds-conn-warning': [74, 81],
  'rds-conn-critical': CRITICAL,
  'rds-idle': [0, 0],
};

const RDS_MEMORY = {
  'rds-memory-warning': [91, 94],
  'rds-memory-critical': CRITICAL,
  'rds-memory-usual': [82, 86],
} as const;

const RDS_IOPS = { 'rds-iops-warning': [74, 81], 'rds-iops-critical': CRITICAL } as const;

const RDS_LAG = { 'rds-lag-warning': [40, 50], 'rds-lag-critical': [90, 200] } as const;

const MYSQL = { of: 'mysql' };

const MYSQL_CLUSTER = { of: 'mysql-cluster', nodes: 2 };

const POSTGRES = { of: 'postgres' };

const SQLSERVER = { of: 'sqlserver' };

export const RDS: readonly Metric[] = [
  usage('CpuUsage', MYSQL, RDS_CPU),
  usage('MemoryUsage', MYSQL, RDS_MEMORY),
  usage('DiskUsage', MYSQL, RDS_DISK),
  usage('ConnectionUsage', MYSQL, RDS_CONNECTIONS),
  usage('IOPSUsage', MYSQL, RDS_IOPS),
  lag('DataDelay', { of: 'mysql-readonly' }, RDS_LAG),
  usage('Cluster_CpuUsage', MYSQL_CLUSTER, RDS_CPU),
  usage('Cluster_MemoryUsage', MYSQL_CLUSTER, RDS_MEMORY),
  usage('Cluster_IOPSUsage', MYSQL_CLUSTER, RDS_IOPS),
  usage('Cluster_DiskUsage', MYSQL_CLUSTER, RDS_DISK),
  usage('Cluster_ConnectionUsage', MYSQL_CLUSTER, RDS_CONNECTIONS),
  usage('cpu_usage', POSTGRES, RDS_CPU),
  usage('mem_usage', POSTGRES, RDS_MEMORY),
  usage('local_fs_size_usage', POSTGRES, RDS_DISK),
  usage('conn_usgae', POSTGRES, RDS_CONNECTIONS),
  usage('iops_usage', POSTGRES, RDS_IOPS),
  lag('PG_RO_ReadLag', { of: 'postgres-readonly' }, RDS_LAG),
  usage('SQLServer_CpuUsage', SQLSERVER, RDS_CPU),
  usage('SQLServer_DiskUsage', SQLSERVER, RDS_DISK),
  usage('SQLServer_MemoryUsage', SQLSERVER, RDS_MEMORY),
];
