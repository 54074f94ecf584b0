import * as polardb from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { alsoHigh, levelCases } from '../../../harness/tables';
import { cluster, nodes, now } from '../fixtures';

const LEVELS = { warning: 80, critical: 90, message: 'high' } as const;
const POSTGRES = { dBType: 'PostgreSQL' } as const;
const ORACLE = { dBType: 'Oracle' } as const;
const STOPPED = { dBClusterStatus: 'Stopped' } as const;
const CREATING = { dBClusterStatus: 'Creating' } as const;
const MOVED = { dBClusterStatus: 'Transing' } as const;

/** Puts a value of two nodes into a case. */
const reading = (metric: string) => (value: number | undefined) => ({
  metrics: { [metric]: value === undefined ? undefined : nodes(value) },
});
const alsoOf = (asset: typeof POSTGRES | typeof ORACLE, metric: string) =>
  alsoHigh(LEVELS.critical, (value) => ({ asset, ...reading(metric)(value) }));

const USAGES = [
  [polardb.cpuHigh, 'cpu', 'CPU 使用率', 'CPU of node pi-1 of PolarDB cluster pc-1 is 80.01 % used'],
  [
    polardb.connHigh,
    'connections',
    '连接数使用率',
    'Node pi-1 of PolarDB cluster pc-1 uses 80.01 % of its connections',
  ],
] as const;
const textOf = (zh: string, en: string) => ({
  zh: `PolarDB 集群 pc-1 节点 pi-1 的${/^[A-Z]/.test(zh) ? ' ' : ''}${zh}为 80.01 %，高于 80 %`,
  en: `${en}, above 80 %`,
});

for (const [checker, what, zh, en] of USAGES) {
  const mysql = `polardb-${what}-mysql`;
  const table = levelCases({ ...LEVELS, text: textOf(zh, en) }, reading(mysql));
  const [postgres, oracle] = [alsoOf(POSTGRES, `polardb-${what}-postgres`), alsoOf(ORACLE, `polardb-${what}-oracle`)];
  const hasOracle = checker === polardb.cpuHigh;
  testChecker(checker, {
    healthy: { asset: cluster, ...reading(mysql)(0.1), now },
    pass: table.pass,
    fail: { ...table.fail, PostgreSQL: postgres, ...(hasOracle && { Oracle: oracle }) },
    skip: {
      ...(!hasOracle && { Oracle: { asset: ORACLE } }),
      'stopped, so there is no data': { asset: STOPPED, ...reading(mysql)(undefined) },
      'not there yet': { asset: CREATING, ...reading(mysql)(undefined) },
      'being released': { asset: { dBClusterStatus: 'Deleting' }, ...reading(mysql)(99) },
    },
    unknown: {
      ...table.unknown,
      'no engine': { asset: { dBType: undefined } },
      'being moved, without data': { asset: MOVED, ...reading(mysql)(undefined) },
    },
  });
}

testChecker(polardb.iopsHigh, {
  healthy: { asset: cluster, ...reading('value')(0.1), now },
  ...levelCases(
    { ...LEVELS, text: textOf('IOPS 使用率', 'Node pi-1 of PolarDB cluster pc-1 uses 80.01 % of its IOPS') },
    reading('value'),
  ),
  skip: { PostgreSQL: { asset: POSTGRES }, stopped: { asset: STOPPED, ...reading('value')(undefined) } },
});

const memory = (value: number | undefined, more: object = {}) => ({
  metrics: { ...reading('polardb-memory-mysql')(value).metrics, ...more },
});
const high = { message: 'high', severity: 'warning' } as const;
testChecker(polardb.memoryHigh, {
  healthy: { asset: cluster, ...memory(0.1), now },
  pass: {
    'a warm buffer pool': memory(85),
    'exactly the warning level': memory(90),
    'above the default, below a higher level': { ...memory(90.5), params: { warning: 91 } },
    'only the connections are many': memory(50, { 'polardb-connections-mysql': nodes(99) }),
  },
  fail: {
    'just above the warning level': {
      ...memory(90.01),
      ...high,
      text: {
        zh: 'PolarDB 集群 pc-1 节点 pi-1 的内存使用率为 90.01 %，高于 90 %',
        en: 'Memory of node pi-1 of PolarDB cluster pc-1 is 90.01 % used, above 90 %',
      },
    },
    'above the critical level alone': { ...memory(99), ...high, data: { threshold: 95 } },
    'above the critical level, and connections too': {
      ...memory(95.5, { 'polardb-connections-mysql': nodes(96) }),
      message: 'high',
      severity: 'critical',
      data: { signs: ['cluster_connection_utilization: 96'] },
    },
    'above a lower critical level, and IOPS too': {
      ...memory(93, { 'polardb-iops-mysql': nodes(92.5) }),
      params: { critical: 92 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 92 },
    },
    PostgreSQL: {
      asset: POSTGRES,
      ...memory(undefined, { 'polardb-memory-postgres': nodes(91) }),
      ...high,
      data: { value: 91 },
    },
  },
  skip: {
    Oracle: { asset: ORACLE },
    'stopped, so there is no data': { asset: STOPPED, ...memory(undefined) },
    'not there yet': { asset: CREATING, ...memory(undefined) },
  },
  unknown: {
    'no data': memory(undefined),
    'no engine': { asset: { dBType: undefined }, ...memory(99) },
    'being moved, without data': { asset: MOVED, ...memory(undefined) },
  },
});
