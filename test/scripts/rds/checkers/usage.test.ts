import { basicEdition, iopsHigh, memoryHigh } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { instance, now } from '../fixtures';

const cluster = { category: 'cluster' };
const postgres = { engine: 'PostgreSQL' };
const sqlServer = { engine: 'SQLServer' };

const memory = levelCases(
  {
    warning: 80,
    critical: 90,
    step: 0.5,
    message: 'high',
    text: {
      zh: 'RDS 实例 rm-1 的内存使用率（15 分钟平均）为 80.5 %，高于 80 %',
      en: 'Memory of RDS instance rm-1 is 80.5 % used (15-minute average), above 80 %',
    },
  },
  (value) => ({ metrics: { 'rds-memory-mysql': value } }),
);
const highMemory = { message: 'high', severity: 'critical', data: { value: 91 } } as const;
testChecker(memoryHigh, {
  healthy: { asset: instance, metrics: { 'rds-memory-mysql': 1 }, now },
  pass: memory.pass,
  fail: {
    ...memory.fail,
    'a MySQL cluster': {
      asset: cluster,
      metrics: { 'rds-memory-mysql': undefined, 'rds-memory-cluster': 91 },
      ...highMemory,
    },
    PostgreSQL: { asset: postgres, metrics: { 'rds-memory-postgres': 91 }, ...highMemory },
    'SQL Server': { asset: sqlServer, metrics: { 'rds-memory-sqlserver': 91 }, ...highMemory },
  },
  unknown: {
    'no data': { metrics: { 'rds-memory-mysql': undefined } },
    'only data of another engine': { asset: postgres, metrics: { 'rds-memory-mysql': 99 } },
  },
});

const iops = levelCases(
  {
    warning: 70,
    critical: 85,
    step: 0.5,
    message: 'high',
    text: {
      zh: 'RDS 实例 rm-1 的 IOPS 使用率为 70.5 %，高于 70 %',
      en: 'RDS instance rm-1 uses 70.5 % of its IOPS, above 70 %',
    },
  },
  (value) => ({ metrics: { 'rds-iops-mysql': value } }),
);
const highIops = { message: 'high', severity: 'critical', data: { value: 86 } } as const;
testChecker(iopsHigh, {
  healthy: { asset: instance, metrics: { 'rds-iops-mysql': 1 }, now },
  pass: iops.pass,
  fail: {
    ...iops.fail,
    'a MySQL cluster': {
      asset: cluster,
      metrics: { 'rds-iops-mysql': undefined, 'rds-iops-cluster': 86 },
      ...highIops,
    },
    PostgreSQL: { asset: postgres, metrics: { 'rds-iops-postgres': 86 }, ...highIops },
  },
  skip: { 'SQL Server': { asset: sqlServer } },
  unknown: { 'no data': { metrics: { 'rds-iops-mysql': undefined } } },
});

testChecker(basicEdition, {
  healthy: { asset: instance, now },
  pass: { 'high availability': {}, 'a cluster': { asset: cluster } },
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
  unknown: { 'no edition': { asset: { category: undefined } } },
  absentIsFact: ['dBInstanceType'],
});
