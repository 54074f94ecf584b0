import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import {
  endpointsFromEnv,
  type EndpointOptions,
  createClient,
  createLimiter,
  createTransport,
  globalPlaces,
  type CallCounters,
  type MetricCallBudget,
  type Client,
  type StopControl,
  type Transport,
} from '../aliyun';
import type { AnyChecker } from '../define';
import { CheckerError, CredentialsError, StateError, isFieldError, isInspectionError, messageOf } from '../errors';
import {
  hostLanguage,
  SEVERITIES,
  type AccountRef,
  type AnyAsset,
  type CollectionSummary,
  type EventKind,
  type Finding,
  type Language,
  type RunSummary,
  type Severity,
  type Text,
  type Verdict,
} from '../model';
import { lineReporter, type Progress, type Reporter } from '../report';
import { hasState, memoryState, openState, type StateStore } from '../state';
import { doubtOf, notOpenedNotes } from './absent';
import { checkAccountRegions, identify, knownRegions, lastKnownId, placesOf } from './account';
import { parseConfigs, type RunConfigs } from './configs';
import type { AccountSource, AccountSpec, Inspection, RunOptions } from './types';
import { planOf, withParams, type RootPlan } from './plan';
import { Courier } from './courier';
import { deliverAll, deliveryDeadline } from './deliveries';
import { scheduleNote } from './schedule';
import { Gate } from './gate';
import { SELF_CHECKERS, SELF_PLAN, selfAsset } from './self';
import type { UnitContext } from './judge';
import { inspectUnit, judgeSelf } from './unit';
import { keepSaid } from './said';
import { alertsFor, checkAlerts, guanceConfigOf, linkWorkspace, type Link } from './workspace';

/** Where a run keeps its state when nobody says otherwise. */
export const DEFAULT_STATE_DIR = '.aliyun-inspection';
const PROGRESS_EVERY_MS = 100;
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
  const own = parseConfigs(input);
  withParams([...inspection.checkers, ...SELF_CHECKERS], own.params);
  const endpoints = endpointsFromEnv(env);
  const extra = (env.ALIYUN_EXTRA_REGIONS ?? '')
    .split(',')
    .map((region) => region.trim())
    .filter(Boolean);
  checkAccountRegions(inspection.accounts, own.regions, extra);
  const guance = guanceConfigOf(inspection, env);
  const alertNotes = checkAlerts(inspection, guance, options.reporters);
  // A disabled inspection must not touch Alibaba Cloud, not even for keys: with a workspace, it is asked first. That there
  // are no keys is known without touching anything, and then the workspace is not waited for.
  const asksFirst = guance.apiKeyId !== undefined && !options.dryRun;
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
    const link = await linkWorkspace(inspection, guance, own, {
      env,
      language,
      signal: options.signal,
      deadline,
      state,
      now,
      byHand: options.byHand,
      dryRun: options.dryRun,
      limits: options.guanceLimits,
      outDir: join(stateDirOf(options, env), 'out', inspection.id),
      hurry: missing !== undefined,
    }).catch((error: unknown) => {
      throw missing ?? error;
    });
    const { configs, problems } = usable(inspection, link, extra);
    await keepSaid(state, inspection.id, link, problems.parameters === undefined);
    const checkers = withParams([...inspection.checkers, ...SELF_CHECKERS], configs.params);
    const theirs = inspection.checkers.length;
    const run = new Run(inspection, configs, checkers.slice(0, theirs), options, {
      selfCheckers: checkers.slice(theirs),
      now,
      state,
      transport,
      endpoints,
      language,
      started,
      deadline,
      lost: lock.lost,
      link: { ...link, problems, notes: [...alertNotes, ...link.notes] },
    });
    if (link.disabled) return await run.disabled();
    return await run.go(early ?? (await checkCredentials(inspection.accounts)));
  } finally {
    if (lock) await lock.release().catch(() => undefined);
    if (!options.transport) transport.close();
    if (!options.state) await real.close().catch(() => undefined);
  }
}

/** Parameters from the workspace are checked like any other; what is wrong with them is said, and the own are used. */
function usable(inspection: Inspection, link: Link, extra: readonly string[]): Pick<Link, 'configs' | 'problems'> {
  try {
    withParams([...inspection.checkers, ...SELF_CHECKERS], link.configs.params);
    checkAccountRegions(inspection.accounts, link.configs.regions, extra);
    return link;
  } catch (error) {
    if (!isInspectionError(error, 'config')) throw error;
    return { configs: link.fallback, problems: { ...link.problems, parameters: messageOf(error) } };
  }
}

