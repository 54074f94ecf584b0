import { diskHigh } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(diskHigh, {
  healthy: { asset: instance, metrics: { 'rds-disk-mysql': 0.1 }, now },
  pass: {
    low: {},
    'exactly the warning level': { metrics: { 'rds-disk-mysql': 70 } },
    'above the default, below a higher level': { metrics: { 'rds-disk-mysql': 70.5 }, params: { warning: 71 } },
  },
  fail: {
    'just above the warning level': {
      metrics: { 'rds-disk-mysql': 70.01 },
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'RDS 实例 rm-1 的磁盘已使用 70.01 %，高于 70 %',
        en: 'The disk of RDS instance rm-1 is 70.01 % full, above 70 %',
      },
      data: { value: 70.01, threshold: 70, unit: '%' },
    },
    'exactly the critical level': {
      metrics: { 'rds-disk-mysql': 85 },
      message: 'high',
      severity: 'warning',
      data: { value: 85, threshold: 70 },
    },
    'just above the critical level': {
      metrics: { 'rds-disk-mysql': 85.01 },
      message: 'high',
      severity: 'critical',
      data: { value: 85.01, threshold: 85 },
    },
    'a lower critical level': {
      metrics: { 'rds-disk-mysql': 84 },
      params: { critical: 83 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 83 },
    },
    'MariaDB, as MySQL': {
      asset: { engine: 'MariaDB' },
      metrics: { 'rds-disk-mysql': 86 },
      message: 'high',
      severity: 'critical',
      data: { value: 86, threshold: 85 },
    },
    'a MySQL cluster': {
      asset: { category: 'cluster' },
      metrics: { 'rds-disk-mysql': undefined, 'rds-disk-cluster': 86 },
      message: 'high',
      severity: 'critical',
      data: { value: 86, threshold: 85 },
    },
    PostgreSQL: {
      asset: { engine: 'PostgreSQL' },
      metrics: { 'rds-disk-postgres': 86 },
      message: 'high',
      severity: 'critical',
      data: { value: 86, threshold: 85 },
    },
    'SQL Server': {
      asset: { engine: 'SQLServer' },
      metrics: { 'rds-disk-sqlserver': 86 },
      message: 'high',
      severity: 'critical',
      data: { value: 86, threshold: 85 },
    },
  },
  unknown: {
    'no data': { metrics: { 'rds-disk-mysql': undefined } },
    'an engine that is not known': { asset: { engine: 'Oracle' }, metrics: { 'rds-disk-mysql': 99 } },
    'only data of another engine': { asset: { engine: 'PostgreSQL' }, metrics: { 'rds-disk-mysql': 99 } },
  },
});
