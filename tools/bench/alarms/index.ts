/**
 * `npm run bench -- alarms [--assets N]`: what an operator has of the detector. Quiet assets of many kinds for two months, of
 * which the second is judged each hour; and the same assets with one fault each.
 */
import { HOUR, worksInChina } from '../../../lib/model';
import { Watch, type WatchOptions } from '../../../lib/trend';
import { BASELINES } from './baselines';
import { dice } from './dice';
import { quietAsset, type Quiet } from './quiet';

const LEARNT = 31 * 24;
const DAYS = 61;
const WEEKS = 30 / 7;
/** Not the assets by which the detector was made: those are from 1,000,000 on. */
const SEED = 70_000_000;
export const BUDGETS: readonly number[] = [5, 20, 50, 100];
const FAULTS = ['level shift', 'drop to zero', 'spike', 'broken season'] as const;
type Fault = (typeof FAULTS)[number];

/** A row of the table: false events per 1,000 assets and week, and the share of each fault that was found. */
export interface Row {
  readonly name: string;
  readonly budget: number;
  readonly falseEvents: number;
  readonly found: Readonly<Record<Fault, number>>;
}

export interface Alarms {
  readonly rows: readonly Row[];
  readonly worst: readonly string[];
  readonly bytes: number;
}

const optionsOf = (budget: number): WatchOptions => ({ budget, least: 0, share: 0, works: worksInChina });

/** A series with a fault: from where it is, and by when it should be found. */
interface Planted {
  readonly values: readonly number[];
  readonly from: number;
  readonly until: number;
}

export function alarms(assets: number): Alarms {
  const own = BUDGETS.map(() => ({ events: 0, ...tally() }));
  const others = Object.keys(BASELINES).map(() => ({ peaks: [] as number[], scores: faultScores() }));
  const families = new Map<string, number>();
  let bytes = 0;
  for (let i = 0; i < assets; i++) {
    const quiet = quietAsset(SEED + i, DAYS);
    const roll = dice(SEED * 2 + i);
    const at = LEARNT + Math.floor(roll.between(3 * 24, 25 * 24));
    const planted = FAULTS.map((fault) => plant(quiet, fault, at, roll));
    const before = watchQuiet(quiet, at, own, families);
    bytes = Math.max(bytes, before.bytes);
    planted.forEach((one, n) => {
      const fault = FAULTS[n];
      if (!one || !fault) return;
      own.forEach((tallied, b) => {
        tallied.planted[fault] += 1;
        if (finds(before, optionsOf(BUDGETS[b] ?? 0), quiet, one, at)) tallied.found[fault] += 1;
      });
    });
    Object.values(BASELINES).forEach((score, b) => {
      const other = others[b];
      for (let day = LEARNT; day < quiet.values.length; day += 24)
        other?.peaks.push(peak(quiet.values, day, day + 24, score));
      planted.forEach((one, n) => {
        const fault = FAULTS[n];
        if (one && fault) other?.scores[fault].push(peak(one.values, one.from, one.until, score));
      });
    });
  }
  const scale = 1000 / assets / WEEKS;
  const rows = own.map((one, b) => ({
    name: 'this detector',
    budget: BUDGETS[b] ?? 0,
    falseEvents: one.events * scale,
    found: shares((fault) => one.found[fault] / Math.max(1, one.planted[fault])),
  }));
  const baselines = Object.keys(BASELINES).flatMap((name, b) =>
    BUDGETS.map((budget) => {
      const { peaks = [], scores = faultScores() } = others[b] ?? {};
      // The best that it can do: the threshold is set by these very series.
      const allowed = Math.floor(budget / scale);
      const level = [...peaks].sort((x, y) => y - x)[allowed] ?? 0;
      const found = shares(
        (fault) => scores[fault].filter((one) => one > level).length / Math.max(1, scores[fault].length),
      );
      return { name, budget, falseEvents: allowed * scale, found };
    }),
  );
  const worst = [...families].sort((a, b) => b[1] - a[1]).map(([family, count]) => `${family} ${count}`);
  return { rows: [...rows, ...baselines], worst, bytes };
}

const tally = () => ({ planted: shares(() => 0), found: shares(() => 0) });
const faultScores = () => Object.fromEntries(FAULTS.map((fault) => [fault, [] as number[]])) as Record<Fault, number[]>;

function shares(of: (fault: Fault) => number): Record<Fault, number> {
  return Object.fromEntries(FAULTS.map((fault) => [fault, of(fault)])) as Record<Fault, number>;
}

/** Counts the events of a quiet series at each budget. @returns the watch as it was before a moment */
function watchQuiet(
  { values, from, family }: Quiet,
  at: number,
  own: readonly { events: number }[],
  families: Map<string, number>,
): Watch {
  const learning = new Watch(optionsOf(20));
  learning.live = false;
  const push = (watch: Watch, i: number) => watch.push({ at: from + i * HOUR, value: values[i] ?? NaN });
  for (let i = 0; i < LEARNT; i++) push(learning, i);
  const watches = BUDGETS.map((budget) => learning.copy(optionsOf(budget)));
  const before = learning.copy();
  for (let i = LEARNT; i < values.length; i++) {
    if (i < at) push(before, i);
    watches.forEach((watch, b) => {
      const was = watch.since;
      watch.live = true;
      push(watch, i);
      if (watch.since === undefined || was !== undefined) return;
      const counted = own[b];
      if (counted) counted.events += 1;
      if (BUDGETS[b] === 20) families.set(family, (families.get(family) ?? 0) + 1);
    });
  }
  return before;
}

function finds(before: Watch, options: WatchOptions, { from }: Quiet, planted: Planted, at: number): boolean {
  const watch = before.copy(options);
  for (let i = Math.min(at, planted.from); i < planted.until; i++) {
    watch.live = i >= planted.from;
    watch.push({ at: from + i * HOUR, value: planted.values[i] ?? NaN });
    if (watch.since !== undefined) return true;
  }
  return false;
}

function peak(
  values: readonly number[],
  from: number,
  until: number,
  score: (v: readonly number[], at: number) => number,
) {
  let most = 0;
  for (let i = from; i < until; i++) most = Math.max(most, score(values, i) || 0);
  return most;
}

/** @returns `undefined` where the asset cannot have such a fault */
function plant(quiet: Quiet, fault: Fault, at: number, roll: ReturnType<typeof dice>): Planted | undefined {
  const { values, sigma, busy, seasonal } = quiet;
  if (sigma === 0 || Number.isNaN(values[at])) return undefined;
  switch (fault) {
    case 'level shift': {
      const low = Math.min(...values.slice(at).filter((value) => !Number.isNaN(value)));
      const by = 5 * sigma * (roll() < 0.5 && low > 5 * sigma ? -1 : 1);
      return { values: values.map((value, i) => (i >= at ? value + by : value)), from: at, until: at + 24 };
    }
    case 'drop to zero':
      return busy ? { values: values.map((value, i) => (i >= at ? 0 : value)), from: at, until: at + 6 } : undefined;
    case 'spike':
      return { values: values.map((value, i) => (i === at ? value + 10 * sigma : value)), from: at, until: at + 1 };
    case 'broken season': {
      if (!seasonal) return undefined;
      const from = at - (at % 24) + 24;
      const week = values.slice(from - 168, from).filter((value) => !Number.isNaN(value));
      const mean = week.reduce((sum, one) => sum + one, 0) / week.length;
      const flat = (i: number) => i >= from && i < from + 48;
      return {
        values: values.map((value, i) => (flat(i) ? mean + sigma * roll.normal() : value)),
        from,
        until: from + 48,
      };
    }
  }
}