function stateDirOf(options: RunOptions, env: Readonly<Record<string, string | undefined>>): string {
  return options.stateDir ?? (env.ALIYUN_INSPECTION_STATE?.trim() || DEFAULT_STATE_DIR);
}

function openDefaultState(options: RunOptions, env: Readonly<Record<string, string | undefined>>): StateStore {
  const directory = stateDirOf(options, env);
  // A dry run leaves nothing behind, not even an empty state.
  return options.dryRun && !hasState(directory) ? memoryState() : openState(directory);
}

/**
 * Keys that cannot be had are bad input when it is all there is; when other accounts have theirs, those go on and the
 * refused ones are reported as failed.
 */
async function checkCredentials(accounts: readonly (AccountSpec | AccountSource)[]): Promise<Map<string, Error>> {
  const refused = new Map<string, Error>();
  await Promise.all(
    accounts.map(async (account) => {
      try {
        await account.credentials.getCredentials();
      } catch (error) {
        refused.set(account.name, namingAccount(error, account));
      }
    }),
  );
  const first = [...refused.values()][0];
  if (first && refused.size === accounts.length) throw first;
  return refused;
}

/** What is certain on this machine: no account has any keys. */
async function missingKeys(accounts: readonly (AccountSpec | AccountSource)[]): Promise<Error | undefined> {
  let first: Error | undefined;
  for (const account of accounts) {
    try {
      await account.credentials.check?.();
      return undefined;
    } catch (error) {
      first ??= namingAccount(error, account);
    }
  }
  return first;
}

function namingAccount(
  error: unknown,
  account: { readonly name: string },
  fallback: 'credentials' | 'service' = 'credentials',
): Error {
  const message = messageOf(error);
  if (message.includes(`account ${account.name}`)) return error as Error;
  const code = isInspectionError(error) ? error.code : fallback;
  return new CredentialsError(
    `account ${account.name}: ${message.replace(/^no credentials for account: /, 'no keys: ')}`,
    {
      code,
      cause: error,
    },
  );
}

interface RunParts {
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
  readonly link: Link;
  /** Those of {@link SELF_CHECKERS}, with the parameters of the run. */
  readonly selfCheckers: readonly AnyChecker[];
}

/** The regions of one collector of an account: how many, how many are done, and those that do not have it. */
interface Asked {
  readonly regions: number;
  done: number;
  readonly absent: CollectionSummary[];
}

class Run {
  private readonly startedAt: string;
  private readonly counters: CallCounters = { total: 0, throttled: 0, retried: 0 };
  private readonly collections: CollectionSummary[] = [];
  private readonly verdicts: Record<Verdict, number> = { pass: 0, fail: 0, skip: 0, unknown: 0 };
  private readonly failing: Record<Severity, number> = { critical: 0, error: 0, warning: 0, info: 0 };
  private readonly eventCounts: Record<EventKind, number> = { anomaly: 0, update: 0, recovery: 0 };
  private readonly notes: string[] = [];
  private readonly reporters: Reporter[];
  /** None in a dry run. */
  private readonly couriers: readonly Courier[];
  private readonly plan: readonly RootPlan[];
  private readonly abort = new AbortController();
  private readonly metricCalls: MetricCallBudget;
  private readonly histories = new Gate(HISTORIES_AT_ONCE);
  private begun: Promise<void> | undefined;
  private skippedPairs = 0;
  /** Asset ids that were asked for and seen. */
  private readonly found = new Set<string>();
  private assets = 0;
  private muted = 0;
  private unitsTotal = 0;
  private unitsDone = 0;
  private progressAt = 0;

  constructor(
    private readonly inspection: Inspection,
    private readonly configs: RunConfigs,
    private readonly checkers: readonly AnyChecker[],
    private readonly options: RunOptions,
    private readonly parts: RunParts,
  ) {
    this.startedAt = parts.now.toISOString();
    this.plan = planOf(checkers);
    const told = options.reporters ?? [lineReporter((line) => process.stderr.write(`${line}\n`))];
    // A host that writes lines or files itself does not write them twice.
    this.reporters = [...told];
    for (const reporter of parts.link.reporters) {
      if (!this.reporters.some((one) => one.name === reporter.name)) this.reporters.push(reporter);
    }
    const deliverers = options.dryRun ? [] : this.reporters.filter((reporter) => 'deliver' in reporter);
    const { state, now, link } = parts;
    const { id } = inspection;
    this.couriers = deliverers.map((reporter) => {
      const alerts = alertsFor(inspection, reporter);
      return new Courier({ inspection: id, reporter, state, now, alerts, stop: link.stop });
    });
    this.metricCalls = { ceiling: inspection.metricCalls ?? Infinity, used: 0 };
    const questionable = scheduleNote(inspection.schedule);
    this.notes.push(...parts.link.notes, ...(questionable ? [questionable] : []));
  }

