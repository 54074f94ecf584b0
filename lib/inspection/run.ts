/** One run from its plan to its summary, or a part of it: what has to end when, who is told, and what comes of it. */
import { setMaxListeners } from 'node:events';
import type { EndpointOptions, StopControl, Transport } from '../aliyun';
import { FLAPPING, type AnyChecker } from '../define';
import { CheckerError, CredentialsError, StateError, isFieldError, isInspectionError, messageOf } from '../errors';
import { isPromise } from '../input';
import type { AnyAsset, Language, RunSummary } from '../model';
import type { Progress } from '../report';
import type { StateStore } from '../state';
import { alertsFor } from './alerts';
import { Audience, listeners } from './audience';
import type { RunConfigs } from './configs';
import type { UnitContext } from './context';
import { Causes } from './causes';
import { Courier } from './courier';
import { deliverAll, deliveryDeadline } from './deliveries';
import type { Accepted } from './feedback';
import { Ledger } from './ledger';
import type { Link } from './link';
import { ofAccount } from './keys';
import { judgeOverdue } from './overdue-accounts';
import { isWanted } from './narrowing';
import { openFaults } from './open-faults';
import type { PlannedAccount, Refusal, RunPart, RunPlan, RunTerms } from './terms';
import { planOf, type RootPlan } from './plan';
import { Gate } from './queue';
import { scheduleNote } from './schedule';
import { countsUntil, leave } from './sharing';
import { SELF_PLAN, selfAsset } from './self';
import { Sweep } from './sweep';
import type { Inspection, RunOptions } from './types';
import { ASSETS_AT_ONCE, judgeSelf } from './unit';
import { updatesOf } from './updates';

/** Batches of assets whose past is held at once, in all units: enough to use up CloudMonitor's 50 calls per second. */
const HISTORIES_AT_ONCE = 6;
/** Of the timeout, what is kept for finishing. */
const MARGIN = { share: 0.05, minMs: 500, maxMs: 20_000 };

export interface RunParts {
  readonly configs: RunConfigs;
  /** Of the inspection, with the parameters of the run. */
  readonly checkers: readonly AnyChecker[];
  /** Those of {@link SELF_CHECKERS}, with the parameters of the run. */
  readonly selfCheckers: readonly AnyChecker[];
  readonly now: Date;
  readonly state: StateStore;
  readonly transport: Transport;
  readonly endpoints: EndpointOptions;
  readonly language: Language;
  readonly started: bigint;
  /** Epoch milliseconds. */
  readonly deadline: number;
  /** Somebody else has the lock. */
  readonly lost: AbortSignal;
  /** Whom its events reach, see `audienceOf`. */
  readonly audience: string;
  /** What people have said to be normal. */
  readonly accepted: Accepted | undefined;
  readonly link: Link;
  /** Of a run of which this is a part. */
  readonly before: RunTerms | undefined;
}

/** What has to end when, who is told, and what comes of it. */
export class Run {
  private readonly plan: readonly RootPlan[];
  private readonly ledger: Ledger;
  private readonly audience: Audience;
  private readonly couriers: readonly Courier[];
  private readonly abort = new AbortController();
  private readonly stop: StopControl;
  private readonly causes: Causes;
  private readonly context: UnitContext;
  private readonly sweep: Sweep;

  constructor(
    private readonly inspection: Inspection,
    private readonly options: RunOptions,
    private readonly parts: RunParts,
  ) {
    this.plan = planOf(parts.checkers);
    this.ledger = new Ledger(parts.before?.metricCalls ?? inspection.metricCalls);
    // Of a part, the plan has noted it.
    const questionable = parts.before ? undefined : scheduleNote(inspection.schedule);
    this.ledger.note(...parts.link.notes, ...(questionable ? [questionable] : []));
    this.stop = { signal: this.abort.signal, deadline: parts.deadline - this.margin };
    [this.audience, this.couriers] = this.gather();
    this.causes = new Causes([...parts.checkers, ...parts.selfCheckers]);
    this.context = this.contextOfUnits();
    const { configs, transport, endpoints } = parts;
    this.sweep = new Sweep(this.context, this.ledger, {
      plan: this.plan,
      regions: configs.regions,
      transport,
      endpoints,
      timeoutMs: options.timeoutMs,
      limiter: options.limiter,
      concurrency: options.concurrency,
      progress: () => this.progress(true),
    });
  }

