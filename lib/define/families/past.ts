/** Families that judge the past of metrics: sudden changes, forecasts, idleness. */
import type { AnyAsset, AssetIdentity } from '../../model/asset';
import { DAY, HOUR } from '../../model/time';
import type { Severity } from '../../model/severity';
import type { Text } from '../../model/text';
import { detector, type Change, type Point } from '../../trend';
import { defineChecker, type Category, type Checker, type CheckerSpec, type Reason } from '../checker';
import type { Metric, Reading, Series } from '../metric';
import { integerParam, numberParam, type Param } from '../params';
import { round, type Facts } from './facts';

/** Each point is the average of an hour: 50 assets over a week are 6 calls per metric. */
const HOURLY = 3600;
const POINTS_PER_DAY = DAY / HOUR;

/** The metrics of a list that fit an asset: of those that measure one thing by a name per kind of asset. */
function fitting<A extends AssetIdentity>(metrics: readonly Metric[], asset: A): readonly Metric[] {
  return metrics.filter(({ when }) => when?.(asset as AssetIdentity as AnyAsset) ?? true);
}

const NO_METRIC: Text = { zh: '没有适用于该资产的监控指标', en: 'no metric is known for an asset of this kind' };

function noPast(metrics: readonly Metric[]): Text {
  const names = metrics.map(({ metric }) => metric).join(' / ');
  return {
    zh: `云监控没有该资产 ${names} 的历史数据`,
    en: `CloudMonitor has no history of ${names} for it`,
  };
}

function tooLittle(metrics: readonly Metric[]): Text {
  const names = metrics.map(({ metric }) => metric).join(' / ');
  return { zh: `${names} 的历史数据太少，无法判断`, en: `too little history of ${names} to judge` };
}

type Named = Readonly<Record<string, Metric>>;
type Pasts = Readonly<Record<string, Reading | undefined>>;

function named(metrics: readonly Metric[]): Named {
  return Object.fromEntries(metrics.map((metric) => [metric.id, metric]));
}

/** The first of some metrics of one thing that has a past, and its series. */
function pastOfAny(metrics: readonly Metric[], readings: Pasts) {
  for (const metric of metrics) {
    const series = readings[metric.id]?.series;
    if (series && series.length > 0) return { metric, series };
  }
  return undefined;
}

type ChangeParams = {
  readonly days: Param<number>;
  readonly sensitivity: Param<number>;
  readonly least: Param<number>;
  readonly percent: Param<number>;
};
type ChangeMessages = { readonly up: Text; readonly down: Text };

/**
 * A metric that suddenly differs from what the same asset usually has at this hour of day. The history is the asset's
 * own; with less than a day of it, nothing can be told. The messages may use `{{id}}`, `{{value}}`, `{{expected}}`,
 * `{{metric}}` and `{{part}}`.
 *
 * @param facts.metrics each judged by itself, and the greatest change is told. Those with `when` are names of one thing,
 * one per kind of asset: one of them must answer. Of the others, each must.
 */
