/** Series of an asset judged by their own past: what change checkers and the mode `change` of others have in common. */
import type { Acceptance } from '../../model/acceptance';
import { worksInChina } from '../../model/holidays';
import type { MessageData, Text } from '../../model/text';
import { DAY } from '../../model/time';
import {
  detector,
  type Accepted,
  type GoneOn,
  type Kept,
  type Kind,
  type Open,
  type Point,
  type Unusual,
  type WatchOptions,
} from '../../trend';
import { round } from './facts';
import { numberParam, type Param } from '../params';

export type ChangeMessages = Readonly<Record<Kind, Text>>;

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

/** What is said of each kind of anomaly. @param what the subject, which may use `{{id}}`, `{{metric}}` and `{{part}}` */
export function changeMessages(what: Text): ChangeMessages {
  return Object.fromEntries(
    Object.entries(SAYS).map(([kind, says]) => [
      kind,
      { zh: `${what.zh}${says.zh}${BESIDE.zh}`, en: `${what.en} ${says.en}${BESIDE.en}` },
    ]),
  ) as ChangeMessages;
}

/** How many false alarms are acceptable. */
export function budgetParam(): Param<number> {
  return numberParam({
    title: { zh: '允许的误报', en: 'False alarms allowed' },
    default: 20,
    min: 1,
    max: 1000,
    help: {
      zh: '每 1,000 个资产每周最多允许多少次误报，越小越不敏感',
      en: 'At most so many false alarms per 1,000 assets and week; a lower value reports less',
    },
  });
}

/** One series of an asset. */
export interface Line {
  /** The cloud's name of the metric. */
  readonly metric: string;
  readonly part?: string | undefined;
  readonly unit: string;
  /** Hourly, oldest first; of a line that is gone on from, the new ones. */
  readonly points: readonly Point[];
  /** What is kept of those before. */
  readonly kept?: Kept | undefined;
}

/** What people and earlier runs know of an asset. */
export interface Known {
  readonly openData: MessageData | undefined;
  readonly accepted: readonly Acceptance[];
  readonly now: Date;
  /** Points from then on may still change, where something is to be kept; epoch milliseconds. */
  readonly settled?: number;
  /** A line whose newest point is older says nothing. */
  readonly stale?: number;
}

/** What has become of a line: when its newest slot began, and what is to be kept of it. */
export interface LineJudged<L extends Line = Line> extends Pick<GoneOn, 'at' | 'kept'> {
  readonly line: L;
}

/** What is unusual of a line, and whether an earlier run has found it. */
export interface LineEvent<L extends Line = Line> {
  readonly line: L;
  readonly event: Unusual;
  readonly open: boolean;
}

/** The least usual of some series, as the data of a finding. */
export interface LinesJudged<L extends Line = Line> {
  readonly all: readonly LineJudged<L>[];
  readonly worst?: { readonly kind: Kind; readonly data: MessageData };
  /** Of which there is too little past. */
  readonly brief: readonly Line[];
}

/** Judges the series of an asset, which share its budget. */
export function judgeLines<L extends Line>(
  lines: readonly L[],
  options: Pick<WatchOptions, 'budget' | 'least' | 'share' | 'phase'>,
  known: Known,
): LinesJudged<L> {
  const { found, ...rest } = eventsIn(lines, options, known);
  const [worst] = found.sort((a, b) => b.event.weeks - a.event.weeks || a.event.since - b.event.since);
  return worst ? { ...rest, worst: { kind: worst.event.what, data: dataOf(worst) } } : rest;
}

/** What is unusual of the series of an asset, which share its budget; each an event of its own. */
export function eventsIn<L extends Line>(
  lines: readonly L[],
  options: Pick<WatchOptions, 'budget' | 'least' | 'share' | 'phase' | 'slot'>,
  { openData, accepted, now, settled = -Infinity, stale = -Infinity }: Known,
) {
  const budget = options.budget / Math.max(1, lines.length);
  const found: LineEvent<L>[] = [];
  const brief: Line[] = [];
  const all = lines.map((line): LineJudged<L> => {
    const asked = { ...options, budget, works: worksInChina, ...normalOf(accepted, line) };
    const past = { open: openOf(openData, accepted, line, now), kept: line.kept, settled };
    const { judgement, at, kept } = line.kept
      ? detector.goOn(line.points, asked, past)
      : judgeOnce(line.points, asked, past);
    if ((at ?? -Infinity) >= stale) {
      if (judgement.kind === 'too-little') brief.push(line);
      else if (judgement.kind === 'unusual') found.push({ line, event: judgement, open: past.open !== undefined });
    }
    return { line, at, kept };
  });
  return { all, found, brief };
}

/** What is unusual, as the data of a finding: {@link Known.openData} of the next time. */
export function dataOf({ line, event }: Pick<LineEvent, 'line' | 'event'>) {
  const { alike, since, what: kind, ...numbers } = event;
  return {
    kind,
    metric: line.metric,
    value: round(numbers.value),
    expected: round(numbers.expected),
    low: round(numbers.low),
    high: round(numbers.high),
    lowest: round(numbers.lowest),
    highest: round(numbers.highest),
    unit: line.unit,
    since: new Date(since),
    alike: alike === undefined ? '-' : new Date(alike),
    weeks: numbers.weeks,
    view: numbers.view,
    ...(line.part === undefined ? {} : { part: line.part }),
  };
}

/** Judging takes milliseconds, and one past may be asked about more than once in a run; series are never changed. */
const judgements = new WeakMap<readonly Point[], { readonly asked: string; readonly gone: GoneOn }>();

function judgeOnce(
  points: readonly Point[],
  options: WatchOptions,
  past: { readonly open?: Open | undefined; readonly settled: number },
): GoneOn {
  const asked = JSON.stringify([options, past]);
  const known = judgements.get(points);
  if (known?.asked === asked) return known.gone;
  const { open, settled } = past;
  const gone = detector.goOn(points, options, { ...(open && { open }), settled });
  judgements.set(points, { asked, gone });
  return gone;
}

/** What was said of a metric and part, and what was taken back. */
function saidOf(accepted: readonly Acceptance[], { metric, part }: Line) {
  return accepted.filter((one) => one.metric === metric && one.part === part);
}

/** The ranges that count. */
function normalOf(all: readonly Acceptance[], line: Line): { accepted?: Accepted[] } {
  const accepted = saidOf(all, line).flatMap(({ kind, low, high, undone }) =>
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
  line: Line,
  now: Date,
): Open | undefined {
  const said = saidOf(accepted, line);
  const normal = (at: number) => said.some((one) => one.undone === undefined && at <= Date.parse(one.since));
  const open = data && data.metric === line.metric && data.part === line.part ? eventIn(data) : undefined;
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
