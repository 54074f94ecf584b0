/**
 * The process of one run, or of a look at scripts: the host forks it, tells it over IPC what to do, and is told over IPC
 * what came of it. What is printed is the log. A script may do here what it likes; nothing of it reaches the host.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { basename, join } from 'node:path';
import { redact, registerSecret } from '../lib/credentials';
import { ConfigError, isInspectionError, messageOf, StateError } from '../lib/errors';
import { checkTimes, type Inspection } from '../lib/inspection';
import type { Language, RunSummary, Text } from '../lib/model';
import { lineReporter, type Progress } from '../lib/report';
import type { StateStore } from '../lib/state';
import { TEMPLATES } from '../templates/registry.gen';
import { loadInspection, type Loaded } from '../ground/load';
import { inspectionOf, type RequestedAccount } from '../ground/request';
import { openStateForRun } from '../ground/state';
import { factsOf, type FunctionFacts } from './facts';
import { sharedLimiter, type SharedLimiter } from './limits';
import { printedIn } from './lines';
import type { RunQueue } from './queue/client';
import { QUEUE_KEY, sealAccounts } from './queue/sealing';
import { nameInQueue } from './queue/shared';

/** A script, where the process finds it. */
export interface ScriptFile {
  readonly id: string;
  readonly file: string;
}

/** What the host tells the process; a run may be told to stop. */
export type Order =
  | { readonly do: 'describe'; readonly scripts: readonly ScriptFile[]; readonly root: string }
  | RunOrder
  | { readonly do: 'cancel' };

export interface RunOrder {
  readonly do: 'run';
  /** The id of a shipped template, or an absolute path. */
  readonly source: { readonly shipped: string } | { readonly file: string; readonly root: string };
  readonly configs?: unknown;
  readonly env: Readonly<Record<string, string>>;
  readonly stateDir: string;
  /** The address of the database that has the state; {@link stateDir} has it when absent. */
  readonly database?: string;
  /** The address of a Redis in which hosts share the rates of calls. */
  readonly limits?: string;
  /** The address of the queue whose workers do it. */
  readonly queue?: string;
  /** What keys are sealed with on their way there, in base64. */
  readonly queueKey?: string;
  /** Of the schedule: the time for which it is, the same on all hosts, ISO 8601. */
  readonly slot?: string;
  readonly byHand: boolean;
  readonly dryRun: boolean;
  readonly language: Language;
  /** Those that an operator has entered; a shipped template inspects them instead of its own. */
  readonly accounts: readonly (RequestedAccount & { readonly name: string })[];
  /** The same, and of those that a script names: for workers. */
  readonly entered?: readonly (RequestedAccount & { readonly name: string })[];
  /** A shipped template also writes the assets and metrics that it has read. */
  readonly writesAssets: boolean;
}

/** What a script turned out to be: a function, or `module`: what others import. */
export type Described = { readonly facts: FunctionFacts } | { readonly problem: string; readonly module: boolean };

export type Report =
  | { readonly kind: 'described'; readonly id: string; readonly described: Described }
  | { readonly kind: 'started' }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'result'; readonly result: RunSummary }
  | { readonly kind: 'failure'; readonly code: string; readonly message: string };

/** How often it is looked how far workers are. */
const PROGRESS_MS = 2000;
/** Of a run that was cancelled so long is waited for what came of it, and so long for the queue to close. */
const [LEFT_MS, CLOSING_MS] = [20_000, 5000];
/** Variables with the keys of an account. */
const SECRET = /^ALIBABA_CLOUD_(ACCESS_KEY_SECRET|SECURITY_TOKEN)(_|$)/;

const cancel = new AbortController();
const channel = process.send?.bind(process);
// The log is what scripts may write to; the channel is between host and runner.
process.send = undefined;

/** A line in both languages: who reads the log has one of them. */
function print(_: unknown, both: Text): void {
  process.stdout.write(`${redact(printedIn(both))}\n`);
}

