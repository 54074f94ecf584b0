import { eipTrafficChange } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { eip } from '../fixtures';
import { KINDS, since, times, usual } from '../../changes';
import { past } from '../../pasts';

const MBIT = 1_000_000;
const one = (values: readonly number[]) => ({ 'vpc-eip-in-rate': times(MBIT, values) });
const high = since(60, usual, (value) => value + 30);

testChecker(eipTrafficChange, {
  healthy: {
    asset: eip,
    metrics: { 'vpc-eip-in-rate': times(MBIT, usual), 'vpc-eip-out-rate': times(MBIT, usual) },
    now,
  },
  pass: {
    'as always': {},
    'a higher least change': { metrics: one(KINDS.shift), params: { least: 60 * MBIT } },
    'a higher percentage': { metrics: one(KINDS.shift), params: { percent: 500 } },
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
        zh: '弹性公网 IP eip-1 的 net_rx.rate 出现尖峰，现为 90000000 bit/s（自 2026-02-28T23:00Z）；平日此时约 39976960 bit/s，在 37621116.66 至 42136195.34 之间。上次类似：-；该资产约每 520 周出现一次',
      },
    },
    'a drop to zero': { metrics: one(KINDS.zero), message: 'zero', severity: 'warning', data: { value: 0 } },
    'another level': { metrics: one(KINDS.shift), message: 'shift', severity: 'warning', data: { kind: 'shift' } },
    'a slow change': {
      metrics: one(KINDS.drift),
      params: { least: 10 * MBIT, percent: 10 },
      message: 'drift',
      severity: 'warning',
      data: { kind: 'drift' },
    },
    'a day that is not like others': {
      metrics: one(KINDS.season),
      params: { percent: 50 },
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
    'outbound is gone': {
      metrics: { 'vpc-eip-out-rate': times(MBIT, KINDS.zero) },
      message: 'zero',
      severity: 'warning',
      data: { metric: 'net_tx.rate', value: 0 },
    },
    'what was open two days ago goes on': {
      metrics: one(high),
      params: { percent: 50 },
      openData: {
        metric: 'net_rx.rate',
        since: new Date(+now - 60 * 3_600_000).toISOString(),
        view: 'level-1',
        low: 38 * MBIT,
        high: 42 * MBIT,
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
  skip: { 'not bound': { asset: { status: 'Available' } } },
  unknown: {
    'one direction is missing': { metrics: { 'vpc-eip-in-rate': undefined } },
    'too little history': { metrics: one(past(13, () => 40) as number[]) },
  },
});
