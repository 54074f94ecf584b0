import { consoleLink } from '../lib/event';
import type { AnyChecker } from '../lib/define';
import {
  SEVERITIES,
  show,
  type Finding,
  type FixPlan,
  type InspectionEvent,
  type Language,
  type RunSummary,
  type Severity,
} from '../lib/model';
import type { RunInfo } from '../lib/report';
import type { CheckerEntry, PlaceEntry, RecoveryEntry, ReportData, ReportState, Row, UnknownGroup } from './data';

/** How much of a run the page holds; what is beyond is counted and said, never silently dropped. */
export const LIMITS = {
  rows: 20_000,
  unknownGroups: 300,
  examples: 5,
  recoveries: 1_000,
  collections: 3_000,
  problems: 500,
  /** Characters of one text or value. */
  text: 1_000,
} as const;

/** Follows a run and keeps what the page shows: failing findings up to a limit, everything else as counts. */
export class ReportBuilder {
  private readonly checkers = new Map<string, CheckerEntry & { index: number; declared?: AnyChecker }>();
  private readonly accounts = new Map<string, PlaceEntry & { index: number }>();
  private readonly regions = new Map<string, PlaceEntry & { index: number }>();
  private readonly failing = new Map<Severity, Map<string, Kept>>(SEVERITIES.map((s) => [s, new Map()]));
  private kept = 0;
  private fails = 0;
  private readonly unknowns = new Map<string, UnknownGroup & { count: number; examples: UnknownGroup['examples'] }>();
  private unknownsBeyond = 0;
  private readonly recoveries: RecoveryEntry[] = [];
  private recovered = 0;

  constructor(private readonly run: RunInfo) {
    for (const checker of run.checkers) this.addChecker(checker.id, checker);
  }

  add(finding: Finding): void {
    const checker = this.checkers.get(finding.checker) ?? this.addChecker(finding.checker, undefined);
    checker.verdicts[finding.verdict] += 1;
    if (finding.verdict === 'fail') this.fail(finding, checker);
    if (finding.verdict === 'unknown') this.unknown(finding, checker.index);
  }

  event(event: InspectionEvent): void {
    if (event.kind !== 'recovery') {
      const kept = this.failing.get(event.status as Severity)?.get(keyOf(event));
      if (kept) kept.since = event.faultStartTime;
      return;
    }
    this.recovered += 1;
    if (this.recoveries.length >= LIMITS.recoveries) return;
    const checker = this.checkers.get(event.checker) ?? this.addChecker(event.checker, undefined);
    this.recoveries.push({
      checker: checker.index,
      was: event.previousStatus,
      assetId: clip(event.assetId),
      assetName: clip(event.assetName),
      account: event.accountName,
      region: event.region,
      since: event.faultStartTime,
      seconds: event.faultDuration,
      reason: event.reason ?? 'passed',
    });
  }

  finish(summary: RunSummary): ReportData {
    const rows = SEVERITIES.flatMap((severity) =>
      [...(this.failing.get(severity)?.values() ?? [])].map((kept) => this.row(severity, kept)),
    );
    const bad = (c: RunSummary['collections'][number]) =>
      ['failed', 'partial', 'not-opened', 'unsupported'].indexOf(c.status);
    const problems = summary.collections.filter((c) => bad(c) >= 0).sort((a, b) => bad(a) - bad(b));
    const unknowns = [...this.unknowns.values()].sort((a, b) => b.count - a.count);
    return {
      language: this.run.language,
      inspection: this.run.inspection,
      startedAt: summary.startedAt,
      finishedAt: summary.finishedAt,
      durationMs: summary.durationMs,
      state: stateOf(summary),
      assets: summary.assets,
      verdicts: summary.verdicts,
      findings: summary.findings,
      events: summary.events,
      calls: summary.calls,
      read: {
        total: summary.collections.length,
        complete: summary.collections.filter((c) => c.status === 'complete').length,
        partial: summary.collections.filter((c) => c.status === 'partial').length,
        failed: summary.collections.filter((c) => c.status === 'failed').length,
        unsupported: summary.collections.filter((c) => c.status === 'unsupported').length,
        'not-opened': summary.collections.filter((c) => c.status === 'not-opened').length,
      },
      checkers: [...this.checkers.values()].map(({ index: _index, declared: _declared, ...entry }) => entry),
      accounts: [...this.accounts.values()].map(({ index: _index, ...entry }) => entry),
      regions: [...this.regions.values()].map(({ index: _index, ...entry }) => entry),
      rows,
      rowsBeyond: Math.max(0, this.fails - rows.length),
      unknowns,
      unknownsBeyond: this.unknownsBeyond,
      recoveries: this.recoveries,
      recoveriesBeyond: this.recovered - this.recoveries.length,
      problems: problems.slice(0, LIMITS.problems).map(clipReason),
      problemsBeyond: Math.max(0, problems.length - LIMITS.problems),
      collections: summary.collections.slice(0, LIMITS.collections).map(clipReason),
      collectionsBeyond: Math.max(0, summary.collections.length - LIMITS.collections),
      notes: summary.notes.map((note) => clip(note)),
    };
  }