function say(report: Report): Promise<void> {
  return new Promise((resolve) => {
    if (channel) channel(report, undefined, undefined, () => resolve());
    else resolve();
  });
}

async function describe(scripts: readonly ScriptFile[], root: string): Promise<void> {
  for (const { id, file } of scripts) {
    let described: Described;
    try {
      described = { facts: factsOf(whole(await loadInspection(file))) };
    } catch (error) {
      const exported = isInspectionError(error, 'config') ? error.context.exports : undefined;
      described = { problem: plain(messageOf(error), root), module: Array.isArray(exported) };
    }
    await say({ kind: 'described', id, described });
  }
}

/**
 * What `defineInspection` checks is checked again: an object of one's own has not been through it.
 *
 * @throws ConfigError for a script that exports `run` alone: a host has to know when and for how long
 */
function whole(loaded: Loaded): Inspection {
  const { checkers, schedule, timeoutSeconds } = loaded;
  if (!checkers || schedule === undefined) {
    throw new ConfigError(
      'it exports run() only: export its inspection, too, which says when it runs and for how long',
    );
  }
  checkTimes({ schedule, timeoutSeconds });
  return loaded as Inspection;
}

/** Paths as the operator knows them: below the scripts folder. */
function plain(message: string, root: string): string {
  const version = new RegExp(`[^\\s'"(]*${basename(root)}/`, 'g');
  return redact(message)
    .replace(version, '')
    .replace(/^template file \S+?:? (?=cannot be loaded: |exports )/, '')
    .replace('⨯ ', '');
}

async function run(order: RunOrder): Promise<void> {
  Object.assign(process.env, order.env);
  for (const [name, value] of Object.entries(order.env)) if (SECRET.test(name)) registerSecret(value);
  for (const { accessKeySecret, securityToken } of order.accounts) {
    registerSecret(accessKeySecret);
    registerSecret(securityToken);
  }
  if (order.queue !== undefined && !order.dryRun) return runElsewhere(order, order.queue);
  let state: StateStore | undefined;
  let limiter: SharedLimiter | undefined;
  try {
    const inspection = await inspectionFor(order);
    state = order.database === undefined ? undefined : await openStateForRun(order.database, 'state', order.dryRun);
    limiter = order.limits === undefined ? undefined : await sharedLimiter(order.limits, 'limits');
    void say({ kind: 'started' });
    const result = await inspection.run(order.configs ?? undefined, {
      state,
      limiter,
      reporters: [
        lineReporter(print),
        { name: 'progress', progress: (progress) => void say({ kind: 'progress', progress }) },
      ],
      stateDir: order.stateDir,
      signal: cancel.signal,
      byHand: order.byHand,
      dryRun: order.dryRun,
      language: order.language,
    });
    await say({ kind: 'result', result });
  } catch (error) {
    await sayFailure(order, error);
  } finally {
    limiter?.close();
    await state?.close().catch(() => undefined);
  }
}

