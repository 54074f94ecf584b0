import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import { createTransport, type EndpointOptions, type StopControl, type Transport } from '../aliyun';
import { FLAPPING, type AnyChecker } from '../define';
import { CheckerError, StateError, isFieldError, messageOf } from '../errors';
import { hostLanguage, type AnyAsset, type Language, type RunSummary } from '../model';
import type { Progress } from '../report';
import { memoryState, type StateStore } from '../state';
import { alertsFor } from './alerts';
import { Audience, listeners } from './audience';
import type { RunConfigs } from './configs';
import type { UnitContext } from './context';
import { Causes } from './causes';
import { Courier } from './courier';
import { deliverAll, deliveryDeadline } from './deliveries';
import { checkCredentials, missingKeys } from './keys';
import { Ledger } from './ledger';
import { linkGuance, type Link } from './link';
import { judgeOverdue } from './overdue-accounts';
import { isWanted } from './narrowing';
import { openFaults } from './open-faults';
import { planOf, withParams, type RootPlan } from './plan';
import { openDefaultState, prepare, stateDirOf, usable } from './prepare';
import { acceptances, Accepted } from './feedback';
import { Gate } from './queue';
import { keepSaid } from './said';
import { scheduleNote } from './schedule';
import { audienceOf, countsUntil, leave } from './sharing';
import { SELF_CHECKERS, SELF_PLAN, selfAsset } from './self';
import { Sweep } from './sweep';
import type { Inspection, RunOptions } from './types';
import { judgeSelf } from './unit';
import { updatesOf } from './updates';

/** Batches of assets whose past is held at once, in all units: enough to use up CloudMonitor's 50 calls per second. */
const HISTORIES_AT_ONCE = 6;
/** Of the timeout, what is kept for finishing. */
const MARGIN = { share: 0.05, minMs: 500, maxMs: 20_000 };

/** @see Inspection.run */
export async function runInspection(
  inspection: Inspection,
  input: unknown,
  options: RunOptions = {},
): Promise<RunSummary> {
  const started = process.hrtime.bigint();
  const now = options.now?.() ?? new Date();
  const env = options.env ?? process.env;
  // Bad input ends here, before anything is opened or called.
  const { own, endpoints, extraRegions, guance, notes } = prepare(inspection, input, options, env);
  // A disabled inspection must not touch Alibaba Cloud, not even for keys: with a workspace, it is asked first. That there
  // are no keys is known without touching anything, and then the workspace is not waited for.
  const asksFirst = guance.apiKeyId !== undefined && !options.dryRun && !options.registered;
  const early = asksFirst ? undefined : await checkCredentials(inspection.accounts);
  const missing = asksFirst ? await missingKeys(inspection.accounts) : undefined;
  const deadline = Date.now() + inspection.timeoutSeconds * 1000;

  const real = options.state ?? openDefaultState(options, env);
  const state = options.dryRun ? memoryState(real) : real;
  const transport = options.transport ?? createTransport();
  const language = options.language ?? hostLanguage(env);
  let lock: Awaited<ReturnType<StateStore['lock']>> | undefined;
  try {
    lock = await state.lock(inspection.id);
    const link = await linkGuance(inspection, guance, own, {
      env,
      language,
      signal: options.signal,
      deadline,
      state,
      now,
      byHand: options.byHand,
      dryRun: options.dryRun,
      limits: options.guanceLimits,
      registered: options.registered,
      outDir: join(stateDirOf(options, env), 'out', inspection.id),
      hurry: missing !== undefined,
    }).catch((error: unknown) => {
      throw missing ?? error;
    });
    const { configs, problems } = usable(inspection, link, extraRegions);
    await keepSaid(state, inspection.id, link, problems.parameters === undefined);
    const checkers = withParams([...inspection.checkers, ...SELF_CHECKERS], configs);
    const theirs = inspection.checkers.length;
    const run = new Run(inspection, options, {
      configs,
      checkers: checkers.slice(0, theirs),
      selfCheckers: checkers.slice(theirs),
      now,
      state,
      transport,
      endpoints,
      language,
      started,
      deadline,
      lost: lock.lost,
      audience: audienceOf(inspection, guance, options),
      accepted: checkers.some(looksBack) ? new Accepted(await acceptances(state)) : undefined,
      link: { ...link, problems, notes: [...notes, ...link.notes] },
    });
    if (link.disabled) return await run.disabled();
    return await run.go(early ?? (await checkCredentials(inspection.accounts)));
  } finally {
    if (lock) await lock.release().catch(() => undefined);
    if (!options.transport) transport.close();
    if (!options.state) await real.close().catch(() => undefined);
  }
}

interface RunParts {
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
}

/** Whether a checker judges by the past of its metrics. */
function looksBack({ metrics }: AnyChecker): boolean {
  return Object.values(metrics).some(({ history }) => history !== undefined);
}

/** One run: what has to end when, who is told, and what comes of it. */
class Run {
  private readonly plan: readonly RootPlan[];
  private readonly ledger: Ledger;
  private readonly audience: Audience;
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
    this.ledger = new Ledger(inspection.metricCalls);
    const questionable = scheduleNote(inspection.schedule);
    this.ledger.note(...parts.link.notes, ...(questionable ? [questionable] : []));
    this.stop = { signal: this.abort.signal, deadline: parts.deadline - this.margin };
    this.audience = this.gather();
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

  async go(refused: ReadonlyMap<string, Error>): Promise<RunSummary> {
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
      await this.inspectSelf();
      await this.sweep.all(this.inspection.accounts, refused);
      this.ledger.fail(...(await judgeOverdue(this.context, this.causes, this.parts.selfCheckers)));
      const { notes, untold } = await this.causes.tell(this.context);
      this.ledger.note(...notes);
      this.ledger.fail(...untold);
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
    return this.finish();
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

  private gather(): Audience {
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
    return new Audience(reporters, couriers, info, (text) => this.ledger.note(text));
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
      destinations: audience.couriers.map((courier) => courier.destination),
      accepted: parts.accepted,
      mutes: inspection.alerts?.mutes,
      flapping: inspection.flapping ?? FLAPPING.openings,
      updates: updatesOf(inspection),
      found: ledger.found,
      only: configs.instanceIds && new Set(configs.instanceIds),
      accepts: (asset) => this.accepts(asset),
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
        if (!filter.accepts(asset)) return false;
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
    const summary = ledger.summary({
      inspection: this.inspection.id,
      startedAt: this.startedAt,
      finishedAt: this.clock().toISOString(),
      notFound,
      deliveries,
      durationMs: Math.round(this.passedMs()),
      metricsThisMonth,
    });
    await audience.tell((reporter) => reporter.finish?.(summary));
    // A reporter may have failed with the last thing that it was told.
    return { ...summary, notes: [...ledger.notes] };
  }

  private async deliver(): Promise<RunSummary['deliveries']> {
    const { link, deadline, selfCheckers } = this.parts;
    const { couriers } = this.audience;
    link.stop.deadline = deliveryDeadline(Date.now(), this.inspection.timeoutSeconds, deadline);
    if (couriers.length === 0) return [];
    const plans = [...this.plan, SELF_PLAN, ...planOf(selfCheckers)];
    const open = () => openFaults(this.parts.state, this.inspection, plans);
    const { summaries, notes } = await deliverAll(couriers, this.context, selfCheckers, open);
    this.ledger.note(...notes);
    return summaries;
  }
}