export function defineChangeChecker<A extends AssetIdentity>(
  facts: Facts<A> & {
    readonly metrics: readonly [Metric, ...Metric[]];
    readonly category?: Category;
    readonly severity?: Severity;
    /** The least change that matters, in the unit of the metrics, and the most that it can be set to. */
    readonly least: number;
    readonly most: number;
    /** The least change that matters, in percent of the lower value: 100 is double or half. */
    readonly percent: number;
    readonly messages: ChangeMessages;
    readonly skip?: (asset: A) => Reason | undefined;
  },
): Checker<A, ChangeParams, Record<never, never>, Named, ChangeMessages> {
  const { metrics, least, most, percent, skip, ...rest } = facts;
  const unit = metrics[0].unit;
  const spec: CheckerSpec<A, ChangeParams, Record<never, never>, Named, ChangeMessages> = {
    ...rest,
    severity: facts.severity ?? 'warning',
    category: facts.category ?? 'change',
    params: {
      days: integerParam({
        default: 7,
        min: 2,
        max: 30,
        unit: 'd',
        help: { zh: '与之前多少天的同一时段相比', en: 'Compared with the same hour of so many days before' },
      }),
      sensitivity: numberParam({
        default: 6,
        min: 3,
        max: 50,
        help: {
          zh: '变化达到平常波动的多少倍才报告，越大越不敏感',
          en: 'Only a change of at least so many times the usual scatter; a higher value reports less',
        },
      }),
      least: numberParam({
        default: least,
        min: 0,
        max: most,
        unit,
        help: { zh: '变化不小于此值才报告', en: 'Only a change of at least this much' },
      }),
      percent: numberParam({
        default: percent,
        min: 0,
        max: 10_000,
        unit: '%',
        help: {
          zh: '变化不小于前后较低值的此百分比才报告；100 即翻倍或减半',
          en: 'Only a change of at least this share of the lower value; 100 is double or half',
        },
      }),
    },
    metrics: named(metrics),
    history: ({ days }) => ({ hours: days * POINTS_PER_DAY, period: HOURLY }),
    check(asset, { params, metrics: readings, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset);
      if (why !== undefined) return skipped(why);
      const judged = fitting(metrics, asset);
      if (judged.length === 0) return unknown(NO_METRIC);
      const options = {
        recent: 2 * HOUR,
        sensitivity: params.sensitivity,
        least: params.least,
        share: params.percent / 100,
      };
      const changes: { readonly metric: Metric; readonly part: string | undefined; readonly change: Change }[] = [];
      const silent: Metric[] = [];
      const brief: Metric[] = [];
      for (const metric of judged) {
        const series = readings[metric.id]?.series;
        if (!series) silent.push(metric);
        for (const { part, points } of series ?? []) {
          const change = detector.change(points, options);
          if (change.kind === 'too-little') brief.push(metric);
          else changes.push({ metric, part, change });
        }
      }
      const [worst] = changes
        .filter(({ change }) => change.kind !== 'steady')
        .sort((a, b) => sizeOf(b.change) - sizeOf(a.change));
      if (worst && worst.change.kind !== 'steady') {
        const { metric, part, change } = worst;
        return fail(change.kind === 'up' ? 'up' : 'down', {
          id: asset.id,
          name: asset.name,
          metric: metric.metric,
          value: round(change.value),
          expected: round(change.expected),
          unit: metric.unit,
          ...(part === undefined ? {} : { part }),
        });
      }
      if (changes.length === 0 && silent.length > 0) return unknown(noPast(silent));
      if (silent.some(({ when }) => when === undefined)) return unknown(noPast(silent));
      return brief.length > 0 ? unknown(tooLittle(brief)) : pass();
    },
  };
  return defineChecker(spec);
}

function sizeOf({ value, expected }: Change): number {
  return Math.abs(value - expected);
}

type ForecastParams = {
  readonly days: Param<number>;
  readonly criticalDays: Param<number>;
  readonly full: Param<number>;
  readonly window: Param<number>;
};
type ForecastMessages = { readonly filling: Text };

/** So many points of a window must be there, and a growth is believed after so many days. */
const LEAST_SHARE = 0.5;
const LEAST_GROWTH_DAYS = 2;

/**
 * What fills up: how many days are left until a level is reached, if it grows as it did. The message may use `{{id}}`,
 * `{{part}}`, `{{value}}` (now), `{{days}}`, `{{perDay}}` and `{{full}}`.
 *
 * @param facts.metrics the first that fits the asset (`when`) and has a past is judged, each of its parts by itself
 */
