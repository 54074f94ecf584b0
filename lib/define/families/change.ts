/** The family of what is unusual for an asset. */
import type { Acceptance } from '../../model/acceptance';
import type { AssetIdentity } from '../../model/asset';
import { worksInChina } from '../../model/holidays';
import type { Severity } from '../../model/severity';
import type { MessageData, Text } from '../../model/text';
import { DAY } from '../../model/time';
import {
  detector,
  type Accepted,
  type Judgement,
  type Kind,
  type Open,
  type Point,
  type Unusual,
  type WatchOptions,
} from '../../trend';
import { defineChecker, type Category, type Checker, type CheckerSpec, type Reason } from '../checker';
import type { Metric } from '../metric';
import { integerParam, numberParam, type Param } from '../params';
import { round, type Facts } from './facts';
import { fitting, HOURLY, named, NO_METRIC, noPast, POINTS_PER_DAY, tooLittle, type Named } from './past';

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
    history: ({ days }) => ({ hours: days * POINTS_PER_DAY, period: HOURLY }),
    check(asset, { params, metrics: readings, openData, accepted, now, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset);
      if (why !== undefined) return skipped(why);
      const judged = fitting(metrics, asset);
      if (judged.length === 0) return unknown(NO_METRIC);
      const lines = judged.flatMap((metric) =>
        (readings[metric.id]?.series ?? []).map(({ part, points }) => ({ metric, part, points })),
      );
      const options = { least: params.least, share: params.percent / 100, works: worksInChina };
      // Several lines of an asset share its budget.
      const budget = params.budget / Math.max(1, lines.length);
      const found: { readonly metric: Metric; readonly part: string | undefined; readonly event: Unusual }[] = [];
      const brief: Metric[] = [];
      for (const { metric, part, points } of lines) {
        const judgement = judgeOnce(
          points,
          { ...options, budget, ...normalOf(accepted, metric, part) },
          openOf(openData, accepted, metric, part, now),
        );
        if (judgement.kind === 'too-little') brief.push(metric);
        else if (judgement.kind === 'unusual') found.push({ metric, part, event: judgement });
      }
      const silent = judged.filter(({ id }) => !readings[id]?.series);
      const [worst] = found.sort((a, b) => b.event.weeks - a.event.weeks || a.event.since - b.event.since);
      if (worst) {
        const { metric, part, event } = worst;
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
          lowest: round(numbers.lowest),
          highest: round(numbers.highest),
          unit: metric.unit,
          since: new Date(since),
          alike: alike === undefined ? '-' : new Date(alike),
          weeks: numbers.weeks,
          view: numbers.view,
          ...(part === undefined ? {} : { part }),
        });
      }
      if (lines.length === 0 && silent.length > 0) return unknown(noPast(silent));
      if (silent.some(({ when }) => when === undefined)) return unknown(noPast(silent));
      return brief.length > 0 ? unknown(tooLittle(brief)) : pass();
    },
  };
  return defineChecker(spec);
}

/** Judging takes milliseconds, and one past may be asked about more than once in a run; series are never changed. */
const judgements = new WeakMap<readonly Point[], { readonly asked: string; readonly judgement: Judgement }>();

function judgeOnce(points: readonly Point[], options: WatchOptions, open: Open | undefined): Judgement {
  const asked = JSON.stringify([options, open]);
  const known = judgements.get(points);
  if (known?.asked === asked) return known.judgement;
  const judgement = detector.judge(points, options, open);
  judgements.set(points, { asked, judgement });
  return judgement;
}

/** What was said of a metric and part, and what was taken back. */
function saidOf(accepted: readonly Acceptance[], { metric }: Metric, part: string | undefined) {
  return accepted.filter((one) => one.metric === metric && one.part === part);
}

/** The ranges that count. */
function normalOf(all: readonly Acceptance[], metric: Metric, part: string | undefined): { accepted?: Accepted[] } {
  const accepted = saidOf(all, metric, part).flatMap(({ kind, low, high, undone }) =>
    undone === undefined && isKind(kind) ? [{ kind, low, high }] : [],
  );
  return accepted.length > 0 ? { accepted } : {};
}

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(SAYS, kind);
}

/** For so long the past that is judged holds what an event is held against. */
const HELD_MS = 31 * DAY;

/**
 * The event of an open finding, if it is that of a metric and part: not one that was said to be normal, but one of which
 * this was taken back.
 */
function openOf(
  data: MessageData | undefined,
  accepted: readonly Acceptance[],
  metric: Metric,
  part: string | undefined,
  now: Date,
): Open | undefined {
  const said = saidOf(accepted, metric, part);
  const normal = (at: number) => said.some((one) => one.undone === undefined && at <= Date.parse(one.since));
  const open = data && data.metric === metric.metric && data.part === part ? eventIn(data) : undefined;
  if (open) return normal(open.since) ? undefined : open;
  const [back] = said
    .filter(({ undone, since }) => undone !== undefined && +now - Date.parse(since) < HELD_MS)
    .slice(-1);
  if (!back || data) return undefined;
  const since = Date.parse(back.since);
  return normal(since) ? undefined : { since, ...back.was };
}

function eventIn({ since, view, low, high }: MessageData): Open | undefined {
  const at = since instanceof Date || typeof since === 'string' ? +new Date(since) : NaN;
  if (Number.isNaN(at) || typeof view !== 'string' || typeof low !== 'number' || typeof high !== 'number')
    return undefined;
  return { since: at, view, low, high };
}
