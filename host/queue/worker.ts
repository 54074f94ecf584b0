/** A worker: takes runs and accounts from the queue, and does them with its own scripts and keys. */
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, Worker } from 'bullmq';
import { omit } from 'lodash';
import { createTransport, type Transport } from '../../lib/aliyun';
import { redact, withHanded } from '../../lib/credentials';
import { ConfigError, isInspectionError, messageOf } from '../../lib/errors';
import { inParts, type Inspection, type Refusal, type RunOptions } from '../../lib/inspection';
import type { Language } from '../../lib/model';
import type { Reporter } from '../../lib/report';
import type { RunShare } from '../../ground/postgres/locks';
import { sharedLimiter } from '../limits';
import type { EnteredAccount } from '../vault';
import { ATTEMPTS, BACKOFF, isCancelled } from './client';
import { Database } from './database';
import {
  idOfAccount,
  loadQueue,
  packed,
  priorityOfAccount,
  QUEUE,
  unpacked,
  type AccountJob,
  type RunJob,
  type RunResult,
} from './jobs';
import { openAccounts, sealAccounts } from './sealing';

export interface WorkerOptions {
  /** The address of the Redis that has the queue. */
  readonly queue: string;
  /** The address of the database that has the state. */
  readonly state: string;
  /** The address of a Redis in which all share the rates of calls; that of the queue when absent. */
  readonly limits?: string;
  /** Accounts at once. */
  readonly concurrency: number;
  /** After so long the job of a worker that was killed is taken over, in seconds. */
  readonly takeoverSeconds: number;
  readonly language: Language;
  /** What hosts seal the keys with that were entered there. */
  readonly key?: Buffer | undefined;
  /**
   * The inspection of a script, with the keys that this machine has.
   *
   * @param entered with their keys, where a host has any: a shipped template inspects them
   * @throws ConfigError
   */
  readonly inspectionOf: (script: string, entered: readonly EnteredAccount[]) => Promise<Inspection>;
  /** Who is told what is found, beside those of the environment. */
  readonly reporters?: (inspection: string, account: string | undefined) => readonly Reporter[];
  readonly env?: RunOptions['env'];
  /** Takes a line about the worker itself. */
  readonly log: (line: string) => void;
}

export interface RunningWorker {
  /**
   * Takes no more jobs, and waits for those under way; those that do not end in time are given back to the queue.
   *
   * @param graceMs milliseconds until then
   */
  close(graceMs: number): Promise<void>;
}

/** How often a worker looks whether the run that it works on was cancelled. */
const LOOK_MS = 2000;
/** After so long somebody who has the lock of a part is asked again. */
const LOCKED_MS = 2000;
/** A job whose worker is lost so often is given up: it is what kills them. */
const MOST_LOSSES = 10;
/** Of the timeout of a run, what its end may take when its accounts have taken all of it; and a minute for the queue. */
const RUN_SHARE = 1.25;
const RUN_SPARE_MS = 60_000;

type AnyJob = Job<RunJob | AccountJob, RunResult | string>;
const isAccount = (job: AnyJob): job is Job<AccountJob, string> => job.name === 'account';

