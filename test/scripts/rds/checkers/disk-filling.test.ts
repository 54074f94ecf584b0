import { diskFilling } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { flat, past, ramp } from '../../pasts';
import { instance } from '../fixtures';

testChecker(diskFilling, {
  healthy: { asset: instance, metrics: { 'rds-disk-mysql': 40 }, now },
  pass: {
    flat: {},
    'grows slowly': { metrics: { 'rds-disk-mysql': ramp(60, 3) } },
    'a shorter warning': { metrics: { 'rds-disk-mysql': ramp(75, 5) }, params: { days: 4 } },
    'another engine': { metrics: { 'rds-disk-postgres': ramp(75, 5) } },
  },
  fail: {
    MySQL: {
      metrics: { 'rds-disk-mysql': ramp(75, 5) },
      message: 'filling',
      severity: 'warning',
      text: {
        zh: 'RDS 实例 rm-1 的磁盘已使用 75 %，每天增长 5 %，约 5 天后达到 100 %（可能为 5 至 5 天）',
        en: 'The disk of RDS instance rm-1 is 75 % full and grows by 5 % a day: 100 % in about 5 days (likely 5 to 5)',
      },
    },
    PostgreSQL: {
      asset: { engine: 'PostgreSQL' },
      metrics: { 'rds-disk-postgres': ramp(90.5, 5) },
      message: 'filling',
      severity: 'critical',
      data: { days: 1.9, value: 90.5, threshold: 100 },
    },
    'SQL Server, with another critical level': {
      asset: { engine: 'SQLServer' },
      metrics: { 'rds-disk-sqlserver': ramp(85.5, 5) },
      params: { criticalDays: 3 },
      message: 'filling',
      severity: 'critical',
      data: { days: 2.9 },
    },
    'a node of a cluster': {
      asset: { category: 'cluster' },
      metrics: { 'rds-disk-mysql': undefined, 'rds-disk-cluster': { past: { 'rn-1': flat, 'rn-2': ramp(75, 5) } } },
      message: 'filling',
      severity: 'warning',
      data: { part: 'rn-2' },
    },
    'the level at which it is locked': {
      metrics: { 'rds-disk-mysql': ramp(60, 5) },
      params: { full: 90 },
      message: 'filling',
      severity: 'warning',
      data: { days: 6, full: 90, threshold: 90 },
    },
    'the growth of the last week, where only it counts': {
      metrics: { 'rds-disk-mysql': past(28, (ago) => Math.max(40, 82 - ago / 4)) },
      params: { window: 7 },
      message: 'filling',
      severity: 'warning',
      data: { perDay: 6 },
    },
  },
  unknown: {
    'no history': { metrics: { 'rds-disk-mysql': undefined } },
    'an engine without a metric': { asset: { engine: 'PPAS' } },
    'a day of history': { metrics: { 'rds-disk-mysql': ramp(75, 5, 1) } },
  },
  skip: { paused: { asset: { dBInstanceStatus: 'Stopped' }, metrics: { 'rds-disk-mysql': undefined } } },
});
