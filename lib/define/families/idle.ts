/** The family of what does next to nothing. */
import type { AssetIdentity } from '../../model/asset';
import { HOUR } from '../../model/time';
import type { Text } from '../../model/text';
import type { Point } from '../../trend';
import { defineChecker, type Checker, type CheckerSpec, type Reason } from '../checker';
import type { Metric, Series } from '../metric';
import { integerParam, numberParam, type Param } from '../params';
import { round, type Facts } from './facts';
import { fitting, HOURLY, named, NO_METRIC, noPast, pastOfAny, tooLittle, type Named, type Pasts } from './past';
import { NO_FIX } from './no-fix';

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
    noFix: NO_FIX.idle,
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
        title: { zh: '闲置时长', en: 'How long it is idle' },
        default: hours,
        min: 24,
        max: 720,
        unit: 'h',
        help: { zh: '持续多少小时才算闲置', en: 'Idle for so many hours' },
      }),
      percent: numberParam({
        title: { zh: '闲置比例', en: 'Share of idle hours' },
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
