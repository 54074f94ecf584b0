import type { Source } from './assets';
import { band } from './assets';
import { hash } from './random';

/** A metric that the emulated CloudMonitor knows. */
export interface Metric {
  name: string;
  unit: string;
  /** Healthy values. */
  low: number;
  high: number;
  /** Conditions that move the value elsewhere. */
  under?: Readonly<Record<string, readonly [number, number]>>;
  /** Only for instances with the agent. */
  agent?: true;
  /** One point per file system. */
  perDevice?: true;
  /** Band and conditions are multiples of the number of cores. */
  perCore?: true;
  statistics?: string;
}

const WARNING = [86, 90] as const;
const CRITICAL = [96, 99] as const;
const cpu = { 'ecs-cpu-warning': WARNING, 'ecs-cpu-critical': CRITICAL };
const load = { 'ecs-load-warning': [1.4, 1.6] as const, 'ecs-load-critical': [2.4, 2.6] as const };

const ECS: readonly Metric[] = [
  { name: 'CPUUtilization', unit: '%', low: 8, high: 55, under: cpu },
  { name: 'DiskReadBPS', unit: 'Byte/s', low: 1000, high: 4_000_000 },
  { name: 'DiskWriteBPS', unit: 'Byte/s', low: 1000, high: 4_000_000 },
  { name: 'DiskReadIOPS', unit: 'Count/Second', low: 1, high: 300 },
  { name: 'DiskWriteIOPS', unit: 'Count/Second', low: 1, high: 300 },
  { name: 'InternetInRate', unit: 'bit/s', low: 0, high: 2_000_000 },
  { name: 'InternetOutRate', unit: 'bit/s', low: 0, high: 2_000_000 },
  { name: 'InternetOutRate_Percent', unit: '%', low: 1, high: 50 },
  { name: 'IntranetInRate', unit: 'bit/s', low: 60_000, high: 40_000_000 },
  { name: 'IntranetOutRate', unit: 'bit/s', low: 60_000, high: 40_000_000 },
  { name: 'concurrentConnections', unit: 'Count', low: 10, high: 3000 },
  { name: 'packetInDropRates', unit: '%', low: 0, high: 0.2 },
  { name: 'packetOutDropRates', unit: '%', low: 0, high: 0.2 },
  { name: 'cpu_total', unit: '%', low: 8, high: 55, under: cpu, agent: true },
  { name: 'cpu_wait', unit: '%', low: 0, high: 3, agent: true },
  {
    name: 'memory_usedutilization',
    unit: '%',
    low: 22,
    high: 65,
    under: { 'ecs-memory-warning': WARNING, 'ecs-memory-critical': CRITICAL },
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
    under: { 'ecs-fs-warning': WARNING, 'ecs-fs-critical': CRITICAL },
    agent: true,
    perDevice: true,
  },
  { name: 'net_tcpconnection', unit: 'Count', low: 20, high: 900, agent: true },
];

const RDS: readonly Metric[] = [
  { name: 'CpuUsage', unit: '%', low: 5, high: 55, under: { 'rds-cpu-critical': CRITICAL } },
  { name: 'MemoryUsage', unit: '%', low: 20, high: 65 },
  { name: 'DiskUsage', unit: '%', low: 10, high: 60, under: { 'rds-locked': CRITICAL } },
  { name: 'ConnectionUsage', unit: '%', low: 1, high: 40 },
  { name: 'IOPSUsage', unit: '%', low: 1, high: 40 },
];

/** Namespace -> metrics. */
export const METRICS: Readonly<Record<string, readonly Metric[]>> = { acs_ecs_dashboard: ECS, acs_rds_dashboard: RDS };

/**
 * Average, Minimum and Maximum of a metric at a moment. A condition about file systems concerns the last device only.
 */
export function sample(
  metric: Metric,
  source: Source,
  device: number,
  devices: number,
  time: number,
): { Average: number; Minimum: number; Maximum: number } {
  const wrong = metric.under?.[source.condition ?? ''];
  const concerned = wrong !== undefined && (!metric.perDevice || device === devices - 1);
  const [low, high] = concerned ? wrong : [metric.low, metric.high];
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
