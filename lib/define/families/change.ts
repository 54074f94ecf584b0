/** The family of sudden changes. */
import type { AssetIdentity } from '../../model/asset';
import { HOUR } from '../../model/time';
import type { Severity } from '../../model/severity';
import type { Text } from '../../model/text';
import { detector, type Change } from '../../trend';
import { defineChecker, type Category, type Checker, type CheckerSpec, type Reason } from '../checker';
import type { Metric } from '../metric';
import { integerParam, numberParam, type Param } from '../params';
import { round, type Facts } from './facts';
import { fitting, HOURLY, named, NO_METRIC, noPast, POINTS_PER_DAY, tooLittle, type Named } from './past';

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
