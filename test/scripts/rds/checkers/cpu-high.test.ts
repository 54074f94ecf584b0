import { cpuHigh } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(cpuHigh, {
  healthy: { asset: instance, metrics: { 'rds-cpu-mysql': 0.1 }, now },
  pass: {
    low: {},
    'exactly the warning level': { metrics: { 'rds-cpu-mysql': 60 } },
    'above the default, below a higher level': { metrics: { 'rds-cpu-mysql': 60.5 }, params: { warning: 61 } },
  },
  fail: {
    'just above the warning level': {
      metrics: { 'rds-cpu-mysql': 60.01 },
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'RDS 实例 rm-1 的 CPU 使用率（15 分钟平均）为 60.01 %，高于 60 %',
        en: 'CPU of RDS instance rm-1 is 60.01 % (15-minute average), above 60 %',
      },
      data: { value: 60.01, threshold: 60, unit: '%' },
    },
    'exactly the critical level': {
      metrics: { 'rds-cpu-mysql': 80 },
      message: 'high',
      severity: 'warning',
      data: { value: 80, threshold: 60 },
    },
    'just above the critical level': {
      metrics: { 'rds-cpu-mysql': 80.01 },
      message: 'high',
      severity: 'critical',
      data: { value: 80.01, threshold: 80 },
    },
    'a lower critical level': {
      metrics: { 'rds-cpu-mysql': 79 },
      params: { critical: 78 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 78 },
    },
    'MariaDB, as MySQL': {
      asset: { engine: 'MariaDB' },
      metrics: { 'rds-cpu-mysql': 81 },
      message: 'high',
      severity: 'critical',
      data: { value: 81, threshold: 80 },
    },
    'a MySQL cluster': {
      asset: { category: 'cluster' },
      metrics: { 'rds-cpu-mysql': undefined, 'rds-cpu-cluster': 81 },
      message: 'high',
      severity: 'critical',
      data: { value: 81, threshold: 80 },
    },
    PostgreSQL: {
      asset: { engine: 'PostgreSQL' },
      metrics: { 'rds-cpu-postgres': 81 },
      message: 'high',
      severity: 'critical',
      data: { value: 81, threshold: 80 },
    },
    'SQL Server': {
      asset: { engine: 'SQLServer' },
      metrics: { 'rds-cpu-sqlserver': 81 },
      message: 'high',
      severity: 'critical',
      data: { value: 81, threshold: 80 },
    },
  },
  unknown: {
    'no data': { metrics: { 'rds-cpu-mysql': undefined } },
    'an engine that is not known': { asset: { engine: 'Oracle' }, metrics: { 'rds-cpu-mysql': 99 } },
    'only data of another engine': { asset: { engine: 'PostgreSQL' }, metrics: { 'rds-cpu-mysql': 99 } },
  },
});
