/**
 * A metric raises after a duration and recovers after one: what is judged is a window of points, period by period, and one
 * point alone neither raises nor clears. A state has no window: there it is an earlier run that has to have seen it.
 */
import { SEVERITIES, type Severity } from '../model/severity';
import { worseFirst, type Metric, type Metrics, type Reading } from './metric';
import { integerParam, type Param } from './params';
import type { CheckResult } from './result';

/** Every checker of metrics has them beside its own, unless it looks at the past (`history`). */
export interface DurationParams {
  readonly raiseAfter: Param<number>;
  readonly recoverAfter: Param<number>;
  readonly [name: string]: Param<number>;
}

/** In periods. */
export interface Duration {
  readonly raiseAfter: number;
  readonly recoverAfter: number;
}

/** CloudMonitor's own rules take so many periods. */
const PERIODS = 3;
/** A period of so many seconds is a duration of its own. */
const LONG_PERIOD = 900;
const MOST = 10;
/** What a window covers, in seconds: the usual schedule, so that nothing between two runs goes unseen … */
const SCHEDULE = 1_800;
/** … and how late points may come. */
const LATE = 600;
/** One page of 1,440 points holds so many of 50 assets. */
const MOST_PERIODS = 28;

/** @returns `undefined` where there is nothing to hold: no metric, or such as are judged by their past */
export function durationParams(metrics: Metrics, past: boolean): DurationParams | undefined {
  const periods = Object.values(metrics).map(({ period }) => period);
  if (past || periods.length === 0) return undefined;
  const usual = Math.max(...periods) >= LONG_PERIOD ? 1 : PERIODS;
  const bounds = { default: usual, min: 1, max: MOST };
  return {
    raiseAfter: integerParam({
      title: { zh: '持续周期', en: 'Periods until it is raised' },
      ...bounds,
      help: {
        zh: '连续这么多个统计周期都异常才报告',
        en: 'Reported when it has been so for this many periods in a row',
      },
    }),
    recoverAfter: integerParam({
      title: { zh: '恢复周期', en: 'Periods until it recovers' },
      ...bounds,
      help: {
        zh: '连续这么多个统计周期都正常才恢复',
        en: 'Recovers when it has not been so for this many periods in a row',
      },
    }),
  };
}

export function isDurationParam(name: string): boolean {
  return name === 'raiseAfter' || name === 'recoverAfter' || name === MINUTES;
}

/** A state that is normal for minutes, such as a server that is replaced: one look at it says nothing. */
export interface Lasting {
  /** An event is made when a run that was at least this long ago has seen it, too; see `raiseAfterMinutes`. */
  readonly minutes: number;
  /**
   * The list in a failure's data that names the parts that fail, one each, such as `i-1:80 (timeout)`: the same part has to
   * be seen again, so that a rolling update that takes one after the other is no fault.
   */
  readonly each?: string;
  /** Messages that are never normal: their event is made at once. */
  readonly atOnce?: readonly string[];
}

/** The parameter that a checker with `lasting` has beside its own. */
export interface LastingParams {
  readonly raiseAfterMinutes: Param<number>;
  readonly [name: string]: Param<number>;
}

const MINUTES = 'raiseAfterMinutes';
const MOST_MINUTES = 1_440;

export function lastingParams(lasting: Lasting | undefined): LastingParams | undefined {
  if (!lasting) return undefined;
  return {
    [MINUTES]: integerParam({
      title: { zh: '持续时长', en: 'How long it has to last' },
      default: lasting.minutes,
      min: 0,
      max: MOST_MINUTES,
      unit: 'min',
      help: {
        zh: '至少这么久以前的一次巡检也见到同样的异常，才产生事件；0 为立即',
        en: 'An event is made when a run at least this long ago has seen the same; 0: at once',
      },
    }),
  };
}

/** How long a state has to last, among a checker's values; `undefined`: one look is enough. */
export function lastingOf(values: Readonly<Record<string, unknown>>): number | undefined {
  const minutes = values[MINUTES];
  return typeof minutes === 'number' && minutes > 0 ? minutes : undefined;
}

/** The duration among a checker's values, where it has one. */
export function durationOf(values: Readonly<Record<string, unknown>>): Duration | undefined {
  const { raiseAfter, recoverAfter } = values;
  return typeof raiseAfter === 'number' && typeof recoverAfter === 'number' ? { raiseAfter, recoverAfter } : undefined;
}

/**
 * The metric with as many periods as a duration needs to be read; a duration of one period needs the newest point alone.
 *
 * @example withWindow(clusterStatus, { raiseAfter: 3, recoverAfter: 3 }).window // 28 periods of a minute
 */
export function withWindow(metric: Metric, { raiseAfter, recoverAfter }: Duration): Metric {
  const needed = Math.max(raiseAfter, recoverAfter);
  if (needed === 1) return metric;
  const { period } = metric;
  const window = Math.max(Math.ceil(SCHEDULE / period), needed + 1 + Math.ceil(LATE / period));
  return Object.freeze({ ...metric, window: Math.min(window, MOST_PERIODS) });
}

/**
 * For how long the metrics of a checker may go on to show what is over, in minutes: the usual time until it recovers, and
 * that for which points come late. 0 where it judges states.
 *
 * @example settlingOf({ disk: aMetricOfOneMinute }) // 13
 */
export function settlingOf(metrics: Metrics): number {
  const periods = Object.values(metrics).map(({ period }) => (period >= LONG_PERIOD ? period : PERIODS * period));
  return periods.length === 0 ? 0 : (Math.max(...periods) + LATE) / 60;
}

