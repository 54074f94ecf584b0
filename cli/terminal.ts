import { Format } from 'cli-progress';
import type { AnyChecker } from '../lib/define';
import {
  SEVERITIES,
  formatDuration,
  inert,
  type CollectionStatus,
  type CollectionSummary,
  type Finding,
  type Language,
  type RunSummary,
  type Severity,
  type Text,
} from '../lib/model';
import { SHARED_WORDS } from '../ground/words';
import { spoken, type Progress, type Reporter, type RunInfo } from '../lib/report';

export interface TerminalOptions {
  readonly language: Language;
  readonly color: boolean;
  /** Where the progress bar is drawn; nothing is drawn when it is not a TTY. Default: stderr. */
  readonly progress?: NodeJS.WriteStream;
}

/** What the summary speaks of, gathered during a run. */
export interface TerminalData {
  readonly title: Text;
  readonly summary: RunSummary;
  readonly checkers: readonly CheckerCounts[];
  /** Most severe first. */
  readonly worst: readonly Finding[];
  /** Unknown verdicts by reason. */
  readonly unknowns: readonly { readonly reason: Text; readonly count: number }[];
}

export interface CheckerCounts {
  readonly id: string;
  readonly title: Text;
  readonly counts: Readonly<Record<Severity, number>>;
}

const MAX_CHECKERS = 20;
const MAX_WORST = 20;
const MAX_REASONS = 15;
/** Different reasons that are kept apart; what comes later is counted together. */
const MAX_KEPT_REASONS = 200;

/**
 * Shows a run to someone at a terminal: a progress bar on stderr while it lasts, a readable summary on `out` at the
 * end. Where `out` is no terminal, `lineReporter` says the same to a log.
 *
 * @example terminalReporter(process.stdout, { language: 'en', color: process.stdout.hasColors() })
 */
export function terminalReporter(out: NodeJS.WriteStream, options: TerminalOptions): Reporter {
  const screen = options.progress ?? process.stderr;
  let gathered = new Gathered();
  const draw = (line: string): void => {
    if (screen.isTTY) screen.write(`\r\x1b[2K${line}`);
  };
  return {
    name: 'terminal',
    start(run) {
      gathered = new Gathered(run);
    },
    findings: (batch) => batch.forEach((finding) => gathered.add(finding)),
    progress: (progress) => draw(progressLine(progress, options.language, screen.columns)),
    finish(summary) {
      draw('');
      const color = options.color && !process.env.NO_COLOR;
      out.write(renderSummary(gathered.data(summary), { language: options.language, color, width: out.columns }));
    },
  };
}

class Gathered {
  private readonly checkers = new Map<string, { id: string; title: Text; counts: Record<Severity, number> }>();
  private readonly declared: ReadonlyMap<string, AnyChecker>;
  private readonly worst = new Map<Severity, Finding[]>(SEVERITIES.map((severity) => [severity, []]));
  private readonly unknowns = new Map<string, { reason: Text; count: number }>();

  constructor(private readonly run?: RunInfo) {
    this.declared = new Map(run?.checkers.map((checker) => [checker.id, checker]));
  }

  add(finding: Finding): void {
    if (finding.verdict === 'unknown') this.unknown(finding.message);
    if (finding.verdict !== 'fail') return;
    const severity = finding.severity ?? 'error';
    const id = finding.checker;
    let entry = this.checkers.get(id);
    if (!entry) {
      const title = this.declared.get(id)?.title ?? { zh: id, en: id };
      entry = { id, title, counts: { critical: 0, error: 0, warning: 0, info: 0 } };
      this.checkers.set(id, entry);
    }
    entry.counts[severity] += 1;
    const list = this.worst.get(severity);
    if (list && list.length < MAX_WORST) list.push(finding);
  }

  data(summary: RunSummary): TerminalData {
    return {
      title: this.run?.inspection.title ?? { zh: summary.inspection, en: summary.inspection },
      summary,
      checkers: [...this.checkers.values()].sort(worstFirst),
      worst: SEVERITIES.flatMap((severity) => this.worst.get(severity) ?? []).slice(0, MAX_WORST),
      unknowns: [...this.unknowns.values()].sort((a, b) => b.count - a.count),
    };
  }

  private unknown(reason: Text): void {
    const full = this.unknowns.size >= MAX_KEPT_REASONS && !this.unknowns.has(reason.en);
    const kept = full ? WORDS.otherReasons : reason;
    const entry = this.unknowns.get(kept.en);
    if (entry) entry.count += 1;
    else this.unknowns.set(kept.en, { reason: kept, count: 1 });
  }
}

/** By the number of critical findings, then of errors, and so on. */
function worstFirst(a: CheckerCounts, b: CheckerCounts): number {
  for (const severity of SEVERITIES) {
    const difference = b.counts[severity] - a.counts[severity];
    if (difference !== 0) return difference;
  }
  return a.id < b.id ? -1 : 1;
}

