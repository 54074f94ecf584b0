import { CRITICAL, IDLE, minuteOf, ramp, step, WARNING, type Metric } from '../../metrics';

const cpu = {
  'ecs-cpu-warning': WARNING,
  'ecs-cpu-critical': CRITICAL,
  'ecs-cpu-minute': minuteOf([8, 55], [98.5, 99.5]),
  'ecs-cpu-jump': step([8, 20], [68, 76]),
  'ecs-idle': IDLE,
  'ecs-oversized': [6, 8] as const,
};

/** bit/s */
const quiet = { 'ecs-idle': [500, 2000] as const };

const outbound = { 'ecs-net-out-warning': WARNING, 'ecs-net-out-critical': CRITICAL };

const load = { 'ecs-load-warning': [1.4, 1.6] as const, 'ecs-load-critical': [2.4, 2.6] as const };

export const ECS: readonly Metric[] = [
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
      'ecs-fs-filling-critical': ramp(79, 11.5),
    },
    agent: true,
    perDevice: true,
  },
  { name: 'net_tcpconnection', unit: 'Count', low: 20, high: 900, agent: true },
];
