/** The processes that a benchmark compares: workers, and one that does whole runs by itself; and what each takes of the CPU. */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgres } from '../../ground/postgres/store';
import type { RunSummary } from '../../lib/model';

const BIN = join(__dirname, '..', '..', '..', 'cli', 'bin.cjs');
/** As `cli/bin.cjs` has it. */
const HEAP = ['--heap-growing-percent=100', '--min-semi-space-size=16'];
/** Of the operating system's clock, per second; everywhere since Linux 2.6. */
const TICKS = 100;

type Env = Readonly<Record<string, string>>;

/** Profiles of these processes are written there when they end. */
const profiled = (): readonly string[] =>
  process.env.BENCH_PROFILE ? ['--cpu-prof', '--cpu-prof-dir', process.env.BENCH_PROFILE] : [];

/** @param more options of `worker` */
export async function startWorker(env: Env, scripts = __dirname, more: readonly string[] = []): Promise<ChildProcess> {
  const args = [...profiled(), BIN, 'worker', '--scripts', scripts, '--concurrency', '2', '--lang', 'en', ...more];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (some: Buffer) => {
      if (some.toString().includes('waits for runs')) resolve(child);
    });
    child.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
  });
}

export interface Alone {
  readonly process: ChildProcess;
  run(): Promise<RunSummary>;
}

/** A process that does runs of `many.ts`, one after the other, and stays. @param state a database */
export function startAlone(env: Env, state: string): Alone {
  const child = fork(__filename, ['--alone', state], {
    execArgv: [...HEAP, ...profiled()],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    process: child,
    async run() {
      child.send('run');
      const [answer] = (await once(child, 'message')) as [
        { readonly summary: RunSummary } | { readonly error: string },
      ];
      if ('error' in answer) throw new Error(answer.error);
      return answer.summary;
    },
  };
}

/** In the child. */
function alone(state: string): void {
  process.on('disconnect', () => process.exit(0));
  process.on('SIGTERM', () => process.exit(0));
  process.on('message', () => {
    const whole = async () => {
      const { inspection } = await import('./many');
      const store = await openPostgres(state);
      try {
        return await inspection.run(undefined, { state: store, language: 'en' });
      } finally {
        await store?.close();
      }
    };
    whole().then(
      (summary) => process.send?.({ summary }),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
  });
}

/** So that what they have to write at their end is written. */
export async function end(children: readonly ChildProcess[]): Promise<void> {
  const isUp = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;
  const ended = Promise.all(children.filter(isUp).map((child) => once(child, 'exit')));
  for (const child of children) child.kill('SIGTERM');
  await Promise.race([ended, sleep(10_000, undefined, { ref: false })]);
  for (const child of children) child.kill('SIGKILL');
}

/** @returns nothing for one that has ended */
function statOf(pid: number | string | undefined): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
  } catch {
    return undefined;
  }
}

/** Milliseconds of CPU that a process has taken, of the user and of the system. @param all those of its children, too */
export function cpuOf(pid: number | undefined, all = false): number {
  const fields = statOf(pid);
  if (!fields) return 0;
  const ended = all ? Number(fields[13]) + Number(fields[14]) : 0;
  const own = ((Number(fields[11]) + Number(fields[12]) + ended) / TICKS) * 1000;
  if (!all) return own;
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && statOf(name)?.[1] === String(pid));
  return children.reduce((sum, child) => sum + cpuOf(Number(child), true), own);
}

/** MiB that a process has had at most. */
export function peakOf(pid: number | undefined): number {
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
}

if (process.argv[2] === '--alone') alone(process.argv[3] ?? '');
