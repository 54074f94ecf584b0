/**
 * When something is full. Not one model but several, each believed as far as it would have foretold the last weeks: a
 * rolling-origin backtest (Tashman 2000, Int. J. Forecasting 16:437) whose newest errors count most (Barber and others 2023,
 * arXiv 2202.13415), and weights by these errors (Bates and Granger 1969). Their own past errors are the widths of the interval.
 */
import { candidates, changeAt, cleanUpsOf, growing, pastOf, type Candidate, type Past } from './courses';
import { levelsOf, type Timed } from './levels';
import { tProbability } from './student';

export interface FillingOptions {
  /** The value at which it is full. */
  readonly full: number;
  /** The least time from the first point to the newest, in milliseconds. */
  readonly span: number;
  /** Of the interval, in percent; 80 by default. */
  readonly confidence?: number;
}

/** Where a level is heading: not to be full within 90 days, or full in some days. */
export type Filling =
  | { readonly kind: 'too-little' }
  | { readonly kind: 'steady' }
  | {
      readonly kind: 'filling';
      /** It is as likely full before as after so many days. */
      readonly days: number;
      /** The interval of the days; `high` is `Infinity` where it may as well never be full. */
      readonly low: number;
      readonly high: number;
      readonly perDay: number;
    };

const LONGEST = 90;
/** Days ahead by which the past is tried; the last one is the week of which a warning speaks. */
const HORIZONS: readonly number[] = [1, 2, 3, 5, 7];
const WEEK = 7;
/** Two changes are the least of which one can be doubted. */
const LEAST_DAYS = 3;
const FIRST_ORIGIN = 2;
/** The error of yesterday counts by so much more than that of the day before: a growth that has stopped is believed soon. */
const FADES = 0.75;
/** How sharply a smaller error is preferred, and an error that is none, in percent of the whole: a judgement. */
const SHARPNESS = 4;
/** A clean-up may be so much later than it was. */
const NEAR = 1.05;
const NO_ERROR = 0.05;
const LEAST_SCALE = 0.03;
/** From the mean error to the scale of the interval, and its tails: set by the coverage of `bench -- forecasts`, development seeds. */
const WIDTH = 0.83;
const DEGREES = 5;
/** A growth that is as old as this, or as a past of a week or more, is taken to be one that stays. */
const LASTING = 27;

/** A way to go on: how far it is believed, where it leads, and how wrong it is by the days ahead. */
interface Member {
  readonly emptied: boolean;
  readonly path: readonly number[];
  readonly errors: readonly number[];
  readonly loss: number;
  weight: number;
}

/**
 * In how many days a level is full. It is the level right before each clean-up that counts, not the slope in between; what
 * happened once (a jump, an enlarged disk) is no growth; a growth that is young may stop as soon as it began.
 *
 * @param points hours or so, oldest first, of weeks; gaps are allowed
 * @example timeToFull(points, { full: 100, span: 3 * DAY }) // { kind: 'filling', days: 6.1, low: 5.4, high: 7.2, perDay: 2.5 }
 */
export function timeToFull(points: readonly Timed[], { full, span, confidence = 80 }: FillingOptions): Filling {
  const [first] = points;
  const newest = points.at(-1);
  if (!first || !newest || newest.at - first.at < span) return { kind: 'too-little' };
  const levels = levelsOf(points);
  if (!levels || levels.values.length < LEAST_DAYS) return { kind: 'too-little' };
  const past = pastOf(levels.values);
  const now = levels.values.at(-1) ?? NaN;
  const members = membersOf(past);
  if (members.length === 0) return { kind: 'too-little' };
  const growth = (days: number) =>
    mean(members, ({ path }) => levelOf(path, days, now, levels.rise) - Math.min(now, path[1] ?? now)) / days;
  if (now >= full) {
    // Full for ever is no growth.
    const grows = growth(WEEK) * WEEK > mean(members, ({ errors }) => errorOf(errors, WEEK));
    return grows ? { kind: 'filling', days: 0, low: 0, high: 0, perDay: growth(1) } : { kind: 'steady' };
  }
  const lasted = ageOf(past, growth(WEEK));
  const lasting = Math.min(LASTING, Math.max(WEEK, levels.values.length) - 1);
  const chance = (h: number) => {
    const reached = mean(members, ({ path, errors }) =>
      tProbability((levelOf(path, h, now, levels.rise) - full + 1e-9) / (WIDTH * errorOf(errors, h)), DEGREES),
    );
    // What has lasted some days lasts as many more in one of two cases (Gott 1993, Nature 363:315).
    return (reached * lasted) / (lasted + h * Math.max(0, 1 - lasted / lasting));
  };
  const chances = Array.from({ length: LONGEST + 1 }, (_, h) => chance(h));
  const days = whenOf(chance, chances, 0.5);
  if (days === Infinity) return { kind: 'steady' };
  const beside = confidence / 200;
  return {
    kind: 'filling',
    days,
    low: whenOf(chance, chances, 0.5 - beside),
    high: whenOf(chance, chances, 0.5 + beside),
    perDay: growth(Math.max(1, Math.min(WEEK, days))),
  };
}