export function defineForecastChecker<A extends AssetIdentity>(
  facts: Facts<A> & {
    readonly metrics: readonly [Metric, ...Metric[]];
    readonly days?: number;
    readonly criticalDays?: number;
    readonly messages: ForecastMessages;
    readonly skip?: (asset: A) => Reason | undefined;
    /** What to say when the metric has no data. */
    readonly missing?: Reason;
  },
): Checker<A, ForecastParams, Record<never, never>, Named, ForecastMessages> {
  const { metrics, days = 7, criticalDays = 2, skip, missing, ...rest } = facts;
  const { unit } = metrics[0];
  const spec: CheckerSpec<A, ForecastParams, Record<never, never>, Named, ForecastMessages> = {
    ...rest,
    severity: 'warning',
    severities: ['critical'],
    category: 'capacity',
    params: {
      days: numberParam({
        default: days,
        min: 0.5,
        max: 90,
        unit: 'd',
        help: { zh: '预计不到此天数写满为警告', en: 'A warning when it is full in no more than this many days' },
      }),
      criticalDays: numberParam({
        default: criticalDays,
        min: 0,
        max: 90,
        unit: 'd',
        help: { zh: '预计不到此天数写满为紧急', en: 'Critical when it is full in no more than this many days' },
      }),
      full: numberParam({
        default: 100,
        min: 50,
        max: 100,
        unit,
        help: { zh: '达到此值视为写满', en: 'What counts as full' },
      }),
      window: integerParam({
        default: 7,
        min: 3,
        max: 30,
        unit: 'd',
        help: { zh: '按最近多少天的增长预测', en: 'The forecast follows the growth of so many days' },
      }),
    },
    validate: (params) =>
      params.criticalDays > params.days
        ? `criticalDays (${params.criticalDays}) is above days (${params.days})`
        : undefined,
    metrics: named(metrics),
    history: ({ window }) => ({ hours: window * POINTS_PER_DAY, period: HOURLY }),
    check(asset, { params, metrics: readings, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset);
      if (why !== undefined) return skipped(why);
      const judged = fitting(metrics, asset);
      if (judged.length === 0) return unknown(NO_METRIC);
      const past = pastOfAny(judged, readings);
      if (!past) return unknown(missing ?? noPast(judged));
      const span = Math.min(LEAST_GROWTH_DAYS, params.window * LEAST_SHARE) * DAY;
      const { counts } = past.metric;
      const series = past.series.filter(({ part }) => part === undefined || !counts || counts(part));
      if (series.length === 0) return unknown(missing ?? noPast(judged));
      const forecasts = series.map(({ part, points }) => ({
        part,
        now: points.at(-1)?.value ?? 0,
        ...detector.forecast(points, { full: params.full, span }),
      }));
      const filling = forecasts.flatMap((one) => (one.kind === 'filling' ? [one] : [])).sort((a, b) => a.days - b.days);
      const [worst] = filling;
      if (worst && worst.days <= params.days) {
        const severe = worst.days <= params.criticalDays;
        return fail(
          'filling',
          {
            id: asset.id,
            name: asset.name,
            value: round(worst.now),
            unit: past.metric.unit,
            days: Math.round(worst.days * 10) / 10,
            perDay: round(worst.perDay),
            full: params.full,
            threshold: severe ? params.criticalDays : params.days,
            ...(worst.part === undefined ? {} : { part: worst.part }),
          },
          severe ? 'critical' : undefined,
        );
      }
      return forecasts.some(({ kind }) => kind === 'too-little') ? unknown(tooLittle([past.metric])) : pass();
    },
  };
  return defineChecker(spec);
}

/** One thing that an idle asset has hardly any of. */
export interface IdleSignal {
  /** Of the same unit. By themselves: the first that fits the asset and has a past; with `add`, all of them together. */
  readonly metrics: readonly [Metric, ...Metric[]];
  readonly add?: true;
  /** What the metrics are multiplied with to be compared with the level. */
  readonly times?: number;
  /** Idle is at or below this. */
  readonly level: number;
  readonly max: number;
  /** Of the level; the metrics' own when absent. */
  readonly unit?: string;
  readonly help: Text;
}

export type IdleSignals = Readonly<Record<string, IdleSignal>>;
type IdleParams<S extends IdleSignals> = { readonly [N in keyof S]: Param<number> } & {
  readonly hours: Param<number>;
  readonly percent: Param<number>;
};
type IdleMessages = { readonly idle: Text };

/** So much of the window must have points: an asset that was off for a while says little. */
const IDLE_COVERAGE = 0.9;

/**
 * An asset that does next to nothing and costs money: every signal is at or below its level in (nearly) every hour of
 * the window. Each signal is a parameter by its own name. An asset younger than the window is left alone. The message may use
 * `{{id}}`, `{{days}}` and `{{signals}}` (what the hours were like, such as `cpu: 1.2 %`).
 */
