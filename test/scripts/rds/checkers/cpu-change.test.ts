import { cpuChange } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { past, rough, step } from '../../pasts';
import { instance } from '../fixtures';

const node = (a: readonly (number | undefined)[], b: readonly (number | undefined)[]) => ({ past: { a, b } });

testChecker(cpuChange, {
  healthy: { asset: instance, metrics: { 'rds-cpu-mysql': 20 }, now },
  pass: {
    flat: {},
    'a metric of another engine': { metrics: { 'rds-cpu-postgres': step(20, 90) } },
    'another sensitivity': { metrics: { 'rds-cpu-mysql': rough(7, 45) }, params: { sensitivity: 50 } },
    'another least change': { metrics: { 'rds-cpu-mysql': step(20, 55) }, params: { least: 40 } },
    'another percentage': { metrics: { 'rds-cpu-mysql': step(20, 55) }, params: { percent: 200 } },
    'an edition that is not told, by the metric that answers': { asset: { category: undefined } },
  },
  fail: {
    jump: {
      metrics: { 'rds-cpu-mysql': step(20, 60) },
      message: 'up',
      severity: 'warning',
      text: {
        zh: 'RDS 实例 rm-1 的 CPU 使用率突增至 60 %，平日此时段约 20 %',
        en: 'CPU of RDS instance rm-1 rose to 60 %; at this hour it is usually about 20 %',
      },
    },
    scatter: { metrics: { 'rds-cpu-mysql': rough(7, 45) }, message: 'up', severity: 'warning', data: { value: 45 } },
    'one node of a cluster, with the greater change': {
      asset: { category: 'cluster' },
      metrics: { 'rds-cpu-cluster': node(step(20, 60), step(80, 10)) },
      message: 'down',
      severity: 'warning',
      data: { part: 'b', value: 10, expected: 80, metric: 'Cluster_CpuUsage' },
    },
    'another window': {
      metrics: { 'rds-cpu-mysql': past(7, (ago) => (ago < 2 || ago > 60 ? 80 : 20)) },
      params: { days: 2 },
      message: 'up',
      severity: 'warning',
      data: { expected: 20 },
    },
  },
  unknown: {
    'no history': { metrics: { 'rds-cpu-mysql': undefined } },
    'an engine without a metric': { asset: { engine: 'PPAS' } },
    'too little history': { metrics: { 'rds-cpu-mysql': past(1, () => 1) } },
  },
  skip: { paused: { asset: { dBInstanceStatus: 'Stopped' }, metrics: { 'rds-cpu-mysql': undefined } } },
});