  /** The whole run. @throws CredentialsError when the cloud refuses the keys of every account */
  async go(refused: ReadonlyMap<string, Error>): Promise<RunSummary> {
    await this.inTime(async () => {
      await this.inspectSelf();
      const refusal = await this.sweep.all(this.inspection.accounts, refused);
      if (refusal) throw refusal;
      await this.explain();
    });
    return this.finish();
  }

  /** Which accounts there are, for those that go on with the run. */
  async planned(disabled: boolean): Promise<RunPlan> {
    const { link, deadline } = this.parts;
    const { accounts, refused } = disabled ? { accounts: [], refused: [] } : await this.plannedAccounts();
    const { asked, configs, fallback, problems, said } = link;
    const before = { asked, configs, fallback, problems, disabled, notes: this.ledger.notes };
    const linked = { ...before, ...(said ? { checkerId: said.checkerId } : {}) };
    const { metricCalls } = this.inspection;
    const each =
      metricCalls === undefined ? {} : { metricCalls: Math.floor(metricCalls / Math.max(1, accounts.length)) };
    return { startedAt: this.startedAt, deadline, link: linked, ...each, accounts, refused };
  }

  /** One account of a run. */
  async part(planned: PlannedAccount): Promise<RunPart> {
    let refusal: Error | undefined;
    await this.inTime(async () => {
      const account = await this.sweep.find(this.inspection, planned);
      refusal = await this.sweep.all([account], new Map());
      await this.explain();
    });
    this.checkHeld();
    this.ledger.note(...this.parts.state.notes);
    // Reporters of data write what they still hold.
    const summary = this.summary({ notFound: [], deliveries: [], metricsThisMonth: 0 });
    await this.audience.tell((reporter) => reporter.finish?.(summary));
    const books = this.ledger.books();
    return refusal ? { books, refused: refusalOf(planned.name, refusal) } : { books };
  }

  /** The end of a run whose accounts are inspected. @throws CredentialsError when the cloud refuses the keys of every account */
  async end(parts: readonly RunPart[], missing: readonly Refusal[]): Promise<RunSummary> {
    const none = [...missing, ...parts.flatMap(({ refused }) => refused ?? [])];
    const [first] = none.filter(({ code }) => code === 'credentials');
    if (first && none.length === parts.length + missing.length) throw errorOf(first);
    for (const { books } of parts) this.ledger.add(books);
    await this.inTime(async () => {
      for (const one of none) await this.sweep.unseen(this.inspection, one.account, errorOf(one));
      await this.inspectSelf();
      await this.explain();
    });
    this.checkHeld();
    return this.finish();
  }

  /** What came of a part whose lock has gone to another attempt is for that one to say. */
  private checkHeld(): void {
    const { lost } = this.parts;
    if (lost.aborted) throw lost.reason;
  }

  private async plannedAccounts(): Promise<Pick<RunPlan, 'accounts' | 'refused'>> {
    const accounts: PlannedAccount[] = [];
    const refused: Refusal[] = [];
    for (const one of this.inspection.accounts) {
      if (!('list' in one)) accounts.push({ name: one.name });
      else {
        try {
          const members = await this.sweep.membersOf(one);
          accounts.push(...members.map(({ name, accountId }) => ({ name, source: one.name, accountId })));
        } catch (error) {
          refused.push(refusalOf(one.name, ofAccount(one.name, error, 'service')));
        }
      }
    }
    return { accounts, refused };
  }

  /** What explains what, once everything is judged that may. */
  private async explain(): Promise<void> {
    this.ledger.fail(...(await judgeOverdue(this.context, this.causes, this.parts.selfCheckers)));
    const { notes, untold } = await this.causes.tell(this.context);
    this.ledger.note(...notes);
    this.ledger.fail(...untold);
  }