export function defineIdleChecker<A extends AssetIdentity, const S extends IdleSignals>(
  facts: Facts<A> & {
    readonly signals: S;
    /** The window, in hours. */
    readonly hours: number;
    /** The share of these hours that must be idle; all of them when absent. A job a day keeps 4 % busy. */
    readonly percent?: number;
    readonly createdAt: (asset: A) => Date | undefined;
    readonly message: Text;
    readonly skip?: (asset: A) => Reason | undefined;
    /** Why it cannot be told whether the checker applies to an asset. */
    readonly unclear?: (asset: A) => Reason | undefined;
  },
): Checker<A, IdleParams<S>, Record<never, never>, Named, IdleMessages> {
  const { signals, hours, percent = 100, createdAt, message, skip, unclear, ...rest } = facts;
  const all = Object.entries<IdleSignal>(signals);
  const spec: CheckerSpec<A, IdleParams<S>, Record<never, never>, Named, IdleMessages> = {
    ...rest,
    severity: 'warning',
    category: 'cost',
    params: {
      ...Object.fromEntries(
        all.map(([name, { level, max, unit, help, metrics }]) => [
          name,
          numberParam({ default: level, min: 0, max, unit: unit ?? metrics[0].unit, help }),
        ]),
      ),
      hours: integerParam({
        default: hours,
        min: 24,
        max: 720,
        unit: 'h',
        help: { zh: '持续多少小时才算闲置', en: 'Idle for so many hours' },
      }),
      percent: numberParam({
        default: percent,
        min: 50,
        max: 100,
        unit: '%',
        help: {
          zh: '至少此比例的小时都低于阈值才算闲置',
          en: 'Idle when at least this share of the hours is below the levels',
        },
      }),
    } as unknown as IdleParams<S>,
    metrics: named(all.flatMap(([, signal]) => signal.metrics)),
    messages: { idle: message },
    history: (params) => ({ hours: (params as IdleValues).hours, period: HOURLY }),
    check(asset, { params, metrics: readings, now, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset);
      if (why !== undefined) return skipped(why);
      const doubtful = unclear?.(asset);
      if (doubtful !== undefined) return unknown(doubtful);
      const values = params as IdleValues;
      const created = createdAt(asset);
      if (!created) return unknown({ zh: '应答中没有创建时间', en: 'no creation time in the answer' });
      if (now.getTime() - created.getTime() < values.hours * HOUR)
        return skipped({
          zh: `创建不足 ${values.hours} 小时`,
          en: `created less than ${values.hours} hours ago`,
        });
      const seen: string[] = [];
      let doubt: Text | undefined;
      for (const [name, signal] of all) {
        const metrics = fitting(signal.metrics, asset);
        if (metrics.length === 0) return unknown(NO_METRIC);
        const points = pointsOf(metrics, signal.add ?? false, readings);
        if (!points) {
          doubt ??= noPast(metrics);
          continue;
        }
        const level = values[name] ?? 0;
        const times = signal.times ?? 1;
        const below = points.filter(({ value }) => value * times <= level).length;
        const least = (values.percent / 100) * values.hours;
        // Busy for longer than it may be: nothing that is missing could change that.
        if (points.length - below > values.hours - least) return pass();
        if (points.length < values.hours * IDLE_COVERAGE) doubt ??= tooLittle(metrics);
        const mean = points.reduce((sum, { value }) => sum + value * times, 0) / points.length;
        seen.push(`${name}: ${round(mean)} ${signal.unit ?? metrics[0]?.unit ?? ''}`.trimEnd());
      }
      if (doubt) return unknown(doubt);
      return fail('idle', {
        id: asset.id,
        name: asset.name,
        days: Math.round((values.hours / 24) * 10) / 10,
        signals: seen,
      });
    },
  };
  return defineChecker(spec);
}

type IdleValues = Readonly<Record<string, number>> & { readonly hours: number; readonly percent: number };

/** One line of points: the busiest part, of one metric or of several together; `undefined` when one of them has none. */
function pointsOf(metrics: readonly Metric[], add: boolean, readings: Pasts): readonly Point[] | undefined {
  if (!add) {
    const past = pastOfAny(metrics, readings);
    return past && busiest(past.series);
  }
  const lines = metrics.map(({ id }) => readings[id]?.series);
  const sums = new Map<number, { count: number; value: number }>();
  for (const line of lines) {
    if (!line) return undefined;
    for (const { at, value } of busiest(line)) {
      const sum = sums.get(at) ?? { count: 0, value: 0 };
      sums.set(at, { count: sum.count + 1, value: sum.value + value });
    }
  }
  return [...sums].flatMap(([at, { count, value }]) => (count === lines.length ? [{ at, value }] : []));
}

function busiest(series: readonly Series[]): readonly Point[] {
  const [only] = series;
  if (only && series.length === 1) return only.points;
  const most = new Map<number, number>();
  for (const { at, value } of series.flatMap(({ points }) => points)) {
    most.set(at, Math.max(value, most.get(at) ?? -Infinity));
  }
  return [...most].map(([at, value]) => ({ at, value }));
}