/**
 * Starts a worker.
 *
 * @throws ConfigError for what is no address, or without the packages; StateError when the database cannot be used
 * @example
 * const worker = await startWorker({ queue: 'redis://127.0.0.1:6379', state: 'postgres://…', concurrency: 2, … });
 * await worker.close(60_000);
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { bullmq, options: common } = await loadQueue(options.queue, 'queue');
  const { concurrency, takeoverSeconds } = options;
  const database = new Database(options.state, { concurrency, leaseMs: takeoverSeconds * 1000 });
  // What is wrong with it is said now, not with the first job.
  await database.use(() => Promise.resolve());
  const limiter = await sharedLimiter(options.limits ?? options.queue, options.limits ? 'limits' : 'queue');
  const transport = createTransport();
  const queue = new bullmq.Queue<RunJob | AccountJob, RunResult | string>(QUEUE, common);
  const stopping = new AbortController();
  const lockMs = options.takeoverSeconds * 500;
  const hands = new Hands(options, {
    database,
    transport,
    limiter,
    stopping: stopping.signal,
    queue: { find: (id) => queue.getJob(id) },
  });
  const worker: Worker<RunJob | AccountJob, RunResult | string> = new bullmq.Worker<
    RunJob | AccountJob,
    RunResult | string
  >(
    QUEUE,
    async (job: AnyJob, token = '') => {
      try {
        if (isAccount(job)) return await hands.account(job);
        const run = job as Job<RunJob, RunResult>;
        const accounts = await hands.planned(run);
        if (accounts) {
          await queue.addBulk(accounts.map(({ data, n }) => accountJob(run, data, n)));
          await run.updateData({ ...run.data, added: true });
        }
        if (await run.moveToWaitingChildren(token)) throw new bullmq.WaitingChildrenError();
        return await hands.end(run);
      } catch (error) {
        if (error instanceof bullmq.WaitingChildrenError) throw error;
        const later = hands.laterFor(job, error);
        if (later !== undefined) {
          await job.moveToDelayed(Date.now() + later, token);
          throw new bullmq.DelayedError();
        }
        const told = redact(messageOf(error));
        options.log(`${job.name} ${job.id ?? ''}: ${told}`);
        if (!isAccount(job) && (isFinal(error) || job.attemptsMade + 1 >= ATTEMPTS)) {
          await hands.giveUp(job as Job<RunJob, RunResult>);
          return { failure: { code: isInspectionError(error) ? error.code : 'service', message: told } };
        }
        // What is kept of it in Redis is this sentence.
        const plain = isFinal(error) ? new bullmq.UnrecoverableError(told) : new Error(told);
        plain.stack = told;
        throw plain;
      }
    },
    {
      ...common,
      name: `${hostname()}:${process.pid}`,
      concurrency: options.concurrency,
      lockDuration: lockMs,
      stalledInterval: lockMs,
      maxStalledCount: MOST_LOSSES,
    },
  );
  worker.on('error', (error) => options.log(`queue: ${redact(messageOf(error))}`));
  queue.on('error', () => undefined);
  return {
    async close(graceMs) {
      const timer = setTimeout(() => stopping.abort(), graceMs);
      await worker.close();
      clearTimeout(timer);
      await queue.close();
      limiter.close();
      transport.close();
      await database.close();
    },
  };
}

function accountJob(run: Job<RunJob>, data: AccountJob, n: number) {
  return {
    name: 'account',
    data,
    opts: {
      jobId: idOfAccount(run.id ?? '', n),
      parent: { id: run.id ?? '', queue: run.queueQualifiedName },
      ignoreDependencyOnFailure: true,
      priority: priorityOfAccount(data, n),
      attempts: ATTEMPTS,
      backoff: BACKOFF,
      // Added twice, it is done once.
      removeOnComplete: { age: 86_400, count: 10_000 },
      removeOnFail: { age: 86_400, count: 10_000 },
    },
  };
}

/** Nothing changes when it is tried again. */
function isFinal(error: unknown): boolean {
  return ['config', 'credentials', 'locked', 'cancelled'].some((code) => isInspectionError(error, code as 'config'));
}

interface Tools {
  readonly database: Database;
  readonly transport: Transport;
  readonly limiter: RunOptions['limiter'];
  /** The worker gives back what it does. */
  readonly stopping: AbortSignal;
  readonly queue: { find(id: string): Promise<AnyJob | undefined> };
}

/** Thrown when a job is given back. */
class GivenBack extends Error {}

/** What a worker does with a job. */
class Hands {
  constructor(
    private readonly options: WorkerOptions,
    private readonly tools: Tools,
  ) {}

  /** Milliseconds after which a job is to be done, when that is not now for what was thrown. */
  laterFor(job: AnyJob, error: unknown): number | undefined {
    if (error instanceof GivenBack) return 0;
    if (!isInspectionError(error, 'locked')) return undefined;
    // Whoever has a part of this run was killed, or is about to notice that it is not its any more.
    const takeoverMs = this.options.takeoverSeconds * 1000;
    const plan = isAccount(job) ? job.data.terms : (job as Job<RunJob>).data.plan;
    if (plan) return Date.now() < plan.deadline + 2 * takeoverMs ? LOCKED_MS : undefined;
    const restarted = job.attemptsStarted > 1 && job.attemptsStarted * LOCKED_MS < 3 * takeoverMs;
    return restarted ? LOCKED_MS : undefined;
  }

  /** Plans a run, unless that is done. @returns the accounts that are to be put into the queue */
  async planned(job: Job<RunJob, RunResult>): Promise<readonly { data: AccountJob; n: number }[] | undefined> {
    const { plan: known, added, sealed, ...request } = job.data;
    if (added) return undefined;
    const plan = known ?? (await this.parted(job, 'plan', (run) => run.plan()));
    if (!known) await job.updateData({ ...job.data, plan });
    const { accounts } = plan;
    const terms = omit(plan, 'accounts', 'refused');
    const all = accounts.map((account, n) => ({ n, data: { ...request, run: job.id ?? '', terms, account } }));
    return sealed === undefined ? all : this.dividedKeys(job, all);
  }

  /** Each account's job has the keys of its own account, sealed anew for it. */
  private async dividedKeys(job: Job<RunJob, RunResult>, all: readonly { data: AccountJob; n: number }[]) {
    const { inspection, entered, until } = await this.opened(job);
    const { key } = this.options;
    return all.map(({ data, n }) => {
      const own = inspection.accounts.find(({ name }) => name === (data.account.source ?? data.account.name));
      const names = own?.credentials.accounts ?? (own ? [own.name] : []);
      const mine = entered.filter(({ name }) => names.includes(name));
      if (mine.length === 0 || !key) return { data, n };
      const sealedFor = { job: idOfAccount(data.run, n), inspection: data.inspection };
      return { data: { ...data, sealed: sealAccounts(mine, sealedFor, until, key) }, n };
    });
  }

