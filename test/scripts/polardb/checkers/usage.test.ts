import * as polardb from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { alsoHigh, levels } from '../../../harness/levels';
import { cluster, nodes, now } from '../fixtures';

const LEVELS = { warning: 80, critical: 90, as: nodes };
const POSTGRES = { dBType: 'PostgreSQL' };
const ORACLE = { dBType: 'Oracle' };

const USAGES = [
  [polardb.cpuHigh, 'cpu', 'CPU 使用率', 'CPU of node pi-1 of PolarDB cluster pc-1 is 80.01 % used'],
  [polardb.memoryHigh, 'memory', '内存使用率', 'Memory of node pi-1 of PolarDB cluster pc-1 is 80.01 % used'],
  [
    polardb.connectionsHigh,
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
  const table = levels({ ...LEVELS, metric: mysql, text: textOf(zh, en) });
  const hasOracle = checker === polardb.cpuHigh;
  const oracle: Record<string, never> = hasOracle ? { Oracle: alsoHigh(LEVELS, ORACLE, `polardb-${what}-oracle`) } : {};
  testChecker(checker, {
    healthy: { asset: cluster, metrics: { [mysql]: nodes(0.1) }, now },
    pass: table.pass,
    fail: {
      ...table.fail,
      PostgreSQL: alsoHigh(LEVELS, POSTGRES, `polardb-${what}-postgres`),
      ...oracle,
    },
    ...(!hasOracle && { skip: { Oracle: { asset: ORACLE } } }),
    unknown: { ...table.unknown, 'an engine that is not known': { asset: { dBType: undefined } } },
  });
}

const iops = levels({
  ...LEVELS,
  text: textOf('IOPS 使用率', 'Node pi-1 of PolarDB cluster pc-1 uses 80.01 % of its IOPS'),
});
testChecker(polardb.iopsHigh, {
  healthy: { asset: cluster, metrics: { value: nodes(0.1) }, now },
  ...iops,
  skip: { PostgreSQL: { asset: POSTGRES } },
});