  private fail(finding: Finding, checker: CheckerEntry): void {
    const severity = finding.severity ?? 'error';
    this.fails += 1;
    checker.findings[severity] += 1;
    this.place(this.accounts, finding.account, finding.accountName).findings[severity] += 1;
    this.place(this.regions, finding.region, finding.region).findings[severity] += 1;
    if (this.kept >= LIMITS.rows && !this.makeRoom(severity)) return;
    const list = this.failing.get(severity);
    const key = keyOf(finding);
    if (!list || list.has(key)) return;
    list.set(key, { finding, since: finding.since });
    this.kept += 1;
  }

  /** Drops one kept finding that is less severe than `severity`; false when there is none. */
  private makeRoom(severity: Severity): boolean {
    for (const lesser of [...SEVERITIES].reverse()) {
      if (lesser === severity) return false;
      const list = this.failing.get(lesser);
      const first = list?.keys().next();
      if (!list || !first || first.done) continue;
      list.delete(first.value);
      this.kept -= 1;
      return true;
    }
    return false;
  }

  private unknown(finding: Finding, checker: number): void {
    const key = JSON.stringify([checker, finding.message.en]);
    let group = this.unknowns.get(key);
    if (!group) {
      if (this.unknowns.size >= LIMITS.unknownGroups) {
        this.unknownsBeyond += 1;
        return;
      }
      const reason = { zh: clip(finding.message.zh), en: clip(finding.message.en) };
      group = { checker, reason, count: 0, examples: [] };
      this.unknowns.set(key, group);
    }
    group.count += 1;
    if (group.examples.length < LIMITS.examples) {
      group.examples.push({
        assetId: clip(finding.assetId),
        assetName: clip(finding.assetName),
        account: finding.accountName,
        region: finding.region,
      });
    }
  }

  private row(severity: Severity, { finding, since }: Kept): Row {
    const checker = this.checkers.get(finding.checker) ?? this.addChecker(finding.checker, undefined);
    const data = Object.entries(finding.data).map(([name, value]) => [name, clip(show(value))] as const);
    const declared = checker.declared;
    return {
      severity,
      checker: checker.index,
      id: clip(finding.assetId),
      name: clip(finding.assetName),
      account: this.place(this.accounts, finding.account, finding.accountName).index,
      region: this.place(this.regions, finding.region, finding.region).index,
      zh: clip(withMute(finding, 'zh')),
      en: clip(withMute(finding, 'en')),
      since,
      data: data.length > 0 ? data : undefined,
      console: declared && safeUrl(consoleLink(declared, { id: finding.assetId, region: finding.region })),
      fix: finding.fix && planOf(finding.fix),
      cost: finding.cost && { kind: finding.cost.kind, depends: finding.cost.depends },
    };
  }

  private addChecker(id: string, declared: AnyChecker | undefined) {
    const same = { zh: id, en: id };
    const product = declared?.asset.product;
    const entry = {
      id,
      title: declared?.title ?? same,
      why: declared?.why,
      remedy: declared?.remedy,
      noFix: declared?.noFix,
      docs: safeUrl(declared?.docs),
      category: declared?.category,
      product: product?.title ?? same,
      asset: declared?.asset.title ?? same,
      verdicts: { pass: 0, fail: 0, skip: 0, unknown: 0 },
      findings: noFindings(),
      index: this.checkers.size,
      declared,
    };
    this.checkers.set(id, entry);
    return entry;
  }

  private place(places: ReportBuilder['accounts'], id: string, name: string): PlaceEntry & { index: number } {
    const known = places.get(id);
    if (known) return known;
    const entry = { id: clip(id), name: clip(name), findings: noFindings(), index: places.size };
    places.set(id, entry);
    return entry;
  }
}

interface Kept {
  readonly finding: Finding;
  since?: string;
}

function planOf({ calls, undo, terraform, effect }: FixPlan): NonNullable<Row['fix']> {
  const commands = (list: FixPlan['calls']) => list.map(({ command }) => command);
  return { commands: commands(calls), undo: commands(undo), terraform, effect };
}

/** What the page says first. Read, but with verdicts that nobody could give, is not healthy either. */
function stateOf(summary: RunSummary): ReportState {
  if (!summary.complete) return 'incomplete';
  if (!summary.collections.some((c) => c.status === 'complete')) return 'nothing';
  return summary.verdicts.unknown > 0 ? 'doubtful' : 'complete';
}

function keyOf(of: Pick<Finding, 'checker' | 'account' | 'region' | 'assetId'>): string {
  return [of.checker, of.account, of.region, of.assetId].join('\n');
}

function noFindings(): Record<Severity, number> {
  return { critical: 0, error: 0, warning: 0, info: 0 };
}

/** The message, and that nobody is told of it where that is so. */
function withMute({ message, muted }: Finding, language: Language): string {
  if (!muted) return message[language];
  const until = muted.until.slice(0, 16);
  const note = { zh: `（已静默至 ${until}：${muted.reason}）`, en: ` (muted until ${until}: ${muted.reason})` };
  return `${message[language]}${note[language]}`;
}

function clip(text: string): string {
  return text.length > LIMITS.text ? `${text.slice(0, LIMITS.text)}…` : text;
}

function clipReason<T extends { readonly reason?: string }>(entry: T): T {
  return entry.reason === undefined ? entry : { ...entry, reason: clip(entry.reason) };
}

/** Only web addresses become links. */
function safeUrl(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//i.test(url) ? url : undefined;
}