/** What the terminal says besides the shared words. */
export const TERMINAL_WORDS = {
  lineComplete: { zh: '完整', en: 'COMPLETE' },
  lineDoubtful: { zh: '完整，但有 {{n}} 个结论未知', en: 'COMPLETE, but {{n}} unknown' },
  lineIncomplete: {
    zh: '不完整：{{total}} 个采集中有 {{n}} 个未能完整读取',
    en: 'INCOMPLETE: {{n}} of {{total}} collections could not be fully read',
  },
  lineNothing: { zh: '没有巡检任何内容', en: 'NOTHING WAS INSPECTED' },
  worst: { zh: '最严重的失败项', en: 'Most severe' },
  nothingFailing: { zh: '没有失败项。', en: 'Nothing is failing.' },
  nothingFailingRead: {
    zh: '在读到的部分中没有失败项；这不代表健康。',
    en: 'Nothing is failing in what could be judged; this does not mean healthy.',
  },
  inCollections: { zh: '{{n}} 个采集', en: '{{n}} collection(s)' },
  inVerdicts: { zh: '{{n}} 个结论', en: 'verdicts: {{n}}' },
  otherReasons: { zh: '其他原因', en: 'other reasons' },
  assetCount: { zh: '资产 {{n}}', en: '{{n}} assets' },
  eventCounts: {
    zh: '事件：新异常 {{anomaly}}，更新 {{update}}，恢复 {{recovery}}',
    en: 'events: {{anomaly}} anomaly, {{update}} update, {{recovery}} recovery',
  },
  callCounts: { zh: 'API 调用 {{n}}（限流 {{throttled}}）', en: '{{n}} calls ({{throttled}} throttled)' },
  tookTime: { zh: '用时 {{time}}', en: 'took {{time}}' },
  progressLine: {
    zh: '采集 {{done}}/{{total}}  资产 {{assets}}  调用 {{calls}}  限流 {{throttled}}  失败项 {{failing}}',
    en: 'collections {{done}}/{{total}}  assets {{assets}}  calls {{calls}}  throttled {{throttled}}  failing {{failing}}',
  },
} as const satisfies Record<string, Text>;

const WORDS = { ...SHARED_WORDS, ...TERMINAL_WORDS };

type Values = Readonly<Record<string, string | number>>;

function say(word: keyof typeof WORDS, language: Language, values: Values = {}): string {
  return WORDS[word][language].replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}

const PAINT = {
  bold: '1',
  dim: '2',
  good: '1;32',
  bad: '1;37;41',
  critical: '1;35',
  error: '31',
  warning: '33',
  info: '36',
} as const;

/**
 * The summary of a run as text that ends in a newline. Pure.
 *
 * @param view `width` is the terminal's, in columns; 100 when unknown
 * @example renderSummary(data, { language: 'zh', color: false, width: 80 })
 */