  async go(refused: ReadonlyMap<string, Error>): Promise<RunSummary> {
    const timeoutMs = this.inspection.timeoutSeconds * 1000;
    const margin = Math.min(MARGIN.maxMs, Math.max(MARGIN.minMs, timeoutMs * MARGIN.share));
    const { deadline } = this.parts;
    const stop: StopControl = { signal: this.abort.signal, deadline: deadline - margin };
    const hardStop = setTimeout(() => this.abort.abort(), deadline - margin / 2 - Date.now());
    const cancel = () => this.abort.abort();
    setMaxListeners(0, this.abort.signal);
    if (this.options.signal?.aborted) cancel();
    this.options.signal?.addEventListener('abort', cancel, { once: true });
    this.parts.lost.addEventListener('abort', cancel, { once: true });
    if (this.parts.lost.aborted) cancel();
    try {
      await this.inspectSelf();
      await this.inspectAll(stop, refused);
    } finally {
      clearTimeout(hardStop);
      this.options.signal?.removeEventListener('abort', cancel);
      this.parts.lost.removeEventListener('abort', cancel);
    }
    if (this.parts.lost.aborted) this.note(messageOf(this.parts.lost.reason));
    else if (this.options.signal?.aborted)
      this.notes.push('cancelled: what was judged so far is kept, the rest is unknown');
    else if (Date.now() >= stop.deadline) {
      this.notes.push(`the timeout of ${this.inspection.timeoutSeconds} s was reached: the rest is unknown`);
    }
    return this.finish();
  }

  /** Somebody has switched it off in the workspace: nothing is inspected, nothing recovers. */
  async disabled(): Promise<RunSummary> {
    this.note(`inspection ${this.inspection.id} is disabled in Guance: nothing was inspected`);
    return this.finish();
  }

  private async inspectSelf(): Promise<void> {
    const { link } = this.parts;
    if (!link.asked) return;
    const { problems } = link;
    if (problems.parameters)
      this.note(`parameters set in Guance are not valid, the script's own are used: ${problems.parameters}`);
    try {
      await judgeSelf(this.unitContext(), SELF_PLAN, selfAsset(this.inspection, problems));
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      this.note(error.message);
    }
  }

  private info() {
    const { id, title } = this.inspection;
    return {
      inspection: { id, title },
      startedAt: this.startedAt,
      checkers: this.checkers,
      language: this.parts.language,
    };
  }

  private async inspectAll(stop: StopControl, refused: ReadonlyMap<string, Error>): Promise<void> {
    const { state, transport, endpoints } = this.parts;
    const limiter = this.options.limiter ?? createLimiter();
    const queue = new WorkQueue(this.options.concurrency ?? 16);
    const failed: { account: AccountRef; error: Error }[] = [];
    let attempted = 0;
    const clientOf = (account: AccountSpec | AccountSource) =>
      createClient({
        accountName: account.name,
        accountKey: ('accountId' in account && account.accountId) || account.name,
        credentials: account.credentials,
        limiter,
        transport,
        counters: this.counters,
        metricCalls: this.metricCalls,
        now: this.parts.now,
        stop,
        endpoints,
        timeoutMs: this.options.timeoutMs,
      });
    const begin = (account: AccountSpec | AccountSource): void => {
      attempted += 1;
      queue.add(async () => {
        try {
          const error = refused.get(account.name);
          if (error) throw error;
          if ('list' in account) {
            const members = await account.list(clientOf(account));
            this.note(`${account.name}: ${members.length} accounts`);
            attempted -= 1;
            members.forEach(begin);
          } else {
            // Members of a directory are entered here for the first time: one that refuses does not stop the others.
            await account.credentials.getCredentials();
            await this.startAccount(queue, clientOf(account), account);
          }
        } catch (e) {
          failed.push({ account: await knownAs(account, state), error: namingAccount(e, account, 'service') });
        }
      });
    };
    this.inspection.accounts.forEach(begin);
    await queue.drained();
    // Keys refused for every account are bad input, not a finding. A wrong clock is not the keys' fault.
    const keys = failed.filter(({ error }) => isInspectionError(error, 'credentials') && !error.context.clockSkew);
    if (keys[0] && keys.length === attempted) throw keys[0].error;
    for (const { account, error } of failed) await this.accountFailed(account, error);
  }