/** The first moment at which it is so probable. */
function whenOf(chance: (h: number) => number, chances: readonly number[], probability: number): number {
  const day = chances.findIndex((one) => one >= probability);
  if (day <= 0) return day === 0 ? 0 : Infinity;
  let [before, after] = [day - 1, day];
  for (let i = 0; i < 16; i++) {
    const middle = (before + after) / 2;
    if (chance(middle) >= probability) after = middle;
    else before = middle;
  }
  return after;
}

/** How old the growth is: twice the mean age of the rises that it is made of. */
function ageOf(past: Past, perDay: number): number {
  const days = past.levels.length;
  let [sum, ages] = [0, 0];
  for (let day = 1; day < days; day++) {
    const change = changeAt(past, day, days - 1);
    if (change < perDay / 3) continue;
    sum += change;
    ages += change * (days - day - 0.5);
  }
  return sum > 0 ? Math.min(days, (2 * ages) / sum) : days;
}

function mean(members: readonly Member[], of: (member: Member) => number): number {
  let sum = 0;
  for (const member of members) sum += member.weight * of(member);
  return sum;
}

/** A level between two days, which rises within a day as days do. */
function levelOf(path: readonly number[], h: number, now: number, rise: readonly number[]): number {
  const day = Math.floor(h);
  const next = path[day + 1];
  if (next === undefined) return path.at(-1) ?? NaN;
  const from = day === 0 ? Math.min(now, next) : (path[day] ?? NaN);
  const hours = (h - day) * 24;
  const hour = Math.floor(hours);
  const [part = 0, then = 1] = [rise[hour], rise[hour + 1]];
  return from + (next - from) * (part + (then - part) * (hours - hour));
}

/** Between the horizons by a line; beyond the last one it grows as the days do. */
function errorOf(errors: readonly number[], h: number): number {
  const last = errors.at(-1) ?? NaN;
  if (h >= WEEK) return (last * h) / WEEK;
  const next = HORIZONS.findIndex((one) => one > h);
  const [low = NaN, high = last] = [errors[Math.max(0, next - 1)], errors[next]];
  if (next === 0) return low;
  const from = HORIZONS[next - 1] ?? NaN;
  return low + ((high - low) * (h - from)) / ((HORIZONS[next] ?? NaN) - from);
}

function membersOf(past: Past): Member[] {
  const days = past.levels.length;
  const all = candidates(days).flatMap((one) => backtest(one, past) ?? []);
  const best = Math.min(...all.map(({ loss }) => loss));
  for (const one of all) one.weight = ((best + NO_ERROR) / (one.loss + NO_ERROR)) ** SHARPNESS;
  share(all, 1);
  const { peaks } = cleanUpsOf(past, days - 1);
  const emptied = all.filter((one) => one.emptied);
  const believed = emptied.reduce((sum, { weight }) => sum + weight, 0);
  if (peaks.every(({ level }) => (past.levels.at(-1) ?? NaN) >= NEAR * level) || believed === 0) return all;
  // All of so many rises to there ended in a clean-up: this one does, too, by Laplace's rule of succession.
  const least = (peaks.length + 1) / (peaks.length + 2);
  if (believed >= least) return all;
  share(emptied, least);
  share(
    all.filter((one) => !one.emptied),
    1 - least,
  );
  return all;
}

/** Brings some weights to a sum. */
function share(members: readonly Member[], sum: number): void {
  const all = members.reduce((total, { weight }) => total + weight, 0);
  for (const one of members) one.weight *= sum / all;
}

/**
 * How well a course would have foretold the highest level of the days after each past day: what is full once is full, so that
 * neither the phase of a clean-up nor its exact day matters.
 */
function backtest({ course, emptied }: Candidate, past: Past): Member | undefined {
  const last = past.levels.length - 1;
  const path = course(past, last, LONGEST);
  if (!path) return undefined;
  const sums = HORIZONS.map(() => 0);
  const weights = HORIZONS.map(() => 0);
  let [loss, weight] = [0, 0];
  for (let origin = Math.min(FIRST_ORIGIN, last - 1); origin < last; origin++) {
    const ahead = Math.min(WEEK, last - origin);
    // Where it says nothing yet it is as good as what would be said without it.
    const foretold = course(past, origin, ahead) ?? growing(WEEK)(past, origin, ahead);
    if (!foretold) continue;
    let [truth, guess, i] = [-Infinity, -Infinity, 0];
    for (let h = 1; h <= ahead; h++) {
      truth = Math.max(truth, past.levels[origin + h] ?? NaN);
      guess = Math.max(guess, foretold[h] ?? NaN);
      if (HORIZONS[i] !== h) continue;
      const counts = FADES ** (last - origin - h);
      // By the root, so that one surprise, which none has foreseen, decides nothing.
      const off = Math.sqrt(Math.abs(truth - guess));
      sums[i] = (sums[i] ?? 0) + counts * off;
      weights[i] = (weights[i] ?? 0) + counts;
      loss += (counts * off) / Math.sqrt(h);
      weight += counts;
      i += 1;
    }
  }
  if (weight === 0) return undefined;
  for (let h = 2; h < path.length; h++) path[h] = Math.max(path[h] ?? NaN, path[h - 1] ?? NaN);
  let least = LEAST_SCALE;
  const errors = sums.map(
    (sum, i) => (least = Math.max(least, (weights[i] ?? 0) > 0 ? (sum / (weights[i] ?? NaN)) ** 2 : 0)),
  );
  return { emptied, path, errors, loss: (loss / weight) ** 2, weight: 0 };
}
