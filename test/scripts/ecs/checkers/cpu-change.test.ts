import { cpuChange } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';
import { KINDS, since, times, usual } from '../../changes';
import { past } from '../../pasts';

const one = (values: readonly number[]) => ({ 'ecs-cpu': times(1, values) });
const high = since(60, usual, (value) => value + 30);
const hoursAgo = (hours: number) => new Date(+now - hours * 3_600_000).toISOString();
/** Said of a level that began so many hours ago. */
const said = (hours: number, low: number, top: number, more: { undone?: string; metric?: string } = {}) => ({
  ...{ faultId: 'event-1', account: '1', region: 'cn-hangzhou', checker: 'ecs-cpu-change', assetId: 'i-1' },
  ...{ assetName: '', metric: 'CPUUtilization', kind: 'shift', low, high: top, unit: '%', by: 'operator' },
  ...{ since: hoursAgo(hours), at: hoursAgo(1), was: { view: 'level-1', low: 38, high: 42 }, ...more },
});

testChecker(cpuChange, {
  healthy: { asset: instance, metrics: { 'ecs-cpu': [...usual] }, now },
  pass: {
    'as always': {},
    'a higher least change': { metrics: one(KINDS.shift), params: { least: 60 } },
    'a higher percentage': { metrics: one(KINDS.shift), params: { percent: 200 } },
    'hardly any false alarm is allowed': {
      metrics: one(since(1, usual, () => 42.3)),
      params: { budget: 1, least: 0, percent: 0 },
    },
    'as every Monday, when it looks back a month': {
      metrics: one(past(31, (ago) => (ago % 168 < 2 ? 90 : 40)) as number[]),
    },
    'another level that was said to be normal': { metrics: one(KINDS.shift), accepted: [said(5, 88, 92)] },
    'the event of which that was said': {
      metrics: one(KINDS.shift),
      accepted: [said(5, 88, 92)],
      openData: { metric: 'CPUUtilization', since: hoursAgo(5), view: 'level-1', low: 38, high: 42 },
    },
    'it was taken back, and it is over': {
      metrics: one(since(60, usual, (value, ago) => value + (ago > 9 ? 30 : 0))),
      accepted: [said(59, 68, 72, { undone: hoursAgo(0) })],
    },
    'so high for two days, but nobody knows when it began': { metrics: one(high) },
  },
  fail: {
    spike: {
      metrics: one(KINDS.spike),
      message: 'spike',
      severity: 'warning',
      text: {
        zh: '实例 i-1 的 CPU 使用率出现尖峰，现为 90 %（自 2026-02-28T23:00Z）；平日此时约 39.94 %，在 37.8 至 41.95 之间。上次类似：-；该资产约每 520 周出现一次',
        en: 'CPU of instance i-1 has a spike, 90 % now (since 2026-02-28T23:00Z); at such times it is about 39.94 %, between 37.8 and 41.95. Alike before: -; to be expected once in about 520 weeks on this asset',
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
    'what was open two days ago goes on': {
      metrics: one(high),
      openData: {
        metric: 'CPUUtilization',
        since: new Date(+now - 60 * 3_600_000).toISOString(),
        view: 'level-1',
        low: 38,
        high: 42,
      },
      message: 'shift',
      severity: 'warning',
      data: { kind: 'shift' },
    },
    'beyond what was said to be normal': {
      metrics: one(KINDS.shift),
      accepted: [said(5, 60, 64)],
      message: 'shift',
      severity: 'warning',
      data: { lowest: 89.11, highest: 90.84 },
    },
    'it was said of another metric': {
      metrics: one(KINDS.shift),
      accepted: [said(5, 88, 92, { metric: 'Other' })],
      message: 'shift',
      severity: 'warning',
      data: { kind: 'shift' },
    },
    'for two days, and that it is normal was taken back': {
      metrics: one(high),
      accepted: [said(59, 68, 72, { undone: hoursAgo(0) })],
      message: 'shift',
      severity: 'warning',
      data: { kind: 'shift', since: new Date(hoursAgo(59)) },
    },
    'as every Monday, when it looks back three weeks only': {
      metrics: one(past(31, (ago) => (ago % 504 < 2 ? 90 : 40)) as number[]),
      params: { days: 21 },
      message: 'spike',
      severity: 'warning',
      data: { kind: 'spike' },
    },
  },
  skip: { 'not running': { asset: { status: 'Stopped' }, metrics: one(KINDS.shift) } },
  unknown: {
    'no history': { metrics: { 'ecs-cpu': undefined } },
    'too little history': { metrics: one(past(13, () => 40) as number[]) },
  },
});
