/** What `serve --demo` has besides the server: an emulated cloud, and a month that it has lived through. */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { EMULATOR_KEY } from '../emulator';
import { isPostgres } from '../ground/postgres/address';
import type { Settings } from '../host/config';
import type { History } from '../host/history';
import type { Log } from '../host/log';
import type { FunctionHost } from '../host/types';
import { PAST_OF, type PastOrder, type PastReport } from './demo-past';
import { DEMO_DAYS, DEMO_PAST, startDemoWorld } from './demo-world';

interface Demo {
  readonly settings: Settings;
  readonly log: Log;
  /** When it began. */
  readonly start: number;
  readonly env: Readonly<Record<string, string>>;
  /** At which days of its past the cloud was inspected. */
  readonly days?: readonly number[];
}

const STEP_MS = 60_000;
const LATENCY_MS = 15;
/** Compiled, in a checkout as in the package. */
const PROCESS = join(dirname(require.resolve('aliyun-inspection/package.json')), 'dist', 'cli', 'demo-past.js');

/**
 * Starts an emulated cloud, which runs without an account of their own inspect.
 *
 * @param start when the demo began
 * @returns what ends it
 */
export async function startDemoCloud(start: number): Promise<() => Promise<void>> {
  const emulator = await startDemoWorld(start, DEMO_DAYS, LATENCY_MS);
  const step = setInterval(() => emulator.advance(), STEP_MS);
  Object.assign(process.env, {
    ALIYUN_ENDPOINT: emulator.endpoint,
    ALIBABA_CLOUD_ACCESS_KEY_ID: EMULATOR_KEY.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: EMULATOR_KEY.accessKeySecret,
    ALIBABA_CLOUD_SECURITY_TOKEN: '',
  });
  return async () => {
    clearInterval(step);
    await emulator.close();
  };
}

/**
 * Runs everything once, after what is to lie before it.
 *
 * @param demo `env` is the way to the workspace of the host
 * @returns what ends that
 */
export function beginDemo(
  { host, history }: { readonly host: Pick<FunctionHost, 'functions' | 'call'>; readonly history: History },
  { settings, log, start, env, days = DEMO_PAST }: Demo,
): () => void {
  let stopped = false;
  const runAll = () => {
    if (stopped) return;
    log('info', 'demo: everything runs once now');
    for (const { id } of host.functions()) host.call(id, { origin: 'manual' });
  };
  const { state: stateDir, language } = settings;
  const past = wantsPast(settings, history)
    ? livePast({ start, days, stateDir, language, env }, { history, log })
    : undefined;
  if (past) void past.done.then(runAll);
  else runAll();
  return () => {
    stopped = true;
    past?.stop();
  };
}

/** Whether there is no past yet, and it can be told to this host alone. */
function wantsPast(settings: Settings, history: History): boolean {
  const { guance, state, queue, runAs } = settings;
  if (guance !== 'local' || isPostgres(state) || typeof queue === 'string' || runAs !== undefined) return false;
  return history.tasks({ limit: 1 }).length === 0;
}

/**
 * Lets the inspection of all assets live through the month before the start, in a process of its own. Its runs
 * are kept as if the schedule had started them.
 *
 * @returns `done` when there is no more of it, and what ends it before
 */
function livePast(
  order: PastOrder,
  { history, log }: { readonly history: History; readonly log: Log },
): { readonly done: Promise<void>; readonly stop: () => void } {
  // Its warnings are those of the runs, which are kept with them.
  const child = fork(PROCESS, [], { stdio: 'ignore' });
  let runs = 0;
  let stopped = false;
  let problem: string | undefined;
  child.on('message', (report: PastReport) => {
    if (stopped) return;
    if (report.kind === 'failure') problem = report.message;
    else {
      runs++;
      keep(history, report);
    }
  });
  const done = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      problem = error.message;
      if (child.pid === undefined) resolve();
    });
    child.once('exit', () => {
      if (stopped) return resolve();
      const all = runs === order.days.length;
      const why = all ? {} : { reason: problem ?? 'its process ended' };
      log(all ? 'info' : 'warning', `demo: ${runs} runs of the last ${DEMO_DAYS} days are there`, why);
      resolve();
    });
  });
  child.send(order, () => undefined);
  const stop = () => {
    stopped = true;
    child.kill('SIGKILL');
  };
  return { done, stop };
}

function keep(history: History, { at, tookMs, result, lines }: PastReport & { readonly kind: 'run' }): void {
  const id = `task-${randomUUID()}`;
  const began = new Date(at).toISOString();
  history.save({
    ...{ id, functionId: `${PAST_OF}.run`, inspection: PAST_OF, origin: 'cron', status: 'success', result },
    ...{ queuedAt: began, startedAt: began, endedAt: new Date(at + tookMs).toISOString() },
  });
  history.saveLog(id, lines);
}