/** What flaps: a fault that opens more often within a day, unless the inspection says otherwise, until it is steady. A judgement. */
export const FLAPPING = { openings: 4, steadyHours: 6 } as const;

export type Readings = Readonly<Record<string, Reading | undefined>>;

/** One period: when it is, in epoch milliseconds, and what the metrics were then. */
export interface Moment {
  readonly at: number;
  readonly readings: Readings;
}

/**
 * The periods of which all metrics that came have a point, newest first; only the newest values, when they have no window.
 */
export function momentsOf(metrics: Metrics, readings: Readings): readonly Moment[] {
  const came = Object.entries(readings).flatMap(([name, reading]) => (reading ? [{ name, reading }] : []));
  const [first] = came;
  if (!first) return [{ at: 0, readings }];
  const newest = { at: first.reading.at.getTime(), readings };
  if (came.some(({ reading }) => !reading.series)) return [newest];
  const indexes = came.map(({ name, reading }) => ({ name, points: byMoment(reading) }));
  const [shortest, ...others] = indexes.map(({ points }) => points).sort((a, b) => a.size - b.size);
  const common = [...(shortest?.keys() ?? [])].filter((at) => others.every((points) => points.has(at)));
  if (common.length === 0) return [newest];
  common.sort((a, b) => b - a);
  return common.map((at) => {
    const all = came.every(({ reading }) => reading.at.getTime() === at);
    // Of parts, each has a newest point of its own.
    if (all) return { at, readings };
    const then = indexes.map(({ name, points }) => [name, readingAt(metrics[name], at, points.get(at) ?? [])] as const);
    return { at, readings: { ...readings, ...Object.fromEntries(then) } };
  });
}

interface PartValue {
  readonly part: string;
  readonly value: number;
}

function byMoment({ series = [] }: Reading): ReadonlyMap<number, readonly PartValue[]> {
  const moments = new Map<number, PartValue[]>();
  for (const { part = '', points } of series) {
    for (const { at, value } of points) {
      const there = moments.get(at);
      if (there) there.push({ part, value });
      else moments.set(at, [{ part, value }]);
    }
  }
  return moments;
}

function readingAt(metric: Metric | undefined, at: number, values: readonly PartValue[]): Reading | undefined {
  if (!metric) return undefined;
  const worse = worseFirst(metric);
  const sorted = [...values].sort((a, b) => worse(a.value, b.value));
  const [worst] = sorted;
  return worst && { value: worst.value, at: new Date(at), parts: metric.part === undefined ? [] : sorted };
}

/** What is judged, and how long it has been so. */
export interface Settled {
  readonly result: CheckResult;
  /** Of a failure: how many periods in a row it has been so, and since when, in epoch milliseconds. */
  readonly held?: { readonly periods: number; readonly since: number };
}

/**
 * Judges a window, newest period first:
 *
 * - **It fails now.** It is a failure when it was so for `raiseAfter` periods in a row, or when the finding is open: as
 *   grave as the mildest of these periods, so that one critical minute is no critical finding. Shorter than that, it passes
 *   when the period before is known to have passed, and is `unknown` when there are too few points to tell.
 * - **It passes now** (or does not apply). Without an open finding it passes. An open one recovers after `recoverAfter`
 *   such periods in a row, and is `unknown`, which neither raises nor clears, until then.
 * - **It cannot be told now**: `unknown`.
 *
 * What came and went within the window, and is over, raises nothing: nothing is left to do about it. Periods of which there
 * is no point, or of which it cannot be told, are left out of the count.
 *
 * @param periods how many there are, at least one
 * @param judge the verdict on a period, 0 being the newest one
 */
export function settle(
  periods: readonly { readonly at: number }[],
  judge: (index: number) => CheckResult,
  { raiseAfter, recoverAfter, open, severity }: Duration & { readonly open: boolean; readonly severity: Severity },
): Settled {
  const newest = judge(0);
  if (newest.verdict === 'unknown' || (newest.verdict !== 'fail' && !open)) return { result: newest };
  const failing = newest.verdict === 'fail';
  const run = [newest];
  let since = periods[0]?.at ?? 0;
  let before: CheckResult | undefined;
  for (let i = 1; i < periods.length && !before && (failing || run.length < recoverAfter); i++) {
    const result = judge(i);
    if (result.verdict === 'unknown') continue;
    if ((result.verdict === 'fail') === failing) {
      run.push(result);
      since = periods[i]?.at ?? since;
    } else before = result;
  }
  if (!failing) {
    if (run.length >= recoverAfter) return { result: newest };
    return { result: { verdict: 'unknown', reason: tooFew('recover', run.length, recoverAfter) } };
  }
  if (run.length >= raiseAfter || open) {
    const gravity = (one: CheckResult) =>
      SEVERITIES.indexOf((one.verdict === 'fail' ? one.severity : undefined) ?? severity);
    const counted = run.slice(0, raiseAfter);
    const mildest = counted.reduce((a, b) => (gravity(b) > gravity(a) ? b : a));
    return { result: mildest, held: { periods: run.length, since } };
  }
  return { result: before ?? { verdict: 'unknown', reason: tooFew('raise', run.length, raiseAfter) } };
}

function tooFew(what: 'raise' | 'recover', periods: number, needed: number) {
  return what === 'raise'
    ? {
        zh: `只有 ${periods} 个统计周期的数据，均异常；连续 ${needed} 个周期异常才报告`,
        en: `there are points of ${periods} periods only, all of them bad; it is reported after ${needed} in a row`,
      }
    : {
        zh: `已正常 ${periods} 个统计周期，连续 ${needed} 个周期正常才恢复`,
        en: `it has been well for ${periods} periods, and recovers after ${needed} in a row`,
      };
}
