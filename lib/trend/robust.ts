import { DAY, HOUR } from '../model/time';
import type { Detector, Forecast, ForecastOptions, Point, TooLittle } from './detector';
import { judge } from './judge';
import { median, scatter, slope } from './statistics';

const TOO_LITTLE: TooLittle = { kind: 'too-little' };
/** A rise counts when it is so many times the scatter around it. */
const RISE = 3;
/** Of the rise that the slope promises, how much must be there from end to end, and during the last day. */
const KEPT = 2 / 3;
const STILL_GROWS = 1 / 3;
const STEADY: Forecast = { kind: 'steady' };
/** Fewer points than this have no slope. */
const LEAST_POINTS = 6;

/** Medians instead of means: a spike in the history, a gap or an outlier among the newest points changes little. */
export const robust: Detector = { judge, forecast };

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
