import type { Text } from '../../../lib/model';
import { alsoHigh, levelCases } from '../../harness/tables';
import { cluster, nodes, now } from './fixtures';

export const LEVELS = { warning: 80, critical: 90, message: 'high' } as const;
export const POSTGRES = { dBType: 'PostgreSQL' } as const;
export const ORACLE = { dBType: 'Oracle' } as const;
export const STOPPED = { dBClusterStatus: 'Stopped' } as const;
export const CREATING = { dBClusterStatus: 'Creating' } as const;
export const MOVED = { dBClusterStatus: 'Transing' } as const;

/** Puts a value of two nodes into a case. */
export const reading = (metric: string) => (value: number | undefined) => ({
  metrics: { [metric]: value === undefined ? undefined : nodes(value) },
});
export const alsoOf = (asset: typeof POSTGRES | typeof ORACLE, metric: string) =>
  alsoHigh(LEVELS.critical, (value) => ({ asset, ...reading(metric)(value) }));

export const textOf = (zh: string, en: string) => ({
  zh: `PolarDB 集群 pc-1 节点 pi-1 的${/^[A-Z]/.test(zh) ? ' ' : ''}${zh}为 80.01 %，高于 80 %`,
  en: `${en}, above 80 %`,
});

/** Cases of a usage per node that each engine has under a metric of its own; `hasOracle` tells whether Oracle has one. */
export const usageCases = (what: string, text: Text, hasOracle: boolean) => {
  const mysql = `polardb-${what}-mysql`;
  const table = levelCases({ ...LEVELS, text }, reading(mysql));
  const [postgres, oracle] = [alsoOf(POSTGRES, `polardb-${what}-postgres`), alsoOf(ORACLE, `polardb-${what}-oracle`)];
  return {
    healthy: { asset: cluster, ...reading(mysql)(0.1), now },
    pass: table.pass,
    fail: { ...table.fail, PostgreSQL: postgres, ...(hasOracle && { Oracle: oracle }) },
    skip: {
      ...(!hasOracle && { Oracle: { asset: ORACLE } }),
      'stopped, so there is no data': { asset: STOPPED, ...reading(mysql)(undefined) },
      'not there yet': { asset: CREATING, ...reading(mysql)(undefined) },
      'being released': { asset: { dBClusterStatus: 'Deleting' as const }, ...reading(mysql)(99) },
    },
    unknown: {
      ...table.unknown,
      'no engine': { asset: { dBType: undefined } },
      'being moved, without data': { asset: MOVED, ...reading(mysql)(undefined) },
    },
  };
};
