import type { AnyAsset } from '../model/asset';
import type { Text } from '../model/text';
import { HOUR, MINUTE } from '../model/time';
import type { Point } from '../trend';
import type { AnyCollector } from './collector';

export type Statistic = 'Average' | 'Maximum' | 'Minimum' | 'Value' | 'Sum' | 'Count';

/** A CloudMonitor metric of a collector's assets. Facts only. */
export interface Metric {
  /** Product and noun, such as `ecs-cpu`. */
  readonly id: string;
  readonly title: Text;
  /** Whose metric it is. */
  readonly of: AnyCollector;
  /** Such as `acs_ecs_dashboard`. */
  readonly namespace: string;
  /** Such as `CPUUtilization`. */
  readonly metric: string;
  readonly statistic: Statistic;
  /** Seconds; must be one of the metric's documented periods. */
  readonly period: 15 | 60 | 300 | 900 | 3600;
  /** The dimension that holds the asset's id. */
  readonly dimension: string;
  /** The dimension that tells several points of one asset apart, such as `device`; several with a slash between them, such as `logstore/status`. */
  readonly part?: string;
  /** Which parts are judged; all when absent. A read-only image is always full. */
  readonly counts?: (part: string) => boolean;
  readonly unit: string;
  /**
   * The values that it can have; a point outside of them is not read, and says so. When absent: 0 and more, and with the
   * unit `%` no more than 1,000, because a share of a limit (a specification, a bandwidth) may exceed it. A share of a
   * whole (of time, of requests, of a file system) declares `[0, 100]`.
   */
  readonly range?: readonly [least: number, most: number];
  /**
   * Which of two values is worse: the higher one (a load), or the lower one (an availability, free space). Of two points
   * of one moment the worse one counts. When absent: higher, and lower with the statistic `Minimum`.
   */
  readonly worse?: 'higher' | 'lower';
  /** Which assets have it (an engine, an architecture); all when absent. The others are not asked for. */
  readonly when?: (asset: AnyAsset) => boolean;
  /** The region whose CloudMonitor has it, of assets that are listed without one; theirs when absent. */
  readonly region?: (asset: AnyAsset) => string | undefined;
  /** Its past is read, not its newest value alone. Set by a checker's `history`. */
  readonly history?: Pick<History, 'hours' | 'keeps'>;
  /** So many of its newest periods are read; the newest point alone when absent. Set by a checker's `raiseAfter`. */
  readonly window?: number;
}

/** The metrics of a checker by its names for them. */
export type Metrics = Readonly<Record<string, Metric>>;

/** How much of the past a checker looks at, and in what steps. */
export interface History {
  /** Back from now; at most what one question may span, which is 31 days. */
  readonly hours: number;
  /** Seconds between points. Each 1,440 points of a metric are a call. */
  readonly period: 60 | 300 | 900 | 3600;
  /**
   * The checker keeps what it has learned (see `kept` of its context), and wants only the points since. Says of which kind
   * it is, such as a version and what it depends on: what is kept of another kind is learned anew.
   */
  readonly keeps?: string;
}

/** What a checker keeps of a metric of an asset. */
export interface KeptPast {
  /** All points before it, epoch milliseconds, have been seen; those from then on are read next. */
  readonly until: number;
  readonly lines: readonly KeptLine[];
}

/** Of a part of it, where it has parts. */
export interface KeptLine {
  readonly part?: string;
  readonly body: Uint8Array;
}

/** By the checker's names for its metrics. */
export type KeptPasts = Readonly<Record<string, KeptPast | undefined>>;

/** The past of one metric of one asset, or of one part of it. */
export interface Series {
  readonly part?: string;
  /** Oldest first, one per moment, of whole periods only; where the cloud has none there is a gap. */
  readonly points: readonly Point[];
}

