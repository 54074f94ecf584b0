import type { Source } from './assets';
import { band } from './assets';
import { hash } from './random';
import { DAY, HOUR } from './world';

type Band = readonly [low: number, high: number];
/** A band that moves: what it is so long (ms) after the moment that the world is relative to, before it when negative. */
type Course = (since: number) => Band;

/** A metric that the emulated CloudMonitor knows. */
export interface Metric {
  name: string;
  unit: string;
  /** Healthy values. */
  low: number;
  high: number;
  /** Conditions that move the value elsewhere. */
  under?: Readonly<Record<string, Band | Course>>;
  /** Only for instances with the agent. */
  agent?: true;
  /** One point per file system. */
  perDevice?: true;
  /** Its point names the public address. */
  perIp?: true;
  /** Band and conditions are multiples of the number of cores. */
  perCore?: true;
  /** Only for assets of this kind: an engine, an architecture. */
  of?: string;
  /** One point for each of so many nodes; a condition concerns the last ones, one unless told. */
  nodes?: number;
  troubled?: number;
  /** The points have one `Value` instead of Average, Minimum and Maximum. */
  valued?: true;
  /** The points have one `Sum`. */
  summed?: true;
  statistics?: string;
}

const WARNING = [86, 90] as const;
const CRITICAL = [96, 99] as const;

/** One band until four hours ago, another since. */
function step(before: Band, after: Band): Course {
  return (since) => (since < -4 * HOUR ? before : after);
}

/** A value that has grown so much per day to what it is now. */
function ramp(now: number, perDay: number): Course {
  return (since) => {
    const value = Math.max(3, Math.min(99, now + (perDay * since) / DAY));
    return [value - 0.5, value + 0.5];
  };
}

const IDLE = [0.5, 0.8] as const;
const cpu = {
  'ecs-cpu-warning': WARNING,
  'ecs-cpu-critical': CRITICAL,
  'ecs-cpu-jump': step([8, 20], [68, 76]),
  'ecs-idle': IDLE,
  'ecs-oversized': [6, 8] as const,
};
/** bit/s */
const quiet = { 'ecs-idle': [500, 2000] as const };
const outbound = { 'ecs-net-out-warning': WARNING, 'ecs-net-out-critical': CRITICAL };
const load = { 'ecs-load-warning': [1.4, 1.6] as const, 'ecs-load-critical': [2.4, 2.6] as const };

const ECS: readonly Metric[] = [
  { name: 'CPUUtilization', unit: '%', low: 8, high: 55, under: cpu },
  { name: 'DiskReadBPS', unit: 'Byte/s', low: 1000, high: 4_000_000 },
  { name: 'DiskWriteBPS', unit: 'Byte/s', low: 1000, high: 4_000_000 },
  { name: 'DiskReadIOPS', unit: 'Count/Second', low: 1, high: 300 },
  { name: 'DiskWriteIOPS', unit: 'Count/Second', low: 1, high: 300 },
  { name: 'InternetInRate', unit: 'bit/s', low: 0, high: 2_000_000, of: 'classic' },
  { name: 'InternetOutRate', unit: 'bit/s', low: 0, high: 2_000_000, of: 'classic' },
  { name: 'InternetOutRate_Percent', unit: '%', low: 1, high: 50, of: 'classic' },
  {
    name: 'VPC_PublicIP_InternetOutRate_Percent',
    unit: '%',
    low: 1,
    high: 50,
    under: outbound,
    of: 'vpc-public',
    perIp: true,
  },
  { name: 'IntranetInRate', unit: 'bit/s', low: 60_000, high: 40_000_000, under: quiet },
  { name: 'IntranetOutRate', unit: 'bit/s', low: 60_000, high: 40_000_000, under: quiet },
  { name: 'concurrentConnections', unit: 'Count', low: 10, high: 3000 },
  { name: 'packetInDropRates', unit: '%', low: 0, high: 0.2, under: { 'ecs-packet-drop-critical': [7, 9] } },
  { name: 'packetOutDropRates', unit: '%', low: 0, high: 0.2, under: { 'ecs-packet-drop-warning': [2, 3] } },
  { name: 'cpu_total', unit: '%', low: 8, high: 55, under: cpu, agent: true },
  { name: 'cpu_wait', unit: '%', low: 0, high: 3, agent: true },
  {
    name: 'memory_usedutilization',
    unit: '%',
    low: 22,
    high: 65,
    under: { 'ecs-memory-warning': WARNING, 'ecs-memory-critical': CRITICAL, 'ecs-idle': [4, 6] },
    agent: true,
  },
  { name: 'load_1m', unit: '', low: 0.05, high: 0.6, under: load, agent: true, perCore: true },
  { name: 'load_5m', unit: '', low: 0.05, high: 0.6, under: load, agent: true, perCore: true },
  { name: 'load_15m', unit: '', low: 0.05, high: 0.6, under: load, agent: true, perCore: true },
  {
    name: 'diskusage_utilization',
    unit: '%',
    low: 12,
    high: 65,
    under: {
      'ecs-fs-warning': WARNING,
      'ecs-fs-critical': CRITICAL,
      'ecs-fs-filling-warning': ramp(74, 5),
      'ecs-fs-filling-critical': ramp(76, 18),
    },
    agent: true,
    perDevice: true,
  },
  { name: 'net_tcpconnection', unit: 'Count', low: 20, high: 900, agent: true },
];

