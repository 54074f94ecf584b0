/** Families that judge the newest values of metrics. */
import type { AnyAsset, AssetIdentity } from '../../model/asset';
import type { Severity } from '../../model/severity';
import type { Text } from '../../model/text';
import {
  defineChecker,
  type Category,
  type Checker,
  type CheckerSpec,
  type Metrics,
  type Reason,
  type Related,
} from '../checker';
import type { Metric, Reading } from '../metric';
import { numberParam, type Param } from '../params';
import { dynamicOf } from './dynamic';
import { round, type Facts, type MetricParams, type RelatedFacts } from './facts';
import { above, compare, type AboveMessages, type Levels } from './levels';
import { NO_FIX } from './no-fix';

/** The metrics of a checker by its names for them: `value`, or the ids of a list. */
type MetricsOf<M extends Metric | readonly Metric[]> = M extends readonly Metric[]
  ? Readonly<Record<string, Metric>>
  : { value: Metric };

/**
 * A metric above a level: a warning level and a critical one. The value may be divided by a size of the asset (load by
 * cores). No data is `unknown`, never `pass`.
 *
 * `metric` may be a list where the cloud measures the same thing under a name per kind of asset (an engine, an
 * architecture): the first one whose `when` fits the asset and that has a reading is judged. The checker knows them by
 * their ids.
 *
 * The message may use `{{id}}`, `{{name}}`, `{{value}}`, `{{threshold}}`, `{{unit}}`; `{{part}}` and `{{parts}}` where the
 * metric always has parts, and `{{which}}` (the id, and the part where there is one) where it may have.
 */
export function defineMetricChecker<A extends AssetIdentity, M extends Metric | readonly [Metric, ...Metric[]]>(
  facts: Facts<A> & {
    readonly metric: M;
    readonly category?: Category;
    readonly severity?: Severity;
    readonly warning: number;
    readonly critical: number;
    /** Bounds of both levels; 0 to 100 when absent. */
    readonly min?: number;
    readonly max?: number;
    /** What the levels are multiplied with; `undefined` means the asset does not tell. */
    readonly times?: (asset: A) => number | undefined;
    readonly message: Text;
    /** Why the checker does not apply to an asset; `undefined` when it does. */
    readonly skip?: (asset: A) => Reason | undefined;
    /** Why it cannot be told whether the checker applies to an asset. */
    readonly unclear?: (asset: A) => Reason | undefined;
    /** What to say when the metric has no data. */
    readonly missing?: Reason;
    /** Where an asset may have nothing that is measured: without data it is skipped for this reason, unless a finding is open. */
    readonly silent?: Reason;
    /**
     * The most that the value alone is worth, where an asset of this kind may work with a high one; `undefined` when it
     * may be critical. `severities` then names all that the checker may answer beside `severity`.
     */
    readonly alone?: (asset: A, reading: Reading, criticalLevel: number) => Severity | undefined;
    /** Metrics of the same unit that say so too: with one of them above the critical level it is critical after all. */
    readonly signs?: readonly Metric[];
    readonly severities?: readonly Severity[];
  },
): Checker<A, MetricParams, Record<never, never>, MetricsOf<M>, { high: Text }> {
  const { metric, warning, critical, min = 0, max = 100, message, skip, unclear, missing, silent, ...others } = facts;
  const { times, alone, signs = [], severities = ['critical'], ...rest } = others;
  const named: readonly (readonly [string, Metric])[] = isList(metric)
    ? metric.map((each) => [each.id, each] as const)
    : [['value', metric]];
  const unit = times ? undefined : named[0]?.[1].unit;
  const dynamic = dynamicOf<A>({
    ...{ metrics: named, warning, max, unit, times, unclear },
    severity: facts.severity ?? 'warning',
  });
  return defineChecker({
    noFix: facts.category === 'availability' ? NO_FIX.symptom : NO_FIX.load,
    ...rest,
    dynamic,
    severity: facts.severity ?? 'warning',
    severities,
    category: facts.category ?? 'capacity',
    params: {
      warning: numberParam({
        default: warning,
        min,
        max,
        unit,
        help: { zh: '高于此值为警告', en: 'A warning above this value' },
      }),
      critical: numberParam({
        default: critical,
        min,
        max,
        unit,
        help:
          signs.length === 0
            ? { zh: '高于此值为紧急', en: 'Critical above this value' }
            : {
                zh: '高于此值，且连接数或 IOPS 的使用率也高于此值，为紧急',
                en: 'Critical above this value, when the use of connections or IOPS is above it too',
              },
      }),
    },
    metrics: Object.fromEntries([...named, ...signs.map((sign) => [sign.id, sign])]) as MetricsOf<M>,
    messages: { high: message },
    validate: (params) =>
      params.critical < params.warning
        ? `critical (${params.critical}) is below warning (${params.warning})`
        : undefined,
    check(asset, { params, metrics, openData, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset);
      if (why !== undefined) return skipped(why);
      const doubtful = unclear?.(asset);
      if (doubtful !== undefined) return unknown(doubtful);
      const readings: Readonly<Record<string, Reading | undefined>> = metrics;
      const fitting = named.filter(([, each]) => each.when?.(asset as AssetIdentity as AnyAsset) ?? true);
      if (fitting.length === 0)
        return unknown({ zh: '没有适用于该资产的监控指标', en: 'no metric is known for an asset of this kind' });
      const [name, judged] = fitting.find(([each]) => readings[each]) ?? fitting[0] ?? [];
      const reading = name === undefined || !judged ? undefined : counted(judged, readings[name]);
      if (!reading || !judged) {
        if (silent && !openData) return skipped(silent);
        const tried = fitting.map(([, each]) => each.metric).join(' / ');
        return unknown(
          missing ?? { zh: `云监控没有该资产最近的 ${tried} 数据`, en: `CloudMonitor has no recent ${tried} for it` },
        );
      }
      const factor = times ? times(asset) : 1;
      if (factor === undefined || factor <= 0)
        return unknown({ zh: '应答中没有用于比较的规格', en: 'the size to compare with is not in the answer' });
      const level =
        reading.value > params.critical * factor
          ? ('critical' as const)
          : reading.value > params.warning * factor
            ? ('warning' as const)
            : undefined;
      const worst = reading.parts[0]?.part;
      const which = worst === undefined ? asset.id : `${asset.id} (${worst})`;
      const data = {
        id: asset.id,
        name: asset.name,
        value: reading.value,
        unit: judged.unit,
        ...(message.en.includes('{{which}}') && { which }),
      };
      if (level === undefined) return pass({ ...data, threshold: params.warning * factor });
      const above = reading.parts.filter((part) => part.value > params.warning * factor);
      const pressed = signs.filter((sign) => (readings[sign.id]?.value ?? 0) > params.critical);
      const most = pressed.length > 0 ? undefined : alone?.(asset, reading, params.critical * factor);
      return fail(
        'high',
        {
          ...data,
          threshold: params[level] * factor,
          ...(pressed.length > 0 && {
            signs: pressed.map((sign) => `${sign.metric}: ${round(readings[sign.id]?.value ?? 0)}`),
          }),
          ...(worst === undefined ? {} : { part: worst, parts: above.map((p) => `${p.part}: ${round(p.value)}`) }),
        },
        most ?? (level === 'critical' ? 'critical' : undefined),
      );
    },
  });
}