/** The newest value of a metric for one asset. */
export interface Reading {
  /** With parts, the worst of them. */
  readonly value: number;
  readonly at: Date;
  /** One entry per part (such as a device), worst first; empty for a metric without parts. */
  readonly parts: readonly { readonly part: string; readonly value: number }[];
  /** Where a past or a window is read: a series per part, at least one, each with at least one point. */
  readonly series?: readonly Series[];
}

/**
 * Declares a metric.
 *
 * @example
 * export const cpu = defineMetric({
 *   id: 'ecs-cpu', of: instances, title: { zh: 'CPU 使用率', en: 'CPU utilisation' }, unit: '%',
 *   namespace: 'acs_ecs_dashboard', metric: 'CPUUtilization', statistic: 'Average', period: 900, dimension: 'instanceId',
 * });
 */
export function defineMetric(metric: Metric): Metric {
  if (!/^acs_\w+$/.test(metric.namespace)) {
    throw new TypeError(`metric ${metric.id}: namespace "${metric.namespace}" is not of the form acs_ecs_dashboard`);
  }
  const [least, most] = metric.range ?? [0, 1];
  if (!(least < most)) throw new TypeError(`metric ${metric.id}: a range from ${least} to ${most} holds nothing`);
  return Object.freeze({ ...metric });
}

/** Compares two values of a metric: below 0 when the first one is worse. */
export function worseFirst({ worse, statistic }: Metric): (a: number, b: number) => number {
  const lower = worse === undefined ? statistic === 'Minimum' : worse === 'lower';
  return lower ? (a, b) => a - b : (a, b) => b - a;
}

const MOST_HOURS = 31 * 24;

/** The same metric with its past. Those of one metric and period have the same id, so that they are read once. */
export function pastOf(metric: Metric, { hours, period, keeps }: History): Metric {
  if (!(hours * 3600 >= 2 * period) || hours > MOST_HOURS) {
    throw new TypeError(`metric ${metric.id}: a history of ${hours} hours is not from 2 points to ${MOST_HOURS} hours`);
  }
  // What is read from the last run on is not what is read as a whole.
  const [kind, history] = keeps === undefined ? ['history', { hours }] : ['since', { hours, keeps }];
  return Object.freeze({ ...metric, id: `${metric.id}-${kind}-${period}`, period, history });
}

type Spanned = Pick<Metric, 'period' | 'history'>;

/** From when to when (without the end) the points of a metric's past are: whole periods that have ended. */
export function spanOf({ period, history }: Spanned, now: Date): { readonly from: number; readonly to: number } {
  const step = period * 1000;
  const to = Math.floor(now.getTime() / step) * step;
  return { from: to - (history?.hours ?? 0) * HOUR, to };
}

/** A reading without what is older than the metric asks for; `undefined` when nothing of it is left. */
export function withinSpan(metric: Metric, reading: Reading, now: Date): Reading | undefined {
  if (!metric.history || !reading.series) return reading;
  const { from } = spanOf(metric, now);
  if (reading.series.every(({ points }) => (points[0]?.at ?? from) >= from)) return reading;
  const series = reading.series
    .map((one) => ({ ...one, points: one.points.filter(({ at }) => at >= from) }))
    .filter(({ points }) => points.length > 0);
  return series.length > 0 ? { ...reading, series } : undefined;
}

/** For so long after its end an average may still change: CloudMonitor's points come some minutes late. */
const LATE = 15 * MINUTE;
/** A series without a point for so many periods is gone, such as a file system that was unmounted. */
export const STALE_PERIODS = 3;

/** From when on (epoch milliseconds) the points of a metric may still change, or come: they are read again by the next run. */
export function settledOf({ period }: Spanned, now: Date): number {
  const step = period * 1000;
  return Math.floor((now.getTime() - LATE) / step) * step;
}

/**
 * From when on the points of a metric are wanted that is kept until then; `undefined` where it has to be read as a whole,
 * because nothing is kept or because that is too old.
 */
export function sinceOf(metric: Spanned, kept: KeptPast | undefined, now: Date): number | undefined {
  return kept && kept.until >= spanOf(metric, now).from ? kept.until : undefined;
}
