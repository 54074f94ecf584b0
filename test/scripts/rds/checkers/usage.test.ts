import * as rds from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { alsoHigh, levelCases } from '../../../harness/tables';
import { instance, now } from '../fixtures';

const CLUSTER = { category: 'cluster' } as const;
const POSTGRES = { engine: 'PostgreSQL' } as const;
const SQL_SERVER = { engine: 'SQLServer' } as const;
const MARIADB = { engine: 'MariaDB' } as const;

const USAGES = [
  {
    checker: rds.cpuHigh,
    what: 'cpu',
    warning: 60,
    critical: 80,
    text: {
      zh: 'RDS 实例 rm-1 的 CPU 使用率（15 分钟平均）为 60.01 %，高于 60 %',
      en: 'CPU of RDS instance rm-1 is 60.01 % (15-minute average), above 60 %',
    },
  },
  {
    checker: rds.diskHigh,
    what: 'disk',
    warning: 70,
    critical: 85,
    text: {
      zh: 'RDS 实例 rm-1 的磁盘已使用 70.01 %，高于 70 %',
      en: 'The disk of RDS instance rm-1 is 70.01 % full, above 70 %',
    },
  },
  {
    checker: rds.connHigh,
    what: 'connections',
    warning: 70,
    critical: 85,
    text: {
      zh: 'RDS 实例 rm-1 的连接数使用率为 70.01 %，高于 70 %',
      en: 'RDS instance rm-1 uses 70.01 % of its connections, above 70 %',
    },
  },
  {
    checker: rds.iopsHigh,
    what: 'iops',
    warning: 70,
    critical: 85,
    step: 0.5,
    text: {
      zh: 'RDS 实例 rm-1 的 IOPS 使用率为 70.5 %，高于 70 %',
      en: 'RDS instance rm-1 uses 70.5 % of its IOPS, above 70 %',
    },
  },
];

for (const { checker, what, ...facts } of USAGES) {
  const mysql = `rds-${what}-mysql`;
  const cases = levelCases({ ...facts, message: 'high' }, (value) => ({ metrics: { [mysql]: value } }));
  const also = <A extends object>(asset: A, kind: string, not?: string) =>
    alsoHigh(facts.critical, (value) => ({
      asset,
      metrics: { ...(not && { [not]: undefined }), [`rds-${what}-${kind}`]: value },
    }));
  const hasSqlServer = checker !== rds.connHigh && checker !== rds.iopsHigh;
  testChecker(checker, {
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
      'paused, so there is no data': { asset: { dBInstanceStatus: 'Stopped' }, metrics: { [mysql]: undefined } },
      'being paused': { asset: { dBInstanceStatus: 'Stopping' }, metrics: { [mysql]: 99 } },
      'not there yet': { asset: { dBInstanceStatus: 'Creating' }, metrics: { [mysql]: undefined } },
      released: { asset: { dBInstanceStatus: 'Released' }, metrics: { [mysql]: undefined } },
    },
    unknown: {
      ...cases.unknown,
      'an engine without a known metric': { asset: { engine: 'PPAS' }, metrics: { [mysql]: 99 } },
      'only data of another engine': { asset: POSTGRES, metrics: { [mysql]: 99 } },
      'being changed, without data': { asset: { dBInstanceStatus: 'TRANSING' }, metrics: { [mysql]: undefined } },
    },
  });
}

