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
import { NO_FIX } from './no-fix';

type ForecastParams = {
  readonly days: Param<number>;
  readonly criticalDays: Param<number>;
  readonly full: Param<number>;
  readonly window: Param<number>;
};
type ForecastMessages = { readonly filling: Text };

/** A growth is believed after so many days. */
const LEAST_GROWTH_DAYS = 3;
/** The days left are said as a range that holds in four of five cases; it is critical by where three of five are. */
const CONFIDENCE = 80;
const LIKELY = 20;

/**
 * What fills up: how many days are left until a level is reached, if it goes on as it has done for weeks. The message may use
 * `{{id}}`, `{{part}}`, `{{value}}` (now), `{{days}}`, `{{low}}` and `{{high}}` (their range; `high` is `∞` where it may as well
 * stop), `{{perDay}}` and `{{full}}`. It is critical when few days are left and even the later end of the likely range is within
 * the days of a warning.
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
    noFix: NO_FIX.filling,
    ...rest,
    severity: 'warning',
    severities: ['critical'],
    category: 'capacity',
    params: {
      days: numberParam({
        title: { zh: '提前警告', en: 'Days until full, warning' },
        default: days,
        min: 0.5,
        max: 90,
        unit: 'd',
        help: { zh: '预计不到此天数写满为警告', en: 'A warning when it is full in no more than this many days' },
      }),
      criticalDays: numberParam({
        title: { zh: '提前紧急', en: 'Days until full, critical' },
        default: criticalDays,
        min: 0,
        max: 90,
        unit: 'd',
        help: {
          zh: '预计不到此天数写满，且较晚的估计也在警告天数之内，为紧急',
          en: 'Critical when it is full in no more than this many days, and even by a late estimate within those of a warning',
        },
      }),
      full: numberParam({
        title: { zh: '写满的标准', en: 'What counts as full' },
        default: 100,
        min: 50,
        max: 100,
        unit,
        help: { zh: '达到此值视为写满', en: 'What counts as full' },
      }),
      window: integerParam({
        title: { zh: '参照天数', en: 'Days looked at' },
        default: 28,
        min: 7,
        max: 31,
        unit: 'd',
        help: {
          zh: '按最近多少天的变化预测；清理、轮转与工作日的规律要几周才看得出，云监控保留 31 天的小时数据',
          en: 'The forecast follows so many days: clean-ups, rotations and working days take weeks to be seen. CloudMonitor keeps 31 days of hours',
        },
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
      const options = { full: params.full, span: LEAST_GROWTH_DAYS * DAY };
      const { counts } = past.metric;
      const series = past.series.filter(({ part }) => part === undefined || !counts || counts(part));
      if (series.length === 0) return unknown(missing ?? noPast(judged));
      const forecasts = series.map(({ part, points }) => ({
        part,
        points,
        now: points.at(-1)?.value ?? 0,
        ...detector.forecast(points, { ...options, confidence: CONFIDENCE }),
      }));
      const filling = forecasts.flatMap((one) => (one.kind === 'filling' ? [one] : [])).sort((a, b) => a.days - b.days);
      const [worst] = filling;
      if (worst && worst.days <= params.days) {
        const likely = detector.forecast(worst.points, { ...options, confidence: LIKELY });
        const severe = worst.days <= params.criticalDays && likely.kind === 'filling' && likely.high <= params.days;
        return fail(
          'filling',
          {
            id: asset.id,
            name: asset.name,
            value: round(worst.now),
            unit: past.metric.unit,
            days: tenths(worst.days),
            low: tenths(worst.low),
            high: worst.high === Infinity ? '∞' : tenths(worst.high),
            perDay: worst.perDay < 1 ? round(worst.perDay) : tenths(worst.perDay),
            full: params.full,
            // In the unit of the value, as both are shown side by side; how many days are too few is in the parameters.
            threshold: params.full,
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

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
