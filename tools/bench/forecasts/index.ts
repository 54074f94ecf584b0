/**
 * `npm run bench -- forecasts [--assets N]`: disks of many kinds that are asked each day for three weeks when they are full,
 * beside what others would say; and what the month of accounts costs, asked on its tenth day.
 */
import { forecastSum, HOUR } from '../../../lib/model';
import { detector } from '../../../lib/trend';
import { BASELINES } from './baselines';
import { MONTH, spendOf } from './bills';
import { diskOf } from './disks';

/** Not the seeds by which the forecasts were made: those are below 10,000,000. */
const DISKS = 50_000_000;
const BILLS = 60_000_000;
const LEARNT = 28 * 24;
const ASKED = 24 * 24;
/** So long a disk is followed to see when it is full. */
const FOLLOWED = LEARNT + 75 * 24;
/** A checker's defaults: warned of a week ahead. False is what is not full in twice that; late is what leaves less than two days. */
const WARNS = 7;
const TRUE = 14;
const IN_TIME = 2;
const CONFIDENCES: readonly number[] = [80, 90, 95];
const TODAY = 10;
/** The newest bill is that of the day before yesterday, the oldest of thirty days before. */
const BILLED = TODAY - 2;
const KNOWN = 30;

export interface DiskRow {
  readonly name: string;
  readonly alarms: number;
  readonly falseAlarms: number;
  readonly filled: number;
  readonly warned: number;
}

export interface BillRow {
  readonly family: string;
  /** The middle of the errors, as a share of the month. */
  readonly error: number;
  /** How often the intervals of 80, 90 and 95 % held. */
  readonly held: readonly number[];
}

export interface Forecasts {
  readonly disks: readonly DiskRow[];
  /** Families with false alarms, the worst first. */
  readonly worst: readonly string[];
  /** How often the intervals of 80 and 95 % of disks that fill up within two weeks held. */
  readonly held: readonly [number, number];
  readonly msPerDisk: number;
  readonly bills: readonly BillRow[];
}

export function forecasts(count: number): Forecasts {
  const names = ['this forecast', ...Object.keys(BASELINES)];
  const rows = names.map((name) => ({ name, alarms: 0, falseAlarms: 0, filled: 0, warned: 0 }));
  const worst = new Map<string, number>();
  const held: [number, number] = [0, 0];
  let [judged, ms, calls] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const disk = diskOf(DISKS + i, LEARNT, FOLLOWED);
    if (disk.values.slice(0, LEARNT).some((value) => value >= 100)) continue;
    const first = LEARNT + ((i * 7) % 24);
    const states = rows.map(() => ({ on: false, warned: false }));
    for (let at = first; at < Math.min(disk.full, LEARNT + ASKED); at += 24) {
      const past = disk.values.slice(at - LEARNT, at).map((value) => Math.min(100, value));
      const points = past.flatMap((value, hour) =>
        Number.isNaN(value) ? [] : [{ at: disk.from + (at - LEARNT + hour) * HOUR, value }],
      );
      const left = (disk.full - at + 1) / 24;
      const ask = (confidence: number) => detector.forecast(points, { full: 100, span: 3 * 24 * HOUR, confidence });
      const began = performance.now();
      const own = ask(80);
      ms += performance.now() - began;
      calls += 1;
      if (own.kind === 'filling' && own.days <= TRUE) {
        judged += 1;
        [own, ask(95)].forEach((one, n) => {
          // An hour is as exactly as the truth is known.
          if (one.kind === 'filling' && left >= one.low && left - 1 / 24 <= one.high) held[n === 0 ? 0 : 1] += 1;
        });
      }
      rows.forEach((row, n) => {
        const days = n === 0 ? (own.kind === 'filling' ? own.days : Infinity) : BASELINES[row.name]?.(past, 100);
        const state = states[n];
        if (!state) return;
        const alarm = (days ?? Infinity) <= WARNS;
        if (alarm && !state.on) {
          row.alarms += 1;
          if (left > TRUE) {
            row.falseAlarms += 1;
            if (n === 0) worst.set(disk.family, (worst.get(disk.family) ?? 0) + 1);
          }
        }
        state.on = alarm;
        if (alarm && left >= IN_TIME && left <= TRUE) state.warned = true;
      });
    }
    // What is full at once could not be warned of.
    if (disk.full >= LEARNT + ASKED || disk.full <= first + 3 * 24) continue;
    rows.forEach((row, n) => {
      row.filled += 1;
      if (states[n]?.warned === true) row.warned += 1;
    });
  }
  return {
    disks: rows,
    worst: [...worst].sort((a, b) => b[1] - a[1]).map(([family, times]) => `${family} ${times}`),
    held: [held[0] / Math.max(1, judged), held[1] / Math.max(1, judged)],
    msPerDisk: ms / Math.max(1, calls),
    bills: billsOf(count * 3),
  };
}

function billsOf(count: number): BillRow[] {
  const families = new Map<string, { errors: number[]; held: number[] }>();
  for (let i = 0; i < count; i++) {
    const { family, values } = spendOf(BILLS + i);
    const start = values.length - MONTH;
    const until = start + BILLED;
    const from = Math.max(
      values.findIndex((value) => value > 0),
      until - KNOWN,
    );
    const total = sum(values.slice(start));
    const rest = sum(values.slice(until));
    const row = families.get(family) ?? { errors: [], held: CONFIDENCES.map(() => 0) };
    families.set(family, row);
    CONFIDENCES.forEach((confidence, n) => {
      const found = forecastSum(values.slice(from, until), values.length - until, confidence);
      if (!found) throw new Error(`no forecast of ${family} ${BILLS + i}`);
      if (n === 0) row.errors.push(Math.abs(found.expected - rest) / total);
      if (rest >= found.low && rest <= found.high) row.held[n] = (row.held[n] ?? 0) + 1;
    });
  }
  return [...families].map(([family, { errors, held }]) => ({
    family,
    error: errors.sort((a, b) => a - b)[errors.length >> 1] ?? NaN,
    held: held.map((one) => one / errors.length),
  }));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