  private async startAccount(queue: WorkQueue, client: Client, spec: AccountSpec): Promise<void> {
    const { state, endpoints } = this.parts;
    const identity = await identify(client, spec, state);
    if (identity.note) this.note(identity.note);
    const account: AccountRef = { id: identity.id, name: spec.name };
    const regional = this.plan.map((root) => root.collector).filter((collector) => collector.scope === 'region');
    const remembered = (collector: string) =>
      state.regions({ inspection: this.inspection.id, account: account.id, collector });
    const places = regional.length
      ? await placesOf(
          client,
          spec,
          this.configs.regions,
          regional,
          remembered,
          knownRegions(state, account.id, this.parts.now),
        )
      : { regionsOf: () => [], skipped: 0, notes: [] };
    for (const note of places.notes) this.note(note);
    this.skippedPairs += places.skipped;
    const units = this.plan.flatMap((root) => {
      const { scope, id, product } = root.collector;
      const regions = scope === 'global' ? globalPlaces(product, endpoints) : places.regionsOf(id);
      // Regions that do not have it are believed when all have been asked.
      const asked: Asked = { regions: regions.length, done: 0, absent: [] };
      return regions.map((region) => ({ root, region, asked }));
    });
    this.unitsTotal += units.length;
    for (const { root, region, asked } of units) {
      queue.add(async () => {
        await this.inspectOne(root, client, account, region, asked.absent);
        asked.done += 1;
        if (asked.done === asked.regions) await this.settleAbsent(root, client, account, asked);
        this.unitsDone += 1;
        this.progress(true);
      });
    }
  }

  private async inspectOne(
    root: RootPlan,
    client: Client,
    account: AccountRef,
    region: string,
    absent: CollectionSummary[],
  ): Promise<void> {
    const context = this.unitContext();
    const collection = async (one: CollectionSummary): Promise<void> => {
      if (one.status === 'unsupported') absent.push(one);
      else await this.collection(one);
    };
    try {
      await inspectUnit({ ...context, emit: { ...context.emit, collection } }, root, client, account, region);
    } catch (error) {
      // Nothing may be claimed about what could not be remembered, nor about what a defect cut short.
      const reason = isInspectionError(error) ? error.message : `internal error: ${messageOf(error)}`;
      if (error instanceof StateError) this.note(reason);
      await this.collectionFailed(root, account, region, reason);
    }
  }

  /** The run's one reading of the time, moved on by what has passed since. */
  private clock(): Date {
    return new Date(this.parts.now.getTime() + Number(process.hrtime.bigint() - this.parts.started) / 1e6);
  }

  /** A product that is in no region of the account at all must not look like health. */
  private async settleAbsent(root: RootPlan, client: Client, account: AccountRef, asked: Asked): Promise<void> {
    const { absent, regions } = asked;
    const nowhere = absent.length === regions && regions > 0;
    const doubt = nowhere ? await doubtOf(client, root.collector) : () => undefined;
    for (const one of absent) {
      const why = doubt(one.region);
      if (why === undefined) await this.collection(one);
      else await this.collectionFailed(root, account, one.region, `${one.reason ?? 'refused'}; ${why}`, one.calls);
    }
    if (nowhere) {
      const where = regions === 1 ? 'the one region' : `any of the ${regions} regions`;
      this.note(`${root.collector.id}: not available in ${where} of account ${account.name}, so nothing was inspected`);
    }
  }