type Shape = Pick<Metric, 'of' | 'nodes' | 'troubled' | 'valued' | 'summed'>;
type Conditions = NonNullable<Metric['under']>;

/** A utilisation of a database, with the conditions that move it. */
function usage(name: string, shape: Shape, under: Conditions = {}): Metric {
  return { name, unit: '%', low: 5, high: 50, under, ...shape };
}

function lag(name: string, shape: Shape, under: Conditions): Metric {
  return { name, unit: 's', low: 0, high: 0.5, under, ...shape };
}

const RDS_CPU: Conditions = {
  'rds-cpu-warning': [66, 74],
  'rds-cpu-critical': CRITICAL,
  'rds-cpu-jump': step([8, 16], [52, 57]),
  'rds-idle': IDLE,
};
const RDS_DISK: Conditions = {
  'rds-disk-warning': [74, 81],
  'rds-disk-critical': CRITICAL,
  'rds-locked': CRITICAL,
  'rds-disk-filling-warning': ramp(66, 6),
  'rds-disk-filling-critical': ramp(67, 20),
};
const RDS_CONNECTIONS: Conditions = {
  'rds-conn-warning': [74, 81],
  'rds-conn-critical': CRITICAL,
  'rds-idle': [0, 0],
};
const RDS_MEMORY = { 'rds-memory-warning': [91, 94], 'rds-memory-critical': CRITICAL } as const;
const RDS_IOPS = { 'rds-iops-warning': [74, 81], 'rds-iops-critical': CRITICAL } as const;
const RDS_LAG = { 'rds-lag-warning': [40, 50], 'rds-lag-critical': [90, 200] } as const;
const MYSQL = { of: 'mysql' };
const MYSQL_CLUSTER = { of: 'mysql-cluster', nodes: 2 };
const POSTGRES = { of: 'postgres' };
const SQLSERVER = { of: 'sqlserver' };