const MEMORY = 'rds-memory-mysql';
const memory = (value: number | undefined, more: object = {}) => ({ metrics: { [MEMORY]: value, ...more } });
const high = { message: 'high', severity: 'warning' } as const;
testChecker(rds.memoryHigh, {
  healthy: { asset: instance, ...memory(0.1), now },
  pass: {
    low: {},
    'a nearly idle MySQL': memory(81.738),
    'exactly the warning level': memory(90),
    'above the default, below a higher level': { ...memory(90.5), params: { warning: 91 } },
    'only the connections are many': memory(50, { 'rds-connections-mysql': 99 }),
  },
  fail: {
    'just above the warning level': {
      ...memory(90.5),
      ...high,
      text: {
        zh: 'RDS 实例 rm-1 的内存使用率（15 分钟平均）为 90.5 %，高于 90 %',
        en: 'Memory of RDS instance rm-1 is 90.5 % used (15-minute average), above 90 %',
      },
      data: { value: 90.5, threshold: 90, unit: '%' },
    },
    'above the critical level alone': { ...memory(99), ...high, data: { threshold: 95 } },
    'above the critical level, and connections too': {
      ...memory(95.5, { 'rds-connections-mysql': 96 }),
      message: 'high',
      severity: 'critical',
      data: { threshold: 95, signs: ['ConnectionUsage: 96'] },
    },
    'above a lower critical level, and IOPS too': {
      ...memory(93, { 'rds-iops-mysql': 92.5 }),
      params: { critical: 92 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 92, signs: ['IOPSUsage: 92.5'] },
    },
    'connections exactly at the critical level': {
      ...memory(99, { 'rds-connections-mysql': 95 }),
      ...high,
      data: { value: 99 },
    },
    'MariaDB, as MySQL': { asset: MARIADB, ...memory(91), ...high, data: { value: 91 } },
    'a node of a MySQL cluster': {
      asset: CLUSTER,
      ...memory(undefined, {
        'rds-memory-cluster': {
          value: 91,
          at: now,
          parts: [
            { part: 'rn-1', value: 91 },
            { part: 'rn-2', value: 40 },
          ],
        },
      }),
      ...high,
      text: {
        zh: 'RDS 实例 rm-1 (rn-1) 的内存使用率（15 分钟平均）为 91 %，高于 90 %',
        en: 'Memory of RDS instance rm-1 (rn-1) is 91 % used (15-minute average), above 90 %',
      },
    },
    PostgreSQL: { asset: POSTGRES, ...memory(undefined, { 'rds-memory-postgres': 91 }), ...high, data: { value: 91 } },
    'SQL Server, which keeps what it is given': {
      asset: SQL_SERVER,
      ...memory(undefined, { 'rds-memory-sqlserver': 99 }),
      message: 'high',
      severity: 'info',
      data: { value: 99 },
    },
    'SQL Server under the other name': {
      asset: SQL_SERVER,
      ...memory(undefined, { 'rds-memory-sqlserver-underscored': 91 }),
      message: 'high',
      severity: 'info',
      data: { value: 91 },
    },
  },
  skip: {
    'paused, so there is no data': { asset: { dBInstanceStatus: 'Stopped' }, ...memory(undefined) },
    'not there yet': { asset: { dBInstanceStatus: 'Creating' }, ...memory(undefined) },
    released: { asset: { dBInstanceStatus: 'Released' }, ...memory(undefined) },
  },
  unknown: {
    'no data': memory(undefined),
    'an engine without a known metric': { asset: { engine: 'PPAS' }, ...memory(99) },
    'only data of another engine': { asset: POSTGRES, ...memory(99) },
    'being changed, without data': { asset: { dBInstanceStatus: 'TRANSING' }, ...memory(undefined) },
  },
});

testChecker(rds.basicEdition, {
  healthy: { asset: instance, now },
  pass: {
    'high availability': {},
    'a cluster': { asset: CLUSTER },
    'serverless with a standby': { asset: { category: 'serverless_standard' } },
  },
  fail: {
    basic: {
      asset: { category: 'Basic' },
      message: 'single',
      severity: 'warning',
      text: {
        zh: 'RDS 实例 rm-1（orders）为 Basic 系列，没有备节点',
        en: 'RDS instance rm-1 (orders) is of the Basic edition, without a standby',
      },
    },
    'serverless basic': {
      asset: { category: 'serverless_basic' },
      message: 'single',
      severity: 'warning',
      data: { category: 'serverless_basic' },
    },
  },
  skip: { 'a read-only instance': { asset: { dBInstanceType: 'Readonly', category: 'Basic' } } },
  unknown: {
    'no edition': { asset: { category: undefined } },
    'no role': { asset: { dBInstanceType: undefined, category: 'Basic' } },
  },
});