  private unitContext(): UnitContext {
    const { id, title } = this.inspection;
    return {
      inspection: { id, title },
      now: this.parts.now,
      clock: () => this.clock(),
      startedAt: this.startedAt,
      state: this.parts.state,
      destinations: this.couriers.map((courier) => courier.destination),
      mutes: this.inspection.alerts?.mutes,
      found: this.found,
      only: this.configs.instanceIds && new Set(this.configs.instanceIds),
      accepts: (asset) => this.accepts(asset),
      histories: this.histories,
      wantsReadings: this.reporters.some((reporter) => 'readings' in reporter),
      wantsFindings: this.reporters.some((reporter) => 'findings' in reporter),
      emit: {
        count: (verdict, severity) => {
          this.verdicts[verdict] += 1;
          if (severity) this.failing[severity] += 1;
        },
        muted: () => void (this.muted += 1),
        assets: async (batch) => {
          this.assets += batch.length;
          await this.tell((r) => r.assets?.(batch));
        },
        readings: (batch) => this.tell((r) => r.readings?.(batch)),
        findings: (batch) => this.findings(batch),
        events: async (batch) => {
          for (const event of batch) this.eventCounts[event.kind] += 1;
          await this.tell((r) => r.events?.(batch));
          for (const courier of this.couriers) courier.nudge(batch.length);
        },
        collection: (collection) => this.collection(collection),
      },
    };
  }

  private accepts(asset: AnyAsset): boolean {
    for (const filter of this.inspection.filters) {
      if (filter.collector !== asset.collector) continue;
      try {
        if (!filter.accepts(asset)) return false;
      } catch (error) {
        if (isFieldError(error)) throw error;
        throw new CheckerError(
          `a filter of inspection ${this.inspection.id} failed on ${asset.id}: ${messageOf(error)}`,
          {
            cause: error,
          },
        );
      }
    }
    return true;
  }

  private async findings(batch: readonly Finding[]): Promise<void> {
    await this.tell((r) => r.findings?.(batch));
    this.progress(false);
  }

  private async collection(collection: CollectionSummary): Promise<void> {
    this.collections.push(collection);
    await this.tell((r) => r.collection?.(collection));
  }

  /** An account that cannot be inspected at all: every checker is `unknown` for it. */
  private async accountFailed(account: AccountRef, error: Error): Promise<void> {
    for (const root of this.plan) {
      const { scope, product } = root.collector;
      for (const region of scope === 'global' ? globalPlaces(product, this.parts.endpoints) : ['*']) {
        await this.collectionFailed(root, account, region, error.message);
      }
    }
  }

  private async collectionFailed(
    root: RootPlan,
    account: AccountRef,
    region: string,
    reason: string,
    calls = 0,
  ): Promise<void> {
    const message: Text = { zh: `无法判断：${reason}`, en: `cannot tell: ${reason}` };
    const checkers = [...root.checkers, ...root.goneCheckers];
    this.verdicts.unknown += checkers.length;
    await this.findings(
      checkers.map((checker) => ({
        checker: checker.id,
        product: root.collector.product.code,
        assetId: '',
        assetName: '',
        account: account.id,
        accountName: account.name,
        region,
        verdict: 'unknown',
        message,
        data: {},
      })),
    );
    await this.collection({
      collector: root.collector.id,
      account: account.id,
      accountName: account.name,
      region,
      status: 'failed',
      reason,
      assets: 0,
      calls,
    });
  }

  private progress(force: boolean): void {
    const at = Date.now();
    if (!force && at - this.progressAt < PROGRESS_EVERY_MS) return;
    this.progressAt = at;
    const progress: Progress = {
      collectionsDone: this.unitsDone,
      collectionsTotal: this.unitsTotal,
      assets: this.assets,
      calls: this.counters.total,
      throttled: this.counters.throttled,
      failing: this.verdicts.fail,
    };
    for (const reporter of [...this.reporters]) {
      try {
        reporter.progress?.(progress);
      } catch (error) {
        this.drop(reporter, error);
      }
    }
  }

  private async tell(say: (reporter: Reporter) => void | Promise<void>): Promise<void> {
    // Told of the start with the first thing that there is to tell: refused keys leave no trace.
    this.begun ??= this.tellEach((r) => r.start?.(this.info()));
    await this.begun;
    await this.tellEach(say);
  }

  /** A reporter that fails is dropped and noted; the others go on. */
  private async tellEach(say: (reporter: Reporter) => void | Promise<void>): Promise<void> {
    await Promise.all(
      [...this.reporters].map(async (reporter) => {
        try {
          await say(reporter);
        } catch (error) {
          this.drop(reporter, error);
        }
      }),
    );
  }

  private drop(reporter: Reporter, error: unknown): void {
    const at = this.reporters.indexOf(reporter);
    if (at >= 0) this.reporters.splice(at, 1);
    this.note(`reporter ${reporter.name} failed: ${messageOf(error)}`);
  }