  async account(job: Job<AccountJob, string>): Promise<string> {
    const { terms, account } = job.data;
    return packed(await this.parted(job, idOfPart(account), (run) => run.inspect(terms, account)));
  }

  async end(job: Job<RunJob, RunResult>): Promise<RunResult> {
    const { plan } = job.data;
    if (!plan) throw new Error('a run is ended before it is planned');
    const parts = new Map(Object.entries(await job.getChildrenValues<string>()).map(([key, text]) => [nOf(key), text]));
    const ignored = await job.getIgnoredChildrenFailures();
    const failures = new Map(Object.entries(ignored).map(([key, reason]) => [nOf(key), reason]));
    const cancelled = isCancelled(job);
    const missing = plan.accounts.flatMap(({ name }, n): Refusal[] => {
      if (parts.has(n)) return [];
      const reason = failures.get(n) ?? (cancelled ? 'the run was cancelled' : 'its job is not in the queue any more');
      return [{ account: name, code: cancelled ? 'cancelled' : 'service', message: `account ${name}: ${reason}` }];
    });
    const summary = await this.parted(job, 'end', (run) => run.end(plan, [...parts.values()].map(unpacked), missing));
    return { summary };
  }

  /** A run that does not go on must not keep the next one out. */
  async giveUp(job: Job<RunJob, RunResult>): Promise<void> {
    try {
      const { inspection } = await this.opened(job);
      const share = this.shareOf(inspection, job.id ?? '', 'end');
      await this.tools.database.use(async (database) => {
        await (await database.state(share).lock(inspection.id)).release();
      });
    } catch {
      // Its lock runs out by itself.
    }
  }

  private async parted<T>(
    job: AnyJob,
    part: string,
    work: (run: ReturnType<typeof inParts>) => Promise<T>,
  ): Promise<T> {
    const { configs, byHand } = job.data;
    const run = isAccount(job) ? job.data.run : (job.id ?? '');
    const { inspection, entered } = await this.opened(job);
    const { database, stopping, transport, limiter } = this.tools;
    if (stopping.aborted) throw new GivenBack();
    const cancel = new AbortController();
    const ended = new AbortController();
    void this.watch(run, cancel, ended.signal);
    const account = isAccount(job) ? job.data.account.name : undefined;
    const { language, env, reporters } = this.options;
    try {
      const options: RunOptions = {
        ...{ transport, limiter, language, env, byHand },
        reporters: reporters?.(inspection.id, account) ?? [],
        signal: AbortSignal.any([stopping, cancel.signal]),
      };
      const share = this.shareOf(inspection, run, part);
      const handed = new Map(
        entered.map(({ name, accessKeyId = '', accessKeySecret = '', securityToken }) => {
          return [name, { accessKeyId, accessKeySecret, securityToken }];
        }),
      );
      const result = await withHanded(handed, () =>
        database.use((opened) => work(inParts(inspection, configs, { ...options, state: opened.state(share) }))),
      );
      // What was cut short is done again by somebody else.
      if (stopping.aborted) throw new GivenBack();
      return result;
    } catch (error) {
      throw stopping.aborted ? new GivenBack() : error;
    } finally {
      ended.abort();
    }
  }

  /** The inspection of a job, and the accounts that a host has given with it. */
  private async opened({ id: job = '', data }: AnyJob) {
    const { script, inspection: id, sealed } = data;
    const nothing: ReturnType<typeof openAccounts> = { accounts: [], until: 0 };
    const { accounts: entered, until } =
      sealed === undefined ? nothing : openAccounts(sealed, { job, inspection: id }, this.options.key);
    const inspection = await this.options.inspectionOf(script, entered);
    if (inspection.id === id) return { inspection, entered, until };
    const problem = `script ${script} has inspection ${inspection.id} on this machine, and ${id} where the run was asked for`;
    throw new ConfigError(`${problem}: all of them need the same script`, { field: 'script' });
  }

  private shareOf({ id, timeoutSeconds }: Inspection, run: string, part: string): RunShare {
    const runMs = timeoutSeconds * 1000 * RUN_SHARE + RUN_SPARE_MS;
    return { inspection: id, run, part, runMs, last: part === 'end' };
  }

  private async watch(run: string, cancel: AbortController, ended: AbortSignal): Promise<void> {
    // Most accounts take less than a look at the run, which has all of its plan.
    while (!cancel.signal.aborted) {
      await sleep(LOOK_MS, undefined, { signal: ended, ref: false }).catch(() => undefined);
      if (ended.aborted) return;
      const job = await this.tools.queue.find(run).catch(() => undefined);
      if (job && isCancelled(job)) cancel.abort();
    }
  }
}

const idOfPart = ({ source, name }: AccountJob['account']): string => `account/${source ?? ''}/${name}`;

/** Jobs of accounts end with their number, see `idOfAccount`. */
function nOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('.') + 1));
}