  /** Does what has to end in time, and notes why it did not. */
  private async inTime(work: () => Promise<void>): Promise<void> {
    const { deadline, lost } = this.parts;
    const { signal } = this.options;
    const hardStop = setTimeout(() => this.abort.abort(), deadline - this.margin / 2 - Date.now());
    const cancel = () => this.abort.abort();
    setMaxListeners(0, this.abort.signal);
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    lost.addEventListener('abort', cancel, { once: true });
    if (lost.aborted) cancel();
    try {
      await work();
    } finally {
      clearTimeout(hardStop);
      signal?.removeEventListener('abort', cancel);
      lost.removeEventListener('abort', cancel);
    }
    if (lost.aborted) this.ledger.note(messageOf(lost.reason));
    else if (signal?.aborted) this.ledger.note('cancelled: what was judged so far is kept, the rest is unknown');
    else if (Date.now() >= this.stop.deadline) {
      this.ledger.note(`the timeout of ${this.inspection.timeoutSeconds} s was reached: the rest is unknown`);
    }
  }

  /** Somebody has switched it off in the workspace: nothing is inspected, and nothing recovers that it alone has seen. */
  async disabled(): Promise<RunSummary> {
    this.ledger.note(`inspection ${this.inspection.id} is disabled in Guance: nothing was inspected`);
    try {
      await leave(this.parts.state, this.plan, { ...this.context, lost: false });
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      this.ledger.note(error.message);
    }
    return this.finish();
  }

  private get margin(): number {
    const timeoutMs = this.inspection.timeoutSeconds * 1000;
    return Math.min(MARGIN.maxMs, Math.max(MARGIN.minMs, timeoutMs * MARGIN.share));
  }

  private get startedAt(): string {
    return this.parts.now.toISOString();
  }

  private gather(): [Audience, readonly Courier[]] {
    const { inspection, options, parts } = this;
    const { state, now, link, checkers, language } = parts;
    const { id, title } = inspection;
    const reporters = listeners(options.reporters, link.reporters);
    const deliverers = options.dryRun ? [] : reporters.filter((reporter) => 'deliver' in reporter);
    const couriers = deliverers.map((reporter) => {
      const alerts = alertsFor(inspection, reporter);
      return new Courier({ inspection: id, reporter, state, now, alerts, stop: link.stop });
    });
    const info = { inspection: { id, title }, startedAt: this.startedAt, checkers, language };
    // Of a run in parts the end alone sends: two that send at once would send twice.
    const early = parts.before ? [] : couriers;
    return [new Audience(reporters, early, info, (text) => this.ledger.note(text)), couriers];
  }

  private contextOfUnits(): UnitContext {
    const { ledger, audience, parts, inspection, startedAt } = this;
    const { configs, now, state, audience: whom } = parts;
    const { id, title } = inspection;
    return {
      audience: whom,
      until: countsUntil(inspection.schedule, now),
      inspection: { id, title },
      now,
      clock: () => this.clock(),
      startedAt,
      stop: this.stop,
      state,
      destinations: this.couriers.map((courier) => courier.destination),
      accepted: parts.accepted,
      mutes: inspection.alerts?.mutes,
      flapping: inspection.flapping ?? FLAPPING.openings,
      updates: updatesOf(inspection),
      found: ledger.found,
      only: configs.instanceIds && new Set(configs.instanceIds),
      accepts: (asset) => this.accepts(asset),
      pages: new Gate(ASSETS_AT_ONCE),
      histories: new Gate(HISTORIES_AT_ONCE),
      wantsReadings: audience.wants('readings'),
      wantsFindings: audience.wants('findings'),
      count: (counts) => ledger.judged.add(counts),
      causes: this.causes,
      emit: {
        assets: async (batch) => {
          ledger.list(batch.length);
          await audience.tell((reporter) => reporter.assets?.(batch));
        },
        readings: (batch) => audience.tell((reporter) => reporter.readings?.(batch)),
        findings: async (batch) => {
          await audience.tell((reporter) => reporter.findings?.(batch));
          this.progress(false);
        },
        events: async (batch) => {
          ledger.raise(batch);
          await audience.events(batch);
        },
        collection: async (one) => {
          ledger.collection(one);
          await audience.tell((reporter) => reporter.collection?.(one));
        },
      },
    };
  }