  private note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  private async finish(): Promise<RunSummary> {
    const order = (c: CollectionSummary) => `${c.accountName}\n${c.region}\n${c.collector}`;
    this.collections.sort((a, b) => (order(a) < order(b) ? -1 : 1));
    for (const note of notOpenedNotes(this.collections, this.plan)) this.note(note);
    this.noteOddFields();
    const missing = (this.configs.instanceIds ?? []).filter((id) => !this.found.has(id));
    if (missing.length > 0) {
      this.note(
        `asked for and not found, so not inspected: ${missing.slice(0, 20).join(', ')}${missing.length > 20 ? ' …' : ''}`,
      );
    }
    if (this.skippedPairs > 0) {
      this.note(
        `Resource Center knows of nothing in ${this.skippedPairs} (collector, region) pairs: they were skipped`,
      );
    }
    const deliveries = await this.deliver();
    for (const note of this.parts.state.notes) this.note(note);
    const summary: RunSummary = {
      inspection: this.inspection.id,
      startedAt: this.startedAt,
      finishedAt: this.clock().toISOString(),
      complete:
        missing.length === 0 && this.collections.every((c) => c.status === 'complete' || c.status === 'unsupported'),
      collections: this.collections,
      notFound: missing,
      assets: this.assets,
      verdicts: this.verdicts,
      findings: Object.fromEntries(SEVERITIES.map((s) => [s, this.failing[s]])) as Record<Severity, number>,
      muted: this.muted,
      events: this.eventCounts,
      deliveries,
      calls: { ...this.counters, metrics: this.metricCalls.used, metricsThisMonth: await this.metricCallsThisMonth() },
      skippedPairs: this.skippedPairs,
      durationMs: Math.round(Number(process.hrtime.bigint() - this.parts.started) / 1e6),
      peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
      notes: this.notes,
    };
    const before = this.notes.length;
    await this.tell((r) => r.finish?.(summary));
    return this.notes.length === before ? summary : { ...summary, notes: [...this.notes] };
  }

  private async deliver(): Promise<RunSummary['deliveries']> {
    const { link, deadline } = this.parts;
    link.stop.deadline = deliveryDeadline(Date.now(), this.inspection.timeoutSeconds, deadline);
    if (this.couriers.length === 0) return [];
    const { summaries, notes } = await deliverAll(this.couriers, this.unitContext(), this.parts.selfCheckers);
    for (const note of notes) this.note(note);
    return summaries;
  }

  /** CloudMonitor's free quota counts per month and account; the state counts what its inspections have used. */
  private async metricCallsThisMonth(): Promise<number> {
    const fact = `metric-calls:${this.startedAt.slice(0, 7)}`;
    try {
      const used = Number((await this.parts.state.getFact(fact)) ?? 0) + this.metricCalls.used;
      if (this.metricCalls.used > 0) await this.parts.state.setFact(fact, String(used));
      return used;
    } catch (error) {
      this.note(messageOf(error));
      return this.metricCalls.used;
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

/** The account as far as the state knows it, when the cloud could not be asked. */
async function knownAs(account: AccountSpec | AccountSource, state: StateStore): Promise<AccountRef> {
  const id = 'list' in account ? undefined : (account.accountId ?? (await lastKnownId(account, state)));
  return { id: id ?? account.name, name: account.name };
}

/** Work that begets work, so many at a time. */
class WorkQueue {
  private readonly waiting: (() => Promise<void>)[] = [];
  private running = 0;
  private error: { readonly reason: unknown } | undefined;
  private resolve: (() => void) | undefined;

  constructor(private readonly limit: number) {}

  add(work: () => Promise<void>): void {
    this.waiting.push(work);
    this.pump();
  }

  /** Resolves when nothing is left; rejects with the first failure once the rest has ended. */
  async drained(): Promise<void> {
    if (this.running > 0 || this.waiting.length > 0) await new Promise<void>((resolve) => (this.resolve = resolve));
    if (this.error) throw this.error.reason;
  }

  private pump(): void {
    while (this.running < this.limit && this.waiting.length > 0) {
      const work = this.waiting.shift();
      if (!work) return;
      this.running += 1;
      work()
        .catch((reason: unknown) => {
          this.error ??= { reason };
        })
        .finally(() => {
          this.running -= 1;
          if (this.running === 0 && this.waiting.length === 0) this.resolve?.();
          else this.pump();
        });
    }
  }
}
