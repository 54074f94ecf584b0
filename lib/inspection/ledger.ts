import type { CallCounters, MetricCallBudget } from '../aliyun';
import { messageOf } from '../errors';
import { SEVERITIES, type CollectionSummary, type EventKind, type InspectionEvent, type RunSummary } from '../model';
import type { StateStore } from '../state';
import { notOpenedNotes } from './absent';
import { Counts } from './counts';
import type { RootPlan } from './plan';

/** What was counted in a part of a run: JSON. */
export interface Books extends Pick<
  RunSummary,
  'assets' | 'verdicts' | 'findings' | 'muted' | 'stillOpen' | 'events' | 'collections' | 'skippedPairs' | 'notes'
> {
  readonly calls: CallCounters;
  readonly metricCalls: number;
  /** Asset ids that were asked for and seen. */
  readonly found: readonly string[];
  readonly failed: boolean;
  readonly peakRssMiB: number;
}

/** The books of a run: what was counted, what the operator should know, and in the end the summary. It tells nobody. */
export class Ledger {
  readonly calls: CallCounters = { total: 0, throttled: 0, retried: 0 };
  readonly metricCalls: MetricCallBudget;
  readonly judged = new Counts();
  /** Asset ids that were asked for and seen. */
  readonly found = new Set<string>();
  private readonly events: Record<EventKind, number> = { anomaly: 0, update: 0, recovery: 0 };
  private readonly collections: CollectionSummary[] = [];
  private readonly said: string[] = [];
  private failed = false;
  private listed = 0;
  private skippedPairs = 0;
  private peakRssMiB = 0;

  /** @param ceiling of metered calls */
  constructor(ceiling = Infinity) {
    this.metricCalls = { ceiling, used: 0 };
  }

  /** Each note once. */
  note(...notes: readonly string[]): void {
    for (const text of notes) if (!this.said.includes(text)) this.said.push(text);
  }

  /** Notes of what was judged and could not be kept or told: the run is not complete. */
  fail(...reasons: readonly string[]): void {
    this.failed ||= reasons.length > 0;
    this.note(...reasons);
  }

  get notes(): readonly string[] {
    return this.said;
  }

  get assets(): number {
    return this.listed;
  }

  list(assets: number): void {
    this.listed += assets;
  }

  /** Pairs of collector and region that are not asked. */
  skip(pairs: number): void {
    this.skippedPairs += pairs;
  }

  collection(one: CollectionSummary): void {
    this.collections.push(one);
  }

  raise(batch: readonly InspectionEvent[]): void {
    for (const event of batch) this.events[event.kind] += 1;
  }

  /** All of them, for another ledger to {@link add}. */
  books(): Books {
    const { verdicts, failing: findings, muted, stillOpen } = this.judged;
    const { collections, events, calls, skippedPairs, failed } = this;
    return {
      ...{
        assets: this.listed,
        verdicts,
        findings,
        muted,
        stillOpen,
        events,
        collections,
        skippedPairs,
        failed,
        calls,
      },
      notes: this.said,
      metricCalls: this.metricCalls.used,
      found: [...this.found],
      peakRssMiB: this.peak,
    };
  }

  /** Adds what was counted in a part of the run. */
  add(books: Books): void {
    const { verdicts, findings: failing, muted, stillOpen } = books;
    this.judged.add({ verdicts, failing, muted, stillOpen });
    for (const kind of Object.keys(this.events) as EventKind[]) this.events[kind] += books.events[kind];
    for (const kind of Object.keys(this.calls) as (keyof CallCounters)[]) this.calls[kind] += books.calls[kind];
    this.metricCalls.used += books.metricCalls;
    for (const id of books.found) this.found.add(id);
    this.collections.push(...books.collections);
    this.listed += books.assets;
    this.skippedPairs += books.skippedPairs;
    this.failed ||= books.failed;
    this.peakRssMiB = Math.max(this.peakRssMiB, books.peakRssMiB);
    this.note(...books.notes);
  }

  /** Of this process, or of the one that took most for a part. */
  private get peak(): number {
    return Math.max(this.peakRssMiB, Math.round(process.resourceUsage().maxRSS / 1024));
  }

  /**
   * Notes what only the whole of a run shows.
   *
   * @param wanted ids that were asked for
   * @returns those of them that were seen in no list
   */
  close(plan: readonly RootPlan[], wanted: readonly string[]): readonly string[] {
    const order = (c: CollectionSummary) => `${c.accountName}\n${c.region}\n${c.collector}`;
    this.collections.sort((a, b) => (order(a) < order(b) ? -1 : 1));
    this.note(...notOpenedNotes(this.collections, plan));
    this.noteOddFields();
    const missing = wanted.filter((id) => !this.found.has(id));
    if (missing.length > 0) {
      const more = missing.length > 20 ? ' …' : '';
      this.note(`asked for and not found, so not inspected: ${missing.slice(0, 20).join(', ')}${more}`);
    }
    if (this.skippedPairs > 0) {
      this.note(
        `Resource Center knows of nothing in ${this.skippedPairs} (collector, region) pairs: they were skipped`,
      );
    }
    return missing;
  }

  /** @param run what the books do not hold */
  summary(
    run: Pick<RunSummary, 'inspection' | 'startedAt' | 'finishedAt' | 'deliveries' | 'durationMs' | 'notFound'> & {
      readonly metricsThisMonth: number;
    },
  ): RunSummary {
    const { notFound, metricsThisMonth } = run;
    const read = this.collections.every((c) => c.status === 'complete' || c.status === 'unsupported');
    const failing = SEVERITIES.map((severity) => [severity, this.judged.failing[severity]]);
    return {
      inspection: run.inspection,
      startedAt: run.startedAt,
      finishedAt: run.finishedAt,
      complete: notFound.length === 0 && read && !this.failed,
      collections: this.collections,
      notFound,
      assets: this.listed,
      verdicts: this.judged.verdicts,
      findings: Object.fromEntries(failing) as RunSummary['findings'],
      muted: this.judged.muted,
      stillOpen: this.judged.stillOpen,
      events: this.events,
      deliveries: run.deliveries,
      calls: { ...this.calls, metrics: this.metricCalls.used, metricsThisMonth },
      skippedPairs: this.skippedPairs,
      durationMs: run.durationMs,
      peakRssMiB: this.peak,
      notes: [...this.said],
    };
  }

  /** CloudMonitor's free quota counts per month and account; the state counts what its inspections have used. */
  async metricCallsThisMonth(state: StateStore, startedAt: string): Promise<number> {
    const fact = `metric-calls:${startedAt.slice(0, 7)}`;
    const { used: now } = this.metricCalls;
    try {
      const used = Number((await state.getFact(fact)) ?? 0) + now;
      if (now > 0) await state.setFact(fact, String(used));
      return used;
    } catch (error) {
      this.note(messageOf(error));
      return now;
    }
  }

  /** Values never heard of and fields that could not be read: somebody has to notice that checkers do not judge by them. */
  private noteOddFields(): void {
    const counts = new Map<string, number>();
    for (const { collector, odd = [] } of this.collections) {
      for (const { field, problem, value, count } of odd) {
        const what =
          problem === 'unheard'
            ? `has the value "${value ?? ''}", which this version does not know`
            : 'is missing or of a wrong type';
        const text = `${collector}: field ${field} ${what}: checkers that read it cannot tell`;
        counts.set(text, (counts.get(text) ?? 0) + count);
      }
    }
    for (const [text, count] of counts) this.note(`${text} (${count} ${count === 1 ? 'time' : 'times'})`);
  }
}
