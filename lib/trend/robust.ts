import { DAY, HOUR } from '../model/time';
import type { Change, ChangeOptions, Detector, Forecast, ForecastOptions, Point, TooLittle } from './detector';
import { median, scatter, slope } from './statistics';

const TOO_LITTLE: TooLittle = { kind: 'too-little' };
const HOURS = 24;
/** Of the hours of a day, how many must have points. */
const LEAST_HOURS = 12;
/** With fewer points of an hour than this, their scatter around their own median says nothing. */
const FEW = 3;
/** A rise counts when it is so many times the scatter around it. */
const RISE = 3;
/** Of the rise that the slope promises, how much must be there from end to end, and during the last day. */
const KEPT = 2 / 3;
const STILL_GROWS = 1 / 3;
const STEADY: Forecast = { kind: 'steady' };
/** Fewer points than this have no slope. */
const LEAST_POINTS = 6;

/** Medians instead of means: a spike in the history, a gap or an outlier among the newest points changes little. */
export const robust: Detector = { change, forecast };

function change(points: readonly Point[], options: ChangeOptions): Change | TooLittle {
  const newest = points.at(-1);
  if (!newest) return TOO_LITTLE;
  const since = newest.at - options.recent;
  const recent = points.filter(({ at }) => at > since);
  const history = points.filter(({ at }) => at <= since);
  const [first] = history;
  if (!first || newest.at - first.at < DAY) return TOO_LITTLE;
  const hours = byHour(history);
  if (hours.filter((values) => values.length > 0).length < LEAST_HOURS) return TOO_LITTLE;
  const usual = hours.map((values) => median(values));
  const now = [...new Set(recent.map(({ at }) => hourOf(at)))];
  const known = (some: readonly number[]) =>
    some.map((hour) => usual[(hour + HOURS) % HOURS] ?? NaN).filter((level) => !Number.isNaN(level));
  const expected = median(known(now));
  if (Number.isNaN(expected)) return TOO_LITTLE;

  const value = median(recent.map((point) => point.value));
  // What comes an hour earlier or later than usual is no change.
  const near = known(now.flatMap((hour) => [hour - 1, hour, hour + 1]));
  const distance = Math.max(value - Math.max(...near), Math.min(...near) - value);
  const needed = Math.max(
    options.sensitivity * scatterOf(history, hours, usual),
    options.least,
    options.share * Math.min(Math.abs(value), Math.abs(expected)),
  );
  if (distance <= 0 || distance < needed) return { kind: 'steady', value, expected };
  return { kind: value > expected ? 'up' : 'down', value, expected };
}

/** The scatter around what each hour of day usually brings; with little history, from one point to the next, too. */
function scatterOf(history: readonly Point[], hours: readonly (readonly number[])[], usual: readonly number[]): number {
  const residuals = history.map(({ at, value }) => value - (usual[hourOf(at)] ?? value));
  const around = scatter(residuals, 0);
  if (median(hours.map((values) => values.length)) >= FEW) return around;
  const steps = history.slice(1).map(({ value }, i) => value - (history[i]?.value ?? value));
  return Math.max(around, scatter(steps, 0) / Math.SQRT2);
}

function byHour(points: readonly Point[]): readonly (readonly number[])[] {
  const hours: number[][] = Array.from({ length: HOURS }, () => []);
  for (const { at, value } of points) hours[hourOf(at)]?.push(value);
  return hours;
}

/** The hour of the day in UTC: which zone does not matter, only that it is the same one. */
function hourOf(at: number): number {
  return Math.floor((at % DAY) / HOUR);
}

function forecast(points: readonly Point[], { full, span }: ForecastOptions): Forecast | TooLittle {
  const [first] = points;
  const newest = points.at(-1);
  if (!first || !newest || points.length < LEAST_POINTS || newest.at - first.at < span) return TOO_LITTLE;
  const middle = (first.at + newest.at) / 2;
  const later = points.filter(({ at }) => at >= middle);
  if (later.length < LEAST_POINTS || later.length < points.length / 4) return TOO_LITTLE;
  const overall = slope(points);
  const now = slope(later);
  if (!(overall > 0 && now > 0)) return STEADY;
  const ahead = later.map(({ at, value }) => value + now * (newest.at - at));
  const level = median(ahead);
  if (now * (newest.at - middle) < RISE * scatter(ahead, level)) return STEADY;
  if (fellBack(later, now) || standsStill(points, newest.at, now)) return STEADY;
  return { kind: 'filling', days: Math.max(0, (full - level) / now / DAY), perDay: now * DAY };
}

/** Whether it rose less from end to end than its slope says, as what is emptied again and again does. */
function fellBack(points: readonly Point[], rate: number): boolean {
  const size = Math.ceil(points.length / 8);
  const start = points.slice(0, size);
  const end = points.slice(-size);
  const time = median(end.map(({ at }) => at)) - median(start.map(({ at }) => at));
  const rise = median(end.map(({ value }) => value)) - median(start.map(({ value }) => value));
  return rise < KEPT * rate * time;
}

/** Whether it rose much less during the last day; around the same hour, because of the wave of a day. */
function standsStill(points: readonly Point[], newest: number, rate: number): boolean {
  const around = (at: number) =>
    median(points.filter((point) => Math.abs(point.at - at) <= 3 * HOUR).map(({ value }) => value));
  return around(newest - 3 * HOUR) - around(newest - 3 * HOUR - DAY) < STILL_GROWS * rate * DAY;
}
