import { replicaLag } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

const asset = { ...instance, dBInstanceType: 'Readonly' } as const;

testChecker(replicaLag, {
  healthy: { asset: asset, metrics: { 'rds-lag-mysql': 0.1 }, now },
  pass: {
    low: {},
    'exactly the warning level': { metrics: { 'rds-lag-mysql': 30 } },
    'above the default, below a higher level': { metrics: { 'rds-lag-mysql': 30.5 }, params: { warning: 31 } },
  },
  fail: {
    'just above the warning level': {
      metrics: { 'rds-lag-mysql': 30.01 },
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'RDS 只读实例 rm-1 的延迟为 30.01 秒，高于 30 秒',
        en: 'Read-only RDS instance rm-1 is 30.01 s behind, above 30 s',
      },
      data: { value: 30.01, threshold: 30, unit: 's' },
    },
    'exactly the critical level': {
      metrics: { 'rds-lag-mysql': 60 },
      message: 'high',
      severity: 'warning',
      data: { value: 60, threshold: 30 },
    },
    'just above the critical level': {
      metrics: { 'rds-lag-mysql': 60.01 },
      message: 'high',
      severity: 'critical',
      data: { value: 60.01, threshold: 60 },
    },
    'a lower critical level': {
      metrics: { 'rds-lag-mysql': 59 },
      params: { critical: 58 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 58 },
    },
    PostgreSQL: {
      asset: { engine: 'PostgreSQL' },
      metrics: { 'rds-lag-postgres': 61 },
      message: 'high',
      severity: 'critical',
      data: { value: 61, threshold: 60 },
    },
  },
  skip: {
    'a primary': { asset: { dBInstanceType: 'Primary' }, metrics: { 'rds-lag-mysql': 99 } },
    'SQL Server': { asset: { engine: 'SQLServer' } },
    paused: { asset: { dBInstanceStatus: 'Stopped' }, metrics: { 'rds-lag-mysql': undefined } },
  },
  unknown: {
    'no data': { metrics: { 'rds-lag-mysql': undefined } },
    'no engine': { asset: { engine: undefined } },
    'no role': { asset: { dBInstanceType: undefined } },
  },
});