/** Workers do it; this process waits for what comes of it. */
async function runElsewhere(order: RunOrder, address: string): Promise<void> {
  let queue: RunQueue | undefined;
  try {
    const { id: inspection, timeoutSeconds } = await inspectionFor(order);
    const { openQueue } = await import('./queue/client');
    queue = await openQueue(address, 'queue');
    const { source, configs, byHand, slot } = order;
    const request = { script: nameInQueue(source), inspection, configs: configs ?? undefined, byHand };
    const run = await queue.add(request, slot, sealing(order, inspection, timeoutSeconds));
    const line = lineReporter(print);
    print(undefined, { zh: `已排入队列：${run.id}`, en: `in the queue: ${run.id}` });
    const left = new Promise<never>((_, reject) => {
      const leave = () => {
        void run.cancel().catch(() => undefined);
        // Of a queue that is away nothing is heard any more, and nobody waits for this process.
        setTimeout(() => reject(new StateError('cancelled; the queue did not say what came of the run')), LEFT_MS);
      };
      if (cancel.signal.aborted) leave();
      else cancel.signal.addEventListener('abort', leave, { once: true });
    });
    let began = false;
    const watching = setInterval(() => {
      void run
        .progress()
        .then(({ done, total }) => {
          if (total === 0) return;
          if (!began) void say({ kind: 'started' });
          began = true;
          const nothing = { assets: 0, calls: 0, throttled: 0, failing: 0 };
          void say({ kind: 'progress', progress: { collectionsDone: done, collectionsTotal: total, ...nothing } });
        })
        .catch(() => undefined);
    }, PROGRESS_MS);
    try {
      const result = await Promise.race([run.ended(), left]);
      await line.finish?.(result);
      await say({ kind: 'result', result });
    } finally {
      clearInterval(watching);
    }
  } catch (error) {
    await sayFailure(order, error);
  } finally {
    await Promise.race([queue?.close().catch(() => undefined), sleep(CLOSING_MS)]);
  }
}

/** So long the keys of a run may be used, beside twice its timeout: it may wait for a worker. */
const WAITS_MS = 3_600_000;

/** How the keys that were entered in this host go to the workers. @throws ConfigError where they have no key for it */
function sealing(
  { entered = [], accounts, queueKey }: RunOrder,
  inspection: string,
  timeoutSeconds: number,
): ((job: string) => string) | undefined {
  if (entered.length === 0) return undefined;
  const names = entered.map(({ name }) => name).join(', ');
  if (queueKey === undefined) {
    const problem = {
      zh: `账号 ${names} 的密钥在本主机中，执行节点拿不到：在主机和所有执行节点上设置同一个 ${QUEUE_KEY}`,
      en: `the keys of ${names} are in this host, and workers do not get them: set the same ${QUEUE_KEY} on it and on all workers`,
    };
    // A shipped template would inspect other accounts instead; a script names its own, which workers may have.
    if (accounts.length > 0) throw new ConfigError(problem.en, { field: QUEUE_KEY });
    print(undefined, problem);
    return undefined;
  }
  const until = Date.now() + 2000 * timeoutSeconds + WAITS_MS;
  return (job) => sealAccounts(entered, { job, inspection }, until, Buffer.from(queueKey, 'base64'));
}

async function sayFailure(order: RunOrder, error: unknown): Promise<void> {
  const code = isInspectionError(error) ? error.code : 'internal';
  const message = messageOf(error);
  const shown = 'root' in order.source ? plain(message, order.source.root) : redact(message);
  await say({ kind: 'failure', code, message: shown });
}

/** The end of the log is in the pipes, which the host empties as fast as it likes; it kills what waits too long. */
async function printed(): Promise<void> {
  const streams = [process.stdout, process.stderr];
  await Promise.all(streams.map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))));
}

async function inspectionFor({ source, accounts, writesAssets }: RunOrder): Promise<Inspection> {
  if ('file' in source) return whole(await loadInspection(source.file));
  const report = { objects: writesAssets, metrics: writesAssets };
  return inspectionOf({ inspection: source.shipped, accounts, report }, TEMPLATES, () => true);
}

process.on('message', (order: Order) => {
  if (order.do === 'cancel') cancel.abort();
  else {
    const work = order.do === 'run' ? run(order).then(printed) : describe(order.scripts, order.root);
    void work.then(() => process.exit(0));
  }
});
// The host is gone: what was judged is kept, and the process ends.
process.on('disconnect', () => cancel.abort());
// Then nobody reads the log any more, either.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
// An interrupt at the terminal is for the host, which lets its runs end.
process.on('SIGINT', () => undefined);

new Worker(join(__dirname, 'watchdog.js'), {
  workerData: { parent: process.ppid, rssMiB: Number(process.env.ALIYUN_INSPECTION_RSS_MIB) || 0 },
}).unref();
