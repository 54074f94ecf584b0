/** The family of what fills up. */
import type { AssetIdentity } from '../../model/asset';
import { DAY } from '../../model/time';
import type { Text } from '../../model/text';
import { detector } from '../../trend';
import { defineChecker, type Checker, type CheckerSpec, type Reason } from '../checker';
import type { Metric } from '../metric';
import { integerParam, numberParam, type Param } from '../params';
import { round, type Facts } from './facts';
import { fitting, HOURLY, named, NO_METRIC, noPast, pastOfAny, POINTS_PER_DAY, tooLittle, type Named } from './past';

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
