import { memoryHigh } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';
import { CLUSTER, MARIADB, POSTGRES, SQL_SERVER } from '../usage';

const MEMORY = 'rds-memory-mysql';
const memory = (value: number | undefined, more: object = {}) => ({ metrics: { [MEMORY]: value, ...more } });
const high = { message: 'high', severity: 'warning' } as const;
testChecker(memoryHigh, {
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
