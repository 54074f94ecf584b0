/** What many workers cost and bring: one run by one worker, and the same run by several, each a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sortBy from 'lodash/sortBy';
import sum from 'lodash/sum';
import { openQueue } from '../../host/queue/client';
import type { RunSummary } from '../../lib/model';
import { startCloud, type Cloud } from './cloud';
import { startServers, type Servers } from './servers';

const BIN = join(__dirname, '..', '..', '..', 'cli', 'bin.cjs');
/** Of the operating system's clock, per second; everywhere since Linux 2.6. */
const TICKS = 100;
const SIZES = { disksPerInstance: 2, eips: 2, rdsInstances: 2, loadBalancers: 2 };

export interface FleetSize {
  readonly accounts: number;
  readonly regions: readonly string[];
  /** In each region of each account. */
  readonly instances: number;
  readonly workers: number;
}

/** One run, the middle one of several. */
export interface FleetRun {
  readonly summary: RunSummary;
  /** From the queue and back. */
  readonly wallMs: number;
  /** Of each worker, from the start of the run to its end. */
  readonly cpuMs: readonly number[];
  readonly peakMiB: number;
  /** What the emulator has seen. */
  readonly calls: number;
  /** What is left of it in the Redis for a day, and all that the database has, in bytes. */
  readonly redis: number;
  readonly database: number;
}

/** Assets in all. */
export const assetsOf = ({ accounts, regions, instances }: FleetSize): number =>
  accounts * regions.length * (instances * 3 + SIZES.eips + SIZES.rdsInstances + SIZES.loadBalancers);

/** @returns the run by one worker, and by all; `undefined` where Redis or PostgreSQL is not installed */
export async function fleetRuns(size: FleetSize): Promise<readonly [FleetRun, FleetRun] | undefined> {
  const servers = await startServers();
  if (!servers) return undefined;
  const list = Array.from({ length: size.accounts }, (_, i) => ({
    ...{ accountId: String(1_000_000_000_000_000 + i), name: `account-${i}` },
    ...{ accessKeyId: `LTAI-emulator-bench-${i}`, accessKeySecret: `emulator-bench-secret-${i}` },
  }));
  const scenario = { accounts: list, regions: [...size.regions], instances: size.instances, ...SIZES, plant: {} };
  const cloud = await startCloud(scenario, 30);
  const env = { ...cloud.env, BENCH_ACCOUNTS: JSON.stringify(list), BENCH_REGIONS: size.regions.join(',') };
  try {
    return [await runOn(servers, cloud, 'one', 1, env), await runOn(servers, cloud, 'many', size.workers, env)];
  } finally {
    cloud.close();
    servers.stop();
  }
}

/** Runs that count, the middle one by CPU: other programs of the machine make one of them slower than the others. */
const COUNTED = 3;

/** The first run does not count: after it workers have compiled what they do, and the database knows the assets. */
async function runOn(
  servers: Servers,
  cloud: Cloud,
  name: string,
  count: number,
  env: Readonly<Record<string, string>>,
): Promise<FleetRun> {
  const state = servers.database(name);
  const queue = await openQueue(servers.queue, 'queue');
  const workers: ChildProcess[] = [];
  const request = { script: 'many.js', inspection: 'bench', byHand: true };
  try {
    const before = await servers.memory();
    for (let n = 0; n < count; n++) workers.push(await startOne({ ...env, ...addresses(servers, state) }));
    await (await queue.add(request)).ended();
    const runs: Omit<FleetRun, 'redis' | 'database' | 'peakMiB'>[] = [];
    for (let n = 0; n < COUNTED; n++) {
      await cloud.reset();
      const cpu = workers.map(cpuOf);
      const begun = Date.now();
      const summary = await (await queue.add(request)).ended();
      const wallMs = Date.now() - begun;
      const cpuMs = workers.map((worker, i) => cpuOf(worker) - (cpu[i] ?? 0));
      const calls = Object.values((await cloud.stats()).byCall).reduce((sum, one) => sum + one.calls, 0);
      runs.push({ summary, wallMs, cpuMs, calls });
    }
    const middle = sortBy(runs, ({ cpuMs }) => sum(cpuMs))[(COUNTED - 1) / 2];
    if (!middle) throw new Error('nothing was counted');
    const redis = ((await servers.memory()) - before) / (COUNTED + 1);
    return { ...middle, redis, peakMiB: Math.max(...workers.map(peakOf)), database: servers.sizeOf(name) };
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
    await queue.close();
  }
}

const addresses = ({ queue }: Servers, state: string) => ({
  ALIYUN_INSPECTION_QUEUE: queue,
  ALIYUN_INSPECTION_STATE: state,
});

function startOne(env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const args = [BIN, 'worker', '--scripts', __dirname, '--concurrency', '2', '--lang', 'en'];
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

/** Milliseconds of CPU that a process has taken. */
function cpuOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return ((Number(fields[11]) + Number(fields[12])) / TICKS) * 1000;
}

function peakOf({ pid }: ChildProcess): number {
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
}
