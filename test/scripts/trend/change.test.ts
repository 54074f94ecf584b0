import { cpuChange as ecsCpuChange } from '../../../scripts/ecs';
import { cpuChange as rdsCpuChange } from '../../../scripts/rds';
import { eipTrafficChange } from '../../../scripts/vpc';
import { testChecker } from '../../harness/check-tester';
import { instance as ecsInstance, now } from '../ecs/fixtures';
import { instance as database } from '../rds/fixtures';
import { eip } from '../vpc/fixtures';
import { past, step } from './pasts';

/** Between 18 and 22: the scatter of one is about 2. */
const rough = (days: number, now2: number) => past(days, (ago) => (ago < 2 ? now2 : 18 + ((ago * 7) % 5)));

testChecker(ecsCpuChange, {
  healthy: { asset: ecsInstance, metrics: { 'ecs-cpu': 20 }, now },
  pass: {
    flat: {},
    'just below the least change': { metrics: { 'ecs-cpu': step(20, 39.9) } },
    'less than half more': { metrics: { 'ecs-cpu': step(60, 89) } },
    'as high as at this hour of every day': {
      metrics: { 'ecs-cpu': past(7, (ago) => (ago % 24 < 2 ? 95 : 20)) },
    },
    'not so sensitive': { metrics: { 'ecs-cpu': rough(7, 45) }, params: { sensitivity: 50 } },
    'a higher least change': { metrics: { 'ecs-cpu': step(20, 55) }, params: { least: 40 } },
    'a higher percentage': { metrics: { 'ecs-cpu': step(20, 55) }, params: { percent: 200 } },
    'so high three days ago, too, when it looks back a week': {
      metrics: { 'ecs-cpu': past(7, (ago) => (ago < 2 || ago > 60 ? 80 : 20)) },
    },
  },
  fail: {
    'exactly the least change': {
      metrics: { 'ecs-cpu': step(20, 40) },
      message: 'up',
      severity: 'warning',
      text: {
        zh: '实例 i-1 的 CPU 使用率突增至 40 %，平日此时段约 20 %',
        en: 'CPU of instance i-1 rose to 40 %; at this hour it is usually about 20 %',
      },
      data: { value: 40, expected: 20, unit: '%', metric: 'CPUUtilization' },
    },
    'above the scatter': {
      metrics: { 'ecs-cpu': rough(7, 45) },
      message: 'up',
      severity: 'warning',
      data: { value: 45 },
    },
    dead: {
      metrics: { 'ecs-cpu': step(50, 1) },
      message: 'down',
      severity: 'warning',
      text: { en: 'CPU of instance i-1 fell to 1 %; at this hour it is usually about 50 %' },
    },
    'so high three days ago, when it looks back two': {
      metrics: { 'ecs-cpu': past(7, (ago) => (ago < 2 || ago > 60 ? 80 : 20)) },
      params: { days: 2 },
      message: 'up',
      severity: 'warning',
      data: { expected: 20 },
    },
  },
  skip: { 'not running': { asset: { status: 'Stopped' }, metrics: { 'ecs-cpu': step(20, 90) } } },
  unknown: {
    'no history': { metrics: { 'ecs-cpu': undefined } },
    'too little history': { metrics: { 'ecs-cpu': past(1, (ago) => (ago < 2 ? 90 : 20)) } },
  },
});

const node = (a: readonly (number | undefined)[], b: readonly (number | undefined)[]) => ({ past: { a, b } });

testChecker(rdsCpuChange, {
  healthy: { asset: database, metrics: { 'rds-cpu-mysql': 20 }, now },
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

const MBIT = 1_000_000;
const both = (rx: Parameters<typeof step>, tx: Parameters<typeof step>) => ({
  'vpc-eip-in-rate': step(...rx),
  'vpc-eip-out-rate': step(...tx),
});

testChecker(eipTrafficChange, {
  healthy: { asset: eip, metrics: { 'vpc-eip-in-rate': 2 * MBIT, 'vpc-eip-out-rate': MBIT }, now },
  pass: {
    flat: {},
    'just below double': { metrics: both([2 * MBIT, 3.9 * MBIT], [MBIT, MBIT]) },
    'a little of next to nothing': { metrics: both([1000, 90_000], [0, 0]) },
    'a higher least change': {
      metrics: both([2 * MBIT, 5 * MBIT], [MBIT, MBIT]),
      params: { least: 4 * MBIT },
    },
    'a higher percentage': { metrics: both([2 * MBIT, 5 * MBIT], [MBIT, MBIT]), params: { percent: 200 } },
    'not so sensitive': {
      metrics: { 'vpc-eip-in-rate': rough(7, 90).map((v = 0) => v * MBIT) },
      params: { sensitivity: 50 },
    },
  },
  fail: {
    'exactly double': {
      metrics: both([2 * MBIT, 4 * MBIT], [MBIT, MBIT]),
      message: 'up',
      severity: 'warning',
      text: {
        zh: '弹性公网 IP eip-1 的 net_rx.rate 突增至 4000000 bit/s，平日此时段约 2000000 bit/s',
        en: 'net_rx.rate of elastic IP address eip-1 rose to 4000000 bit/s; at this hour it is usually about 2000000 bit/s',
      },
    },
    'outbound is gone': {
      metrics: both([2 * MBIT, 2 * MBIT], [5 * MBIT, 0]),
      message: 'down',
      severity: 'warning',
      data: { metric: 'net_tx.rate', value: 0, expected: 5 * MBIT },
    },
    scatter: {
      metrics: { 'vpc-eip-in-rate': rough(7, 90).map((v = 0) => v * MBIT) },
      message: 'up',
      severity: 'warning',
      data: { value: 90 * MBIT },
    },
    'another window': {
      metrics: { 'vpc-eip-in-rate': past(7, (ago) => (ago < 2 || ago > 60 ? 9 : 2) * MBIT) },
      params: { days: 2 },
      message: 'up',
      severity: 'warning',
      data: { expected: 2 * MBIT },
    },
  },
  skip: { 'not bound': { asset: { status: 'Available' } } },
  unknown: {
    'one direction is missing': { metrics: { 'vpc-eip-in-rate': undefined } },
    'too little history': { metrics: { 'vpc-eip-in-rate': past(1, () => MBIT) } },
  },
});
