import { rdsIdle } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { inDays, now } from '../../ecs/fixtures';
import { past } from '../../pasts';
import { instance } from '../fixtures';

const unusedDatabase = { 'rds-connections-mysql': 0, 'rds-cpu-mysql': 5 };

testChecker(rdsIdle, {
  healthy: { asset: instance, metrics: { 'rds-connections-mysql': 3, 'rds-cpu-mysql': 20 }, now },
  pass: {
    busy: {},
    'CPU just above': { metrics: { ...unusedDatabase, 'rds-cpu-mysql': 5.01 } },
    'a connection': { metrics: { ...unusedDatabase, 'rds-connections-mysql': 0.1 } },
    'a lower CPU': { metrics: unusedDatabase, params: { cpu: 4 } },
    'one node of a cluster is busy': {
      asset: { category: 'cluster' },
      metrics: {
        'rds-connections-cluster': { past: { a: past(7, () => 0), b: past(7, () => 4) } },
        'rds-cpu-cluster': { past: { a: past(7, () => 1), b: past(7, () => 1) } },
      },
    },
    'busy for one hour': {
      metrics: { ...unusedDatabase, 'rds-cpu-mysql': past(7, (ago) => (ago === 3 ? 50 : 1)) },
    },
  },
  fail: {
    unused: {
      metrics: unusedDatabase,
      message: 'idle',
      severity: 'warning',
      text: {
        zh: 'RDS 实例 rm-1 已持续闲置 7 天，每小时平均：connections: 0 %, cpu: 5 %',
        en: 'RDS instance rm-1 has been idle for 7 days; an average hour: connections: 0 %, cpu: 5 %',
      },
    },
    'hardly used, where that counts': {
      metrics: { ...unusedDatabase, 'rds-connections-mysql': 0.5 },
      params: { connections: 1 },
      message: 'idle',
      severity: 'warning',
      data: { signals: ['connections: 0.5 %', 'cpu: 5 %'] },
    },
    'busy for one hour, where that does not count': {
      metrics: { ...unusedDatabase, 'rds-cpu-mysql': past(7, (ago) => (ago === 3 ? 50 : 1)) },
      params: { percent: 99 },
      message: 'idle',
      severity: 'warning',
      data: { days: 7 },
    },
    'both nodes of a cluster': {
      asset: { category: 'cluster' },
      metrics: {
        'rds-connections-mysql': undefined,
        'rds-cpu-mysql': undefined,
        'rds-connections-cluster': { past: { a: past(7, () => 0), b: past(7, () => 0) } },
        'rds-cpu-cluster': { past: { a: past(7, () => 1), b: past(7, () => 2) } },
      },
      message: 'idle',
      severity: 'warning',
      data: { signals: ['connections: 0 %', 'cpu: 2 %'] },
    },
    'since yesterday, where that counts': {
      metrics: { ...unusedDatabase, 'rds-cpu-mysql': past(7, (ago) => (ago < 24 ? 1 : 50)) },
      params: { hours: 24 },
      message: 'idle',
      severity: 'warning',
      data: { days: 1 },
    },
  },
  skip: {
    'serverless by its charge type': { asset: { payType: 'Serverless' }, metrics: unusedDatabase },
    'serverless by its edition': {
      asset: { category: 'serverless_basic', payType: undefined },
      metrics: unusedDatabase,
    },
    'not running': { asset: { dBInstanceStatus: 'Restarting' }, metrics: unusedDatabase },
    'younger than the window': { asset: { createTime: inDays(-6.9) }, metrics: unusedDatabase },
    'SQL Server tells no connections': { asset: { engine: 'SQLServer' }, metrics: { 'rds-cpu-sqlserver': 1 } },
  },
  unknown: {
    'no connections in the data': { metrics: { ...unusedDatabase, 'rds-connections-mysql': undefined } },
    'no creation time': { asset: { createTime: undefined }, metrics: unusedDatabase },
    'no charge type': { asset: { payType: undefined }, metrics: unusedDatabase },
    'no edition': { asset: { category: undefined }, metrics: unusedDatabase },
    'an engine without a metric': { asset: { engine: 'PPAS' }, metrics: unusedDatabase },
    'half of the data': { metrics: { ...unusedDatabase, 'rds-cpu-mysql': past(4, () => 1) } },
  },
});