/** A reading of the parts that are judged; `undefined` when there is none. */
function counted({ counts }: Metric, reading: Reading | undefined): Reading | undefined {
  if (!counts || !reading || reading.parts.length === 0) return reading;
  const parts = reading.parts.filter(({ part }) => counts(part));
  const [worst] = parts;
  return worst && { ...reading, value: worst.value, parts };
}

function isList(metric: Metric | readonly Metric[]): metric is readonly Metric[] {
  return Array.isArray(metric);
}

/**
 * Several metrics of the same unit, judged by the worst: a warning level and a critical one. A metric without data
 * never passes; one that is above its level fails whatever the others say. The message may speak of `{{metrics}}`
 * (those above the level), `{{value}}` and `{{threshold}}` (of the worst).
 */
export function defineMetricsChecker<
  A extends AssetIdentity,
  const M extends Metrics,
  R extends Related = Record<never, never>,
>(
  facts: Facts<A> &
    Levels & {
      readonly metrics: M;
      readonly related?: R;
      readonly category?: Category;
      /** Bounds of both levels; 0 to 100 when absent. */
      readonly min?: number;
      readonly max?: number;
      /** The unit of both levels; that of the metrics when absent. */
      readonly unit?: string;
      /** What the levels are multiplied with; `undefined` means the asset does not tell. */
      readonly times?: (asset: A) => number | undefined;
      readonly messages: AboveMessages;
      readonly skip?: (asset: A, related: RelatedFacts<R>) => Reason | undefined;
      /** Why it cannot be told which of the metrics an asset has. */
      readonly unclear?: (asset: A) => Reason | undefined;
    },
): Checker<A, MetricParams, R, M, AboveMessages> {
  const { warning, critical, min = 0, max = 100, unit, skip, unclear, times, ...rest } = facts;
  const units = unit ?? Object.values(facts.metrics)[0]?.unit;
  const dynamic = { metrics: Object.entries(facts.metrics), warning, max, unit: units, times };
  const spec: CheckerSpec<A, MetricParams, R, M, AboveMessages> = {
    noFix: facts.category === 'availability' ? NO_FIX.symptom : NO_FIX.load,
    ...rest,
    dynamic: dynamicOf<A>({ ...dynamic, severity: 'warning' }),
    severity: 'warning',
    severities: ['critical'],
    category: facts.category ?? 'capacity',
    params: {
      warning: numberParam({
        default: warning,
        min,
        max,
        unit: units,
        help: { zh: '任一指标高于此值为警告', en: 'A warning when any of the metrics is above this value' },
      }),
      critical: numberParam({
        default: critical,
        min,
        max,
        unit: units,
        help: { zh: '任一指标高于此值为紧急', en: 'Critical when any of the metrics is above this value' },
      }),
    },
    validate: (params) =>
      params.critical < params.warning
        ? `critical (${params.critical}) is below warning (${params.warning})`
        : undefined,
    check(asset, { params, metrics, related, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset, related);
      if (why !== undefined) return skipped(why);
      const doubtful = unclear?.(asset);
      if (doubtful !== undefined) return unknown(doubtful);
      const factor = times ? times(asset) : 1;
      if (factor === undefined || factor <= 0)
        return unknown({ zh: '应答中没有可供比较的容量', en: 'the capacity to compare with is not in the answer' });
      const { present, worst, missed } = compare(facts.metrics, metrics, asset);
      if (!worst && !missed) return skipped(NO_METRIC);
      const warningLevel = params.warning * factor;
      const criticalLevel = params.critical * factor;
      if (!worst || worst.value <= warningLevel) {
        return missed ? unknown(missed) : pass(worst && { id: asset.id, value: worst.value, threshold: warningLevel });
      }
      const severe = worst.value > criticalLevel;
      return fail(
        'above',
        {
          id: asset.id,
          name: asset.name,
          value: worst.value,
          unit: worst.metric.unit,
          threshold: severe ? criticalLevel : warningLevel,
          metrics: above(present, warningLevel),
        },
        severe ? 'critical' : undefined,
      );
    },
  };
  return defineChecker(spec);
}

