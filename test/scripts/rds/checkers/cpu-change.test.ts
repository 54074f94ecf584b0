import { cpuChange } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { instance } from '../fixtures';
import { KINDS, since, times, usual } from '../../changes';
import { past } from '../../pasts';

const one = (values: readonly number[]) => ({ 'rds-cpu-mysql': times(1, values) });
const high = since(60, usual, (value) => value + 30);

testChecker(cpuChange, {
  healthy: { asset: instance, metrics: { 'rds-cpu-mysql': [...usual] }, now },
  pass: {
    'as always': {},
    'a metric of another engine': { metrics: { 'rds-cpu-postgres': [...KINDS.shift] } },
    'an edition that is not told, by the metric that answers': { asset: { category: undefined } },
    'a higher least change': { metrics: one(KINDS.shift), params: { least: 60 } },
    'a higher percentage': { metrics: one(KINDS.shift), params: { percent: 200 } },
    'hardly any false alarm is allowed': {
      metrics: one(since(1, usual, () => 42.3)),
      params: { budget: 1, least: 0, percent: 0 },
    },
    'as every Monday, when it looks back a month': {
      metrics: one(past(31, (ago) => (ago % 168 < 2 ? 90 : 40)) as number[]),
    },
    'so high for two days, but nobody knows when it began': { metrics: one(high) },
  },
  fail: {
    spike: {
      metrics: one(KINDS.spike),
      message: 'spike',
      severity: 'warning',
      text: {
        zh: 'RDS 实例 rm-1 的 CPU 使用率出现尖峰，现为 90 %（自 2026-02-28T23:00Z）；平日此时约 39.94 %，在 37.8 至 41.95 之间。上次类似：-；该资产约每 520 周出现一次',
        en: 'CPU of RDS instance rm-1 has a spike, 90 % now (since 2026-02-28T23:00Z); at such times it is about 39.94 %, between 37.8 and 41.95. Alike before: -; to be expected once in about 520 weeks on this asset',
      },
    },
    'a drop to zero': { metrics: one(KINDS.zero), message: 'zero', severity: 'warning', data: { value: 0 } },
    'another level': { metrics: one(KINDS.shift), message: 'shift', severity: 'warning', data: { kind: 'shift' } },
    'a slow change': {
      metrics: one(KINDS.drift),
      params: { least: 10, percent: 10 },
      message: 'drift',
      severity: 'warning',
      data: { kind: 'drift' },
    },
    'a day that is not like others': {
      metrics: one(KINDS.season),
      message: 'season',
      severity: 'warning',
      data: { kind: 'season' },
    },
    unrest: { metrics: one(KINDS.spread), message: 'spread', severity: 'warning', data: { kind: 'spread' } },
    'a slight change, where more alarms are allowed': {
      metrics: one(since(1, usual, () => 42.3)),
      params: { budget: 1000, least: 0, percent: 0 },
      message: 'spike',
      severity: 'warning',
      data: { kind: 'spike' },
    },
    'one node of a cluster': {
      asset: { category: 'cluster' },
      metrics: { 'rds-cpu-cluster': { past: { a: [...usual], b: [...KINDS.shift] } } },
      message: 'shift',
      severity: 'warning',
      data: { part: 'b', metric: 'Cluster_CpuUsage' },
    },
    'what was open two days ago goes on': {
      metrics: one(high),
      openData: {
        metric: 'CpuUsage',
        since: new Date(+now - 60 * 3_600_000).toISOString(),
        view: 'level-1',
        low: 38,
        high: 42,
      },
      message: 'shift',
      severity: 'warning',
      data: { kind: 'shift' },
    },
    'as every Monday, when it looks back three weeks only': {
      metrics: one(past(31, (ago) => (ago % 504 < 2 ? 90 : 40)) as number[]),
      params: { days: 21 },
      message: 'spike',
      severity: 'warning',
      data: { kind: 'spike' },
    },
  },
  skip: { paused: { asset: { dBInstanceStatus: 'Stopped' }, metrics: { 'rds-cpu-mysql': undefined } } },
  unknown: {
    'an engine without a metric': { asset: { engine: 'PPAS' } },
    'no history': { metrics: { 'rds-cpu-mysql': undefined } },
    'too little history': { metrics: one(past(13, () => 40) as number[]) },
  },
});
