/** The family of what is unusual for an asset. */
import type { AssetIdentity } from '../../model/asset';
import { worksInChina } from '../../model/holidays';
import type { Severity } from '../../model/severity';
import type { MessageData, Text } from '../../model/text';
import { detector, type GoneOn, type Kind, type Open, type Point, type Unusual, type WatchOptions } from '../../trend';
import { defineChecker, type Category, type Checker, type CheckerSpec, type Reason } from '../checker';
import type { Metric } from '../metric';
import { integerParam, numberParam, type Param } from '../params';
import type { CheckResult } from '../result';
import { keptOf, linesOf, phaseOf, spannedBy, timesOf, type Judged } from './going-on';
import { round, type Facts } from './facts';
import { fitting, named, NO_METRIC, noPast, tooLittle, type Named } from './past';

type ChangeParams = {
  readonly days: Param<number>;
  readonly budget: Param<number>;
  readonly least: Param<number>;
  readonly percent: Param<number>;
};
type ChangeMessages = Readonly<Record<Kind, Text>>;

/** What each kind of anomaly is said to be, after the name of what is judged. */
const SAYS: ChangeMessages = {
  spike: { zh: '出现尖峰，现为 {{value}} {{unit}}', en: 'has a spike, {{value}} {{unit}} now' },
  zero: { zh: '降至零，现为 {{value}} {{unit}}', en: 'dropped to zero, {{value}} {{unit}} now' },
  shift: { zh: '水平改变，现为 {{value}} {{unit}}', en: 'moved to another level, {{value}} {{unit}} now' },
  drift: { zh: '缓慢偏离，现为 {{value}} {{unit}}', en: 'drifts away, {{value}} {{unit}} now' },
  season: {
    zh: '与平日同一时段不同，现为 {{value}} {{unit}}',
    en: 'is not as at this time of other days, {{value}} {{unit}} now',
  },
  spread: { zh: '波动改变，每小时变化 {{value}} {{unit}}', en: 'changed its unrest, by {{value}} {{unit}} an hour' },
};
const BESIDE: Text = {
  zh: '（自 {{since}}）；平日此时约 {{expected}} {{unit}}，在 {{low}} 至 {{high}} 之间。上次类似：{{alike}}；该资产约每 {{weeks}} 周出现一次',
  en: ' (since {{since}}); at such times it is about {{expected}} {{unit}}, between {{low}} and {{high}}. Alike before: {{alike}}; to be expected once in about {{weeks}} weeks on this asset',
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
    ...rest,
    messages: Object.fromEntries(
      Object.entries(SAYS).map(([kind, says]) => [
        kind,
        { zh: `${what.zh}${says.zh}${BESIDE.zh}`, en: `${what.en} ${says.en}${BESIDE.en}` },
      ]),
    ) as ChangeMessages,
    severity: facts.severity ?? 'warning',
    category: facts.category ?? 'change',
    params: {
      days: integerParam({
        default: 31,
        min: 21,
        max: 31,
        unit: 'd',
        help: { zh: '与之前多少天的同类时段相比', en: 'Compared with like moments of so many days before' },
      }),
      budget: numberParam({
        default: 20,
        min: 1,
        max: 1000,
        help: {
          zh: '每 1,000 个资产每周最多允许多少次误报，越小越不敏感',
          en: 'At most so many false alarms per 1,000 assets and week; a lower value reports less',
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
    history: ({ days }) => ({ ...spannedBy(days), keeps: `${detector.keeps} ${days}d` }),
    check(asset, { params, now, metrics: readings, kept, openData, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset);
      if (why !== undefined) return skipped(why);
      const judged = fitting(metrics, asset);
      if (judged.length === 0) return unknown(NO_METRIC);
      const times = timesOf(params.days, now);
      const before = (metric: Metric) => (times.isOfUse(kept?.[metric.id]) ? kept?.[metric.id] : undefined);
      const lines = judged.flatMap((metric) => linesOf(metric, readings[metric.id], before(metric)));
      const options = {
        ...{ least: params.least, share: params.percent / 100, works: worksInChina, phase: phaseOf(asset.id) },
        // Several lines of an asset share its budget.
        budget: params.budget / Math.max(1, lines.length),
      };
      const found: { readonly metric: Metric; readonly part: string | undefined; readonly event: Unusual }[] = [];
      const brief: Metric[] = [];
      const spoken = new Set<Metric>();
      const gone = lines.map(({ metric, part, points, kept: was }): Judged => {
        const open = openOf(openData, metric, part);
        const past = { open, kept: was, settled: kept ? times.settled : -Infinity };
        const {
          judgement,
          at = -Infinity,
          kept: keep,
        } = was ? detector.goOn(points, options, past) : judgeOnce(points, options, past);
        if (at >= times.stale) {
          spoken.add(metric);
          if (judgement.kind === 'too-little') brief.push(metric);
          else if (judgement.kind === 'unusual') found.push({ metric, part, event: judgement });
        }
        return { metric, part, keep: at >= times.from ? keep : undefined };
      });
      const keep = kept && keptOf(judged, gone, times.settled);
      const keeping = (result: CheckResult): CheckResult => (keep ? { ...result, keep } : result);
      const silent = judged.filter((metric) => !spoken.has(metric));
      const [worst] = found.sort((a, b) => b.event.weeks - a.event.weeks || a.event.since - b.event.since);
      if (worst) return keeping(failOf(asset, worst, fail));
      if (spoken.size === 0 && silent.length > 0) return keeping(unknown(noPast(silent)));
      if (silent.some(({ when }) => when === undefined)) return keeping(unknown(noPast(silent)));
      return keeping(brief.length > 0 ? unknown(tooLittle(brief)) : pass());
    },
  };
  return defineChecker(spec);
}

function failOf(
  asset: AssetIdentity,
  { metric, part, event }: { readonly metric: Metric; readonly part: string | undefined; readonly event: Unusual },
  fail: (message: Kind, data: MessageData) => CheckResult,
): CheckResult {
  const { alike, since, what: kind, ...numbers } = event;
  return fail(kind, {
    id: asset.id,
    name: asset.name,
    kind,
    metric: metric.metric,
    value: round(numbers.value),
    expected: round(numbers.expected),
    low: round(numbers.low),
    high: round(numbers.high),
    unit: metric.unit,
    since: new Date(since),
    alike: alike === undefined ? '-' : new Date(alike),
    weeks: numbers.weeks,
    view: numbers.view,
    ...(part === undefined ? {} : { part }),
  });
}

/** Judging takes milliseconds, and one past may be asked about more than once in a run; series are never changed. */
const judgements = new WeakMap<readonly Point[], { readonly asked: string; readonly gone: GoneOn }>();

function judgeOnce(
  points: readonly Point[],
  options: WatchOptions,
  past: { readonly open?: Open; readonly settled: number },
): GoneOn {
  const asked = JSON.stringify([options, past]);
  const known = judgements.get(points);
  if (known?.asked === asked) return known.gone;
  const gone = detector.goOn(points, options, past);
  judgements.set(points, { asked, gone });
  return gone;
}

/** The event of an open finding, if it is that of a metric and part. */
function openOf(data: MessageData | undefined, metric: Metric, part: string | undefined): Open | undefined {
  if (!data || data.metric !== metric.metric || data.part !== part) return undefined;
  const { since, view, low, high } = data;
  const at = since instanceof Date || typeof since === 'string' ? +new Date(since) : NaN;
  if (Number.isNaN(at) || typeof view !== 'string' || typeof low !== 'number' || typeof high !== 'number')
    return undefined;
  return { since: at, view, low, high };
}