export function renderSummary(
  data: TerminalData,
  view: { readonly language: Language; readonly color: boolean; readonly width?: number },
): string {
  const { language } = view;
  const { summary } = data;
  const width = Math.max(60, view.width || 100);
  const t = (word: keyof typeof WORDS, values?: Values): string => say(word, language, values);
  const paint = (how: keyof typeof PAINT, text: string): string =>
    view.color ? `\x1b[${PAINT[how]}m${text}\x1b[0m` : text;
  const lines: string[] = [''];
  const heading = (text: string): void => void lines.push('', paint('bold', text));
  const more = (n: number): void => void (n > 0 && lines.push(`  ${paint('dim', t('andMore', { n }))}`));

  const state = stateOf(summary);
  const bad = summary.collections.filter((c) => c.status !== 'complete' && c.status !== 'unsupported');
  const n = state === 'incomplete' ? bad.length : summary.verdicts.unknown;
  const verdict = ` ${t(STATE_WORDS[state], { n, total: summary.collections.length })} `;
  const how = state === 'complete' ? 'good' : state === 'doubtful' ? 'warning' : 'bad';
  lines.push(`${paint('bold', inert(data.title[language]))}  ${paint(how, verdict)}`);
  lines.push(
    [
      t('assetCount', { n: summary.assets }),
      t('eventCounts', summary.events),
      t('callCounts', { n: summary.calls.total, throttled: summary.calls.throttled }),
      t('tookTime', { time: tookText(summary.durationMs) }),
    ].join(' · '),
  );

  if (data.checkers.length === 0) {
    if (state !== 'nothing') lines.push('', t(state === 'complete' ? 'nothingFailing' : 'nothingFailingRead'));
  } else {
    heading(t('findings'));
    const shown = data.checkers.slice(0, MAX_CHECKERS);
    const titles = shown.map((checker) => cut(inert(checker.title[language]), 48));
    const wide = Math.max(...[t('checker'), ...titles].map(displayWidth));
    const columns = SEVERITIES.map((severity) => Math.max(6, displayWidth(t(severity))));
    const head = SEVERITIES.map((severity, i) => padStart(t(severity), columns[i] ?? 0)).join('  ');
    lines.push(paint('dim', `  ${padEnd(t('checker'), wide)}  ${head}`));
    shown.forEach((checker, row) => {
      const cells = SEVERITIES.map((severity, i) => {
        const count = checker.counts[severity];
        const cell = padStart(count === 0 ? '-' : String(count), columns[i] ?? 0);
        return paint(count === 0 ? 'dim' : severity, cell);
      });
      lines.push(`  ${padEnd(titles[row] ?? '', wide)}  ${cells.join('  ')}`);
    });
    more(data.checkers.length - shown.length);

    heading(t('worst'));
    const label = Math.max(...SEVERITIES.map((severity) => displayWidth(t(severity))));
    for (const finding of data.worst) {
      const severity = finding.severity ?? 'error';
      // The message names the asset by its id already.
      const { assetName, assetId } = finding;
      const where = [assetName === assetId ? '' : assetName, finding.region, finding.accountName].filter(Boolean);
      const text = inert(`${finding.message[language]} · ${where.join(', ')}`);
      lines.push(`  ${paint(severity, padEnd(t(severity), label))}  ${cut(text, width - label - 4)}`);
    }
    const failing = SEVERITIES.reduce((all, severity) => all + summary.findings[severity], 0);
    more(failing - data.worst.length);
  }

  const reasons = [
    ...groupReasons(bad, language).map(({ status, reason, count }) => ({
      kind: t(`c_${status}`),
      text: `${reason} (${t('inCollections', { n: count })})`,
      severity: status === 'failed' ? ('error' as const) : ('warning' as const),
    })),
    ...data.unknowns.map(({ reason, count }) => ({
      kind: t('unknown'),
      text: `${inert(reason[language])} (${t('inVerdicts', { n: count })})`,
      severity: 'warning' as const,
    })),
  ];
  if (reasons.length > 0) {
    heading(t('notInspected'));
    const label = Math.max(...reasons.map(({ kind }) => displayWidth(kind)));
    // Never cut: the end of a reason says what to do.
    for (const { kind, text, severity } of reasons.slice(0, MAX_REASONS)) {
      lines.push(`  ${paint(severity, padEnd(kind, label))}  ${text}`);
    }
    more(reasons.length - MAX_REASONS);
  }
  if (summary.notes.length > 0) {
    heading(t('notes'));
    for (const note of summary.notes) lines.push(`  ${inert(spoken(note, language))}`);
  }
  return `${lines.join('\n')}\n`;
}

const STATE_WORDS = {
  complete: 'lineComplete',
  doubtful: 'lineDoubtful',
  incomplete: 'lineIncomplete',
  nothing: 'lineNothing',
} as const;
type State = keyof typeof STATE_WORDS;

function stateOf(summary: RunSummary): State {
  if (!summary.complete) return 'incomplete';
  if (!summary.collections.some((c) => c.status === 'complete')) return 'nothing';
  return summary.verdicts.unknown > 0 ? 'doubtful' : 'complete';
}

function groupReasons(collections: readonly CollectionSummary[], language: Language) {
  const groups = new Map<
    string,
    { status: Exclude<CollectionStatus, 'complete' | 'unsupported'>; reason: string; count: number }
  >();
  for (const { status, reason } of collections) {
    if (status === 'complete' || status === 'unsupported') continue;
    const text = inert(reason === undefined ? say('noReason', language) : spoken(reason, language));
    const group = groups.get(`${status} ${text}`);
    if (group) group.count += 1;
    else groups.set(`${status} ${text}`, { status, reason: text, count: 1 });
  }
  return [...groups.values()].sort((a, b) => a.status.localeCompare(b.status) || b.count - a.count);
}

function tookText(milliseconds: number): string {
  return milliseconds < 60_000 ? `${(milliseconds / 1000).toFixed(1)}s` : formatDuration(milliseconds);
}

/** One line of progress, no wider than the terminal. */
export function progressLine(progress: Progress, language: Language, columns: number | undefined): string {
  const { collectionsDone: done, collectionsTotal: total } = progress;
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const bar = Format.BarFormat(share, {
    barsize: 20,
    barCompleteString: '='.repeat(20),
    barIncompleteString: '-'.repeat(20),
    barGlue: '',
  });
  const text = say('progressLine', language, { ...progress, done, total });
  return cut(`${bar} ${text}`, (columns || 100) - 1);
}

const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{16fe0}-\u{18aff}]|[\u{1b000}-\u{1b2ff}]|[\u{1f300}-\u{1f64f}]|[\u{1f680}-\u{1f6ff}]|[\u{1f900}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u;
const ZERO = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Columns that a text takes in a terminal: two for East Asian wide characters, none for combining marks. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** Shortens a text to a width in columns, with `…` at its end. */
function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const character of text) {
    used += displayWidth(character);
    if (used > width) break;
    kept += character;
  }
  return `${kept}…`;
}