const RDS: readonly Metric[] = [
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

const REDIS = ['Standard', 'Sharding', 'Splitrw'].flatMap((family) => {
  const shape: Shape = family === 'Standard' ? { of: 'standard' } : { of: family.toLowerCase(), nodes: 3 };
  return [
    usage(`${family}CpuUsage`, shape, { 'redis-cpu-warning': [66, 74], 'redis-cpu-critical': CRITICAL }),
    usage(`${family}MemoryUsage`, shape, { 'redis-memory-warning': [83, 87], 'redis-memory-critical': CRITICAL }),
    usage(`${family}ConnectionUsage`, shape, { 'redis-conn-warning': [66, 74], 'redis-conn-critical': CRITICAL }),
  ];
});

/** Both levels of a condition whose thresholds are 80 and 90. */
function levels(condition: string): Conditions {
  return { [`${condition}-warning`]: [83, 87], [`${condition}-critical`]: CRITICAL };
}

/** Two shards or mongos, each with a primary and a secondary; what is wrong is wrong with a whole shard. */
const SHARDS = { of: 'sharding', nodes: 4, troubled: 2 };
const MONGODB = ['CPU', 'Memory', 'Disk', 'IOPS', 'Connection'].flatMap((what) => {
  const under = levels(`mongo-${what === 'Connection' ? 'conn' : what.toLowerCase()}`);
  return [
    usage(`${what}Utilization`, { of: 'replica', nodes: 2 }, under),
    usage(`Sharding${what}Utilization`, SHARDS, under),
    ...(what === 'IOPS' ? [] : [usage(`SingleNode${what}Utilization`, { of: 'single' }, under)]),
  ];
});

const POLARDB_MYSQL = { of: 'MySQL', nodes: 2 };
const POLARDB_POSTGRES = { of: 'PostgreSQL', nodes: 2 };
const POLARDB: readonly Metric[] = [
  usage('cluster_cpu_utilization', POLARDB_MYSQL, levels('polardb-cpu')),
  usage('cluster_memory_utilization', POLARDB_MYSQL, levels('polardb-memory')),
  usage('cluster_connection_utilization', POLARDB_MYSQL, levels('polardb-conn')),
  usage('cluster_iops_usage', POLARDB_MYSQL, levels('polardb-iops')),
  lag(
    'cluster_replica_lag',
    { of: 'MySQL' },
    {
      'polardb-lag-warning': [3, 6],
      'polardb-lag-critical': [20, 40],
    },
  ),
  usage('pg_cpu_total', POLARDB_POSTGRES, levels('polardb-cpu')),
  usage('pg_mem_usage', POLARDB_POSTGRES, levels('polardb-memory')),
  usage('pg_conn_usage', POLARDB_POSTGRES, levels('polardb-conn')),
  usage('oracle_cpu_total', { of: 'Oracle', nodes: 2 }, levels('polardb-cpu')),
];

/** Something that is lost: none of it, except under a condition. */
function lost(name: string, unit: string, under: Conditions = {}, shape: Shape = {}): Metric {
  return { name, unit, low: 0, high: 0, under, ...shape };
}

const VALUED = { valued: true } as const;
const MEGABIT = 1_000_000;

/** Of an EIP that is bound. */
function traffic(name: string): Metric {
  return {
    name,
    unit: 'bit/s',
    low: 1 * MEGABIT,
    high: 3 * MEGABIT,
    under: {
      'eip-idle': [0, 0],
      'eip-traffic-jump': step([1 * MEGABIT, 2 * MEGABIT], [7 * MEGABIT, 8 * MEGABIT]),
      'eip-traffic-drop': step([3 * MEGABIT, 4 * MEGABIT], [0, 20_000]),
    },
    of: 'bound',
    ...VALUED,
  };
}

const EIP: readonly Metric[] = [
  lost('out_ratelimit_drop_speed', 'packet/s', { 'eip-drop': [40, 60] }, { of: 'bound' }),
  lost('in_ratelimit_drop_speed', 'packet/s', {}, { of: 'bound' }),
  usage('net_out.rate_percentage', { of: 'bound' }, levels('eip-bandwidth')),
  usage('net_in.rate_percentage', { of: 'bound' }),
  traffic('net_rx.rate'),
  traffic('net_tx.rate'),
];

const NAT: readonly Metric[] = [
  usage('SessionActiveConnectionWaterLever', VALUED, { 'nat-session-warning': [83, 87] }),
  usage('SessionNewConnectionWaterLever', VALUED, { 'nat-session-critical': CRITICAL }),
  lost('SessionLimitDropConnection', 'count/s', {}, VALUED),
  lost('SessionNewLimitDropConnection', 'count/s', {}, VALUED),
  lost('ErrorPortAllocationCount', 'count', { 'nat-drop': [5, 9] }, VALUED),
];

/** The border routers of the world have 1,000 Mbit/s each. */
const BORDER: readonly Metric[] = [
  lost('VbrHealthyCheckLossRate', '%', { 'vbr-loss-warning': [2, 4], 'vbr-loss-critical': [8, 12] }, VALUED),
  {
    name: 'VbrHealthyCheckLatency',
    unit: 'us',
    low: 2000,
    high: 30_000,
    under: { 'vbr-latency-warning': [60_000, 90_000], 'vbr-latency-critical': [120_000, 180_000] },
    ...VALUED,
  },
  {
    name: 'RateInFromIDCToVpc',
    unit: 'bit/s',
    low: 10 * MEGABIT,
    high: 500 * MEGABIT,
    under: { 'vbr-bandwidth-warning': [750 * MEGABIT, 850 * MEGABIT] },
    ...VALUED,
  },
  {
    name: 'RateOutFromVpcToIDC',
    unit: 'bit/s',
    low: 10 * MEGABIT,
    high: 500 * MEGABIT,
    under: { 'vbr-bandwidth-critical': [950 * MEGABIT, 970 * MEGABIT] },
    ...VALUED,
  },
];

/** The gateways of the world are of 100 Mbit/s. */
const VPN: readonly Metric[] = [
  {
    name: 'net_rx.rate',
    unit: 'bit/s',
    low: MEGABIT,
    high: 60 * MEGABIT,
    under: { 'vpn-bandwidth-critical': [97 * MEGABIT, 99 * MEGABIT] },
    ...VALUED,
  },
  {
    name: 'net_tx.rate',
    unit: 'bit/s',
    low: MEGABIT,
    high: 60 * MEGABIT,
    under: { 'vpn-bandwidth-warning': [86 * MEGABIT, 90 * MEGABIT] },
    ...VALUED,
  },
];

const BANDWIDTH_PACKAGE: readonly Metric[] = [
  usage('net_tx.ratePercent', VALUED, { 'cbwp-high-warning': [83, 87], 'cbwp-high-critical': CRITICAL }),
];

const HTTP = { of: 'http' };

/** Requests, and those of them that got a 5xx: about 3 % as a warning, about 20 % as critical. */
function requests(condition: string, qps: string, errors: string, shape: Shape): Metric[] {
  const warning = `${condition}-warning`;
  const critical = `${condition}-critical`;
  return [
    {
      name: qps,
      unit: 'count/s',
      low: 50,
      high: 400,
      under: { [warning]: [98, 102], [critical]: [98, 102] },
      ...shape,
    },
    {
      name: errors,
      unit: 'count/s',
      low: 0,
      high: 0.2,
      under: { [warning]: [2.8, 3.2], [critical]: [19, 21] },
      ...shape,
    },
  ];
}

const CLB: readonly Metric[] = [
  usage('InstanceMaxConnectionUtilization', {}, { 'slb-connection-warning': [86, 90] }),
  usage('InstanceNewConnectionUtilization', {}, { 'slb-connection-critical': CRITICAL }),
  usage('InstanceTrafficTXUtilization', {}),
  usage('InstanceQpsUtilization', HTTP, { 'slb-qps-warning': [86, 90], 'slb-qps-critical': CRITICAL }),
  lost('InstanceDropConnection', 'count/s', { 'slb-drop': [20, 30] }),
  lost('InstanceDropPacketTX', 'count/s'),
  lost('InstanceDropTrafficTX', 'bit/s'),
  ...requests('slb-5xx', 'InstanceQps', 'InstanceStatusCode5xx', HTTP),
];

const ALB: readonly Metric[] = [
  lost('LoadBalancerUnHealthyHostCount', 'count', { 'alb-unhealthy': [2, 2] }, VALUED),
  {
    name: 'LoadBalancerHealthyHostCount',
    unit: 'count',
    low: 2,
    high: 6,
    under: { 'alb-unhealthy': [0, 0] },
    ...VALUED,
  },
  lost('LoadBalancerRejectedConnection', 'count/s', { 'alb-rejected': [4, 8] }, VALUED),
  ...requests('alb-5xx', 'LoadBalancerQPS', 'LoadBalancerHTTPCode5XX', VALUED),
];

const NLB: readonly Metric[] = [lost('InstanceDropConnection', 'count/s', { 'nlb-drop': [20, 30] })];

/** Of the second series, and of the third; three consumer groups each. */
const KAFKA: readonly Metric[] = [
  usage('instance_disk_capacity', { of: 'v2' }, { 'kafka-disk-warning': [73, 77], 'kafka-disk-critical': CRITICAL }),
  ...['V2', 'V3'].flatMap((series) => {
    const shape = { of: series.toLowerCase(), valued: true } as const;
    return [
      usage(`InstanceMessageInputRatio${series}`, shape, { 'kafka-traffic-warning': [86, 90] }),
      usage(`InstanceMessageOutputRatio${series}`, shape, { 'kafka-traffic-critical': [105, 115] }),
    ];
  }),
  usage('PartitionInstanceRatioV2', { of: 'v2', valued: true }),
  {
    name: 'message_accumulation',
    unit: 'count',
    low: 0,
    high: 500,
    under: { 'kafka-lag-warning': [25_000, 35_000], 'kafka-lag-critical': [250_000, 350_000] },
    of: 'serving',
    nodes: 3,
    valued: true,
  },
];

/** Three consumer groups each. */
const ROCKETMQ_GROUPS = { of: 'running', nodes: 3 } as const;
const ROCKETMQ: readonly Metric[] = [
  usage(
    'InstanceTpsUtilization',
    { of: 'running', valued: true },
    { 'rocketmq-tps-warning': [86, 90], 'rocketmq-tps-critical': [101, 110] },
  ),
  lost(
    'ThrottledSendRequestsPerInstance',
    'count/min',
    { 'rocketmq-throttled': [40, 60] },
    { of: 'running', summed: true },
  ),
  lost('ThrottledReceiveRequestsPerInstance', 'count/min', {}, { of: 'running', summed: true }),
  {
    name: 'ConsumerLag',
    unit: 'count',
    low: 0,
    high: 500,
    under: { 'rocketmq-lag-warning': [25_000, 35_000], 'rocketmq-lag-critical': [250_000, 350_000] },
    ...ROCKETMQ_GROUPS,
    summed: true,
  },
  {
    name: 'ConsumerLagLatencyPerGid',
    unit: 'ms',
    low: 0,
    high: 9000,
    under: {
      'rocketmq-delay-warning': [500_000, 700_000],
      'rocketmq-delay-critical': [3_000_000, 4_000_000],
    },
    ...ROCKETMQ_GROUPS,
  },
  lost(
    'SendDLQMessageCountPerGid',
    'count/min',
    { 'rocketmq-dead-letter-warning': [3, 9], 'rocketmq-dead-letter-critical': [400, 600] },
    { ...ROCKETMQ_GROUPS, summed: true },
  ),
];

const ES_NODES = { of: 'active', nodes: 3 } as const;
const ELASTICSEARCH: readonly Metric[] = [
  lost('ClusterStatus', '', { 'es-yellow': [1, 1], 'es-red': [2, 2] }, { of: 'active', valued: true }),
  usage('NodeDiskUtilization', ES_NODES, { 'es-disk-warning': [78, 82], 'es-disk-critical': CRITICAL }),
  usage('NodeHeapMemoryUtilization', ES_NODES, { 'es-heap-warning': [78, 82], 'es-heap-critical': CRITICAL }),
  usage('NodeCPUUtilization', ES_NODES, { 'es-cpu-warning': [84, 90], 'es-cpu-critical': CRITICAL }),
];

const OSS: readonly Metric[] = [
  {
    name: 'Availability',
    unit: '%',
    low: 99.95,
    high: 100,
    under: { 'oss-availability-warning': [99.3, 99.7], 'oss-availability-critical': [96, 98] },
    ...VALUED,
  },
  { name: 'TotalRequestCount', unit: 'count', low: 10_000, high: 50_000, under: {}, ...VALUED },
  { name: 'RequestValidRate', unit: '%', low: 97, high: 100, under: { 'oss-requests-invalid': [60, 70] }, ...VALUED },
];

/** Namespace -> metrics. */
export const METRICS: Readonly<Record<string, readonly Metric[]>> = {
  acs_ecs_dashboard: ECS,
  acs_rds_dashboard: RDS,
  acs_kvstore: REDIS,
  acs_mongodb: MONGODB,
  acs_polardb: POLARDB,
  acs_vpc_eip: EIP,
  acs_nat_gateway: NAT,
  acs_physical_connection: BORDER,
  acs_vpn: VPN,
  acs_bandwidth_package: BANDWIDTH_PACKAGE,
  acs_slb_dashboard: CLB,
  acs_alb: ALB,
  acs_nlb: NLB,
  acs_oss_dashboard: OSS,
  acs_kafka: KAFKA,
  acs_rocketmq: ROCKETMQ,
  acs_elasticsearch: ELASTICSEARCH,
};

/**
 * Average, Minimum and Maximum of a metric at a moment. A condition about file systems concerns the last device only, one
 * about nodes the last node.
 *
 * @param worldNow the moment that the world's times are relative to
 */
export function sample(
  metric: Metric,
  source: Source,
  device: number,
  devices: number,
  time: number,
  worldNow: number,
): { Average: number; Minimum: number; Maximum: number } {
  const wrong = metric.under?.[source.condition ?? ''];
  const concerned = wrong !== undefined && device >= devices - (metric.troubled ?? 1);
  const course = concerned ? wrong : ([metric.low, metric.high] as const);
  const [low, high] = typeof course === 'function' ? course(time - worldNow) : course;
  const factor = metric.perCore ? source.cores : 1;
  const average = band(source.seed, hash(metric.name.length, metric.name.charCodeAt(0), device), time, low, high);
  const round = (value: number): number => Math.round(value * factor * 1000) / 1000;
  const spread = (high - low) * 0.02;
  return {
    Average: round(average),
    Minimum: round(Math.max(0, average - spread)),
    Maximum: round(metric.unit === '%' ? Math.min(100, average + spread) : average + spread),
  };
}