  private async inspectSelf(): Promise<void> {
    const { asked, problems } = this.parts.link;
    if (!asked) return;
    if (problems.parameters)
      this.ledger.note(`parameters set in Guance are not valid, the script's own are used: ${problems.parameters}`);
    try {
      await judgeSelf(this.context, SELF_PLAN, selfAsset(this.inspection, problems));
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      this.ledger.note(error.message);
    }
  }

  private accepts(asset: AnyAsset): boolean {
    if (!isWanted(asset, this.parts.configs)) return false;
    for (const filter of this.inspection.filters) {
      if (filter.collector !== asset.collector) continue;
      try {
        const answer: unknown = filter.accepts(asset);
        if (isPromise(answer))
          throw new TypeError('it answers a Promise, and has to answer at once: it may not be async');
        if (!answer) return false;
      } catch (error) {
        if (isFieldError(error)) throw error;
        throw new CheckerError(
          `a filter of inspection ${this.inspection.id} failed on ${asset.id}: ${messageOf(error)}`,
          { cause: error },
        );
      }
    }
    return true;
  }

  /** The run's one reading of the time, moved on by what has passed since. */
  private clock(): Date {
    return new Date(this.parts.now.getTime() + this.passedMs());
  }

  private passedMs(): number {
    return Number(process.hrtime.bigint() - this.parts.started) / 1e6;
  }

  private progress(always: boolean): void {
    const progress = (): Progress => ({
      collectionsDone: this.sweep.units.done,
      collectionsTotal: this.sweep.units.total,
      assets: this.ledger.assets,
      calls: this.ledger.calls.total,
      throttled: this.ledger.calls.throttled,
      failing: this.ledger.judged.verdicts.fail,
    });
    this.audience.progress(progress, always);
  }

  private async finish(): Promise<RunSummary> {
    const { ledger, audience } = this;
    const { state, configs } = this.parts;
    const notFound = ledger.close(this.plan, configs.instanceIds ?? []);
    const deliveries = await this.deliver();
    ledger.note(...state.notes);
    const metricsThisMonth = await ledger.metricCallsThisMonth(state, this.startedAt);
    const summary = this.summary({ notFound, deliveries, metricsThisMonth });
    await audience.tell((reporter) => reporter.finish?.(summary));
    // A reporter may have failed with the last thing that it was told.
    return { ...summary, notes: [...ledger.notes] };
  }

  private summary(known: Pick<Parameters<Ledger['summary']>[0], 'notFound' | 'deliveries' | 'metricsThisMonth'>) {
    return this.ledger.summary({
      ...known,
      inspection: this.inspection.id,
      startedAt: this.startedAt,
      finishedAt: this.clock().toISOString(),
      durationMs: Math.round(this.passedMs()),
    });
  }

  private async deliver(): Promise<RunSummary['deliveries']> {
    const { link, deadline, selfCheckers } = this.parts;
    const { couriers } = this;
    link.stop.deadline = deliveryDeadline(Date.now(), this.inspection.timeoutSeconds, deadline);
    if (couriers.length === 0) return [];
    const plans = [...this.plan, SELF_PLAN, ...planOf(selfCheckers)];
    const open = () => openFaults(this.parts.state, this.inspection, plans);
    const { summaries, notes } = await deliverAll(couriers, this.context, selfCheckers, open);
    this.ledger.note(...notes);
    return summaries;
  }
}

function refusalOf(account: string, error: Error): Refusal {
  const code = isInspectionError(error) && !error.context.clockSkew ? error.code : 'service';
  return { account, code, message: messageOf(error) };
}

function errorOf({ account, code, message }: Refusal): Error {
  return code === 'credentials' ? new CredentialsError(message, { account }) : new Error(message);
}
