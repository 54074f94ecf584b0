import type { Text } from '../../../lib/model';
import { alsoHigh, levelCases } from '../../harness/tables';
import { instance, now } from './fixtures';

export const CLUSTER = { category: 'cluster' } as const;
export const POSTGRES = { engine: 'PostgreSQL' } as const;
export const SQL_SERVER = { engine: 'SQLServer' } as const;
export const MARIADB = { engine: 'MariaDB' } as const;

export interface Usage {
  readonly what: string;
  readonly warning: number;
  readonly critical: number;
  readonly step?: number;
  readonly text: Text;
  /** Whether SQL Server has such a metric. */
  readonly hasSqlServer: boolean;
}

/** Cases of a usage that each engine has under a metric of its own. */
export const usageCases = ({ what, hasSqlServer, ...facts }: Usage) => {
  const mysql = `rds-${what}-mysql`;
  const cases = levelCases({ ...facts, message: 'high' }, (value) => ({ metrics: { [mysql]: value } }));
  const also = <A extends object>(asset: A, kind: string, not?: string) =>
    alsoHigh(facts.critical, (value) => ({
      asset,
      metrics: { ...(not && { [not]: undefined }), [`rds-${what}-${kind}`]: value },
    }));
  return {
    healthy: { asset: instance, metrics: { [mysql]: 0.1 }, now },
    pass: cases.pass,
    fail: {
      ...cases.fail,
      'MariaDB, as MySQL': also(MARIADB, 'mysql'),
      'a MySQL cluster': also(CLUSTER, 'cluster', mysql),
      PostgreSQL: also(POSTGRES, 'postgres'),
      ...(hasSqlServer && { 'SQL Server': also(SQL_SERVER, 'sqlserver') }),
    },
    skip: {
      ...(!hasSqlServer && { 'SQL Server': { asset: SQL_SERVER } }),
      'paused, so there is no data': {
        asset: { dBInstanceStatus: 'Stopped' as const },
        metrics: { [mysql]: undefined },
      },
      'being paused': { asset: { dBInstanceStatus: 'Stopping' as const }, metrics: { [mysql]: 99 } },
      'not there yet': { asset: { dBInstanceStatus: 'Creating' as const }, metrics: { [mysql]: undefined } },
      released: { asset: { dBInstanceStatus: 'Released' as const }, metrics: { [mysql]: undefined } },
    },
    unknown: {
      ...cases.unknown,
      'an engine without a known metric': { asset: { engine: 'PPAS' as const }, metrics: { [mysql]: 99 } },
      'only data of another engine': { asset: POSTGRES, metrics: { [mysql]: 99 } },
      'being changed, without data': {
        asset: { dBInstanceStatus: 'TRANSING' as const },
        metrics: { [mysql]: undefined },
      },
    },
  };
};
