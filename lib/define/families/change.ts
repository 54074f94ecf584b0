/** The family of what is unusual for an asset. */
import type { AssetIdentity } from '../../model/asset';
import type { Severity } from '../../model/severity';
import type { Text } from '../../model/text';
import { detector } from '../../trend';
import { defineChecker, type Category, type Checker, type CheckerSpec, type Reason } from '../checker';
import type { Metric } from '../metric';
import { integerParam, numberParam, type Param } from '../params';
import type { CheckResult } from '../result';
import type { Facts } from './facts';
import { keptLinesOf, keptOf, phaseOf, spannedBy, timesOf } from './going-on';
import { fitting, named, NO_METRIC, noPast, tooLittle, type Named } from './past';
import { budgetParam, changeMessages, judgeLines, type ChangeMessages } from './unusual';
import { NO_FIX } from './no-fix';

type ChangeParams = {
  readonly days: Param<number>;
  readonly budget: Param<number>;
  readonly least: Param<number>;
  readonly percent: Param<number>;
};

/**
 * A metric that differs from what the same asset has at like moments: the hour of the last days, the weekday and hour of the
 * last weeks. The history is the asset's own; with less than two weeks of it, nothing can be told. While a finding is open it is
 * held against what was usual before it, so that a fault that lasts is one fault, and the return is its recovery.
 *
 * @param facts.what the subject of the messages, which may use `{{id}}`, `{{metric}}` and `{{part}}`
 * @param facts.metrics each judged by itself, and the least usual one is reported. Those with `when` are names of one thing,
 * one per kind of asset: one of them must answer. Of the others, each must.
 */
export function defineChangeChecker<A extends AssetIdentity>(
  facts: Facts<A> & {
    readonly metrics: readonly [Metric, ...Metric[]];
    readonly category?: Category;
    /** What is unusual may be no fault: `critical` is not offered. */
    readonly severity?: Exclude<Severity, 'critical'>;
    /** The least change that matters, in the unit of the metrics, and the most that it can be set to. */
    readonly least: number;
    readonly most: number;
    /** The least change that matters, in percent of the lower value: 100 is double or half. */
    readonly percent: number;
    readonly what: Text;
    readonly skip?: (asset: A) => Reason | undefined;
  },
): Checker<A, ChangeParams, Record<never, never>, Named, ChangeMessages> {
  const { metrics, least, most, percent, skip, what, ...rest } = facts;
  const unit = metrics[0].unit;
  const spec: CheckerSpec<A, ChangeParams, Record<never, never>, Named, ChangeMessages> = {
    noFix: NO_FIX.change,
    ...rest,
    messages: changeMessages(what),
    severity: facts.severity ?? 'warning',
    category: facts.category ?? 'change',
    params: {
      days: integerParam({
        title: { zh: '对比天数', en: 'Days compared with' },
        default: 31,
        min: 21,
        max: 31,
        unit: 'd',
        help: { zh: '与之前多少天的同类时段相比', en: 'Compared with like moments of so many days before' },
      }),
      budget: budgetParam(),
      least: numberParam({
        title: { zh: '最小变化', en: 'Least change' },
        default: least,
        min: 0,
        max: most,
        unit,
        help: { zh: '变化不小于此值才报告', en: 'Only a change of at least this much' },
      }),
      percent: numberParam({
        title: { zh: '最小变化比例', en: 'Least change, as a share' },
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
    history: ({ days }) => ({ ...spannedBy(days), keeps: `${detector.keeps} ${days}d` }),
    check(asset, { params, now, metrics: readings, kept, openData, accepted, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset);
      if (why !== undefined) return skipped(why);
      const judged = fitting(metrics, asset);
      if (judged.length === 0) return unknown(NO_METRIC);
      const times = timesOf(params.days, now);
      const before = (metric: Metric) => (times.isOfUse(kept?.[metric.id]) ? kept?.[metric.id] : undefined);
      const lines = judged.flatMap((metric) => keptLinesOf(metric, readings[metric.id], before(metric)));
      const options = { budget: params.budget, least: params.least, share: params.percent / 100 };
      const known = { openData, accepted, now, ...(kept && { settled: times.settled }), stale: times.stale };
      const { all, worst, brief } = judgeLines(lines, { ...options, phase: phaseOf(asset.id) }, known);
      const keep = kept && keptOf(judged, all, times);
      const keeping = (result: CheckResult): CheckResult => (keep ? { ...result, keep } : result);
      const spoken = new Set(all.flatMap(({ line, at = -Infinity }) => (at >= times.stale ? [line.of] : [])));
      const silent = judged.filter((metric) => !spoken.has(metric));
      if (worst) return keeping(fail(worst.kind, { id: asset.id, name: asset.name, ...worst.data }));
      if (spoken.size === 0 && silent.length > 0) return keeping(unknown(noPast(silent)));
      if (silent.some(({ when }) => when === undefined)) return keeping(unknown(noPast(silent)));
      return keeping(brief.length > 0 ? unknown(tooLittle(brief)) : pass());
    },
  };
  return defineChecker(spec);
}