/** Why something that has none of the metrics is not judged by them: without a value it is not well, either. */
const NO_METRIC: Text = { zh: '没有适用于它的指标', en: 'it has none of the metrics' };

type DropParams = { readonly threshold: Param<number> };

/**
 * Connections, packets or requests that a product dropped: any of its metrics above the threshold. The message may
 * speak of `{{metrics}}` (those above) and `{{threshold}}`.
 */
export function defineDropChecker<A extends AssetIdentity, const M extends Metrics>(
  facts: Facts<A> & {
    readonly metrics: M;
    readonly messages: AboveMessages;
    readonly skip?: (asset: A) => Reason | undefined;
    /** 0 when absent. */
    readonly threshold?: number;
    /** `error` when absent. */
    readonly severity?: Severity;
  },
): Checker<A, DropParams, Record<never, never>, M, AboveMessages> {
  const { skip, threshold = 0, severity = 'error', ...rest } = facts;
  const dynamic = { metrics: Object.entries(facts.metrics), max: 1_000_000_000, unit: undefined, severity };
  const spec: CheckerSpec<A, DropParams, Record<never, never>, M, AboveMessages> = {
    noFix: NO_FIX.dropped,
    ...rest,
    // Of what nothing is usual, a fifth of nothing would matter.
    dynamic: dynamicOf<A>({ ...dynamic, warning: Math.max(threshold, 5) }),
    severity,
    category: 'capacity',
    params: {
      threshold: numberParam({
        title: { zh: '丢弃阈值', en: 'Level of drops' },
        default: threshold,
        min: 0,
        max: 1_000_000_000,
        help: { zh: '任一丢弃指标高于此值才报告', en: 'Only when any of the drop metrics is above this value' },
      }),
    },
    check(asset, { params, metrics, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset);
      if (why !== undefined) return skipped(why);
      const { present, worst, missed } = compare(facts.metrics, metrics, asset);
      if (!worst && !missed) return skipped(NO_METRIC);
      if (!worst || worst.value <= params.threshold) return missed ? unknown(missed) : pass();
      const dropped = above(present, params.threshold);
      return fail('above', {
        id: asset.id,
        name: asset.name,
        value: worst.value,
        unit: worst.metric.unit,
        threshold: params.threshold,
        metrics: dropped,
      });
    },
  };
  return defineChecker(spec);
}
