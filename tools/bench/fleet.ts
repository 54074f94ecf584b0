/**
 * What many workers cost and bring: the same run by one process, without a queue, and by several workers. Both have their state
 * in a PostgreSQL and stay from run to run, and they run at the same time, so that a machine that is busy is so for both.
 */
import { availableParallelism } from 'node:os';
import { mapValues, sortBy, sum } from 'lodash';
import { openQueue } from '../../host/queue/client';
import type { RunSummary } from '../../lib/model';
import { startCloud, type Cloud } from './cloud';
import { cpuOf, end, peakOf, startAlone, startWorker } from './crew';
import { startServers, type Servers } from './servers';

/** Accounts of a worker, in a run that counts from the first one on. */
const LONG = 100;
const SIZES = { disksPerInstance: 2, eips: 2, rdsInstances: 2, loadBalancers: 2 };

export interface FleetSize {
  readonly accounts: number;
  readonly regions: readonly string[];
  /** In each region of each account. */
  readonly instances: number;
  readonly workers: number;
  /** Runs of each that count; of short ones, after as many as there are workers. */
  readonly rounds: number;
}

interface FleetRun {
  readonly summary: RunSummary;
  readonly wallMs: number;
  /** Of the process; of each worker and, at last, of whoever asks for the run. */
  readonly cpuMs: readonly number[];
}

/** Runs by the same processes, and what these have had at most. */
interface FleetRuns {
  readonly runs: readonly FleetRun[];
  readonly peakMiB: number;
  /** All that its database has, in bytes. */
  readonly database: number;
}

interface FleetFigures {
  readonly alone: FleetRuns;
  /** With what is left of a run in the Redis for a day, in bytes. */
  readonly many: FleetRuns & { readonly redis: number };
  /** CPU of the servers, in milliseconds for an account of any of the runs. */
  readonly servers: Readonly<Record<'emulator' | 'Redis' | 'PostgreSQL', number>>;
}

/** Assets in all. */
const assetsOf = ({ accounts, regions, instances }: FleetSize): number =>
  accounts * regions.length * (instances * 3 + SIZES.eips + SIZES.rdsInstances + SIZES.loadBalancers);

/** Accounts for the emulator, and the same for the inspection. */
export function accountsOf(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    ...{ accountId: String(1_000_000_000_000_000 + i), name: `account-${i}` },
    ...{ accessKeyId: `LTAI-emulator-bench-${i}`, accessKeySecret: `emulator-bench-secret-${i}` },
  }));
}

/** @returns nothing where Redis or PostgreSQL is not installed */
async function fleetRuns(size: FleetSize): Promise<FleetFigures | undefined> {
  const servers = await startServers();
  if (!servers) return undefined;
  const list = accountsOf(size.accounts);
  const scenario = { accounts: list, regions: [...size.regions], instances: size.instances, ...SIZES, plant: {} };
  const cloud = await startCloud(scenario, 30);
  const env = { ...cloud.env, BENCH_ACCOUNTS: JSON.stringify(list), BENCH_REGIONS: size.regions.join(',') };
  const states = { alone: servers.database('alone'), many: servers.database('many') };
  const queue = await openQueue(servers.queue, 'queue');
  const alone = startAlone(env, states.alone);
  const workers = [];
  const addresses = { ALIYUN_INSPECTION_QUEUE: servers.queue, ALIYUN_INSPECTION_STATE: states.many };
  try {
    for (let n = 0; n < size.workers; n++) workers.push(await startWorker({ ...env, ...addresses }));
    const before = await servers.memory();
    const crew = workers.map(({ pid }) => pid);
    // Of a long run of one process, what is compiled at its beginning is a small part; with workers it is as much for each.
    const isLong = size.accounts / size.workers >= LONG;
    const sides = {
      'one process': {
        pids: [alone.process.pid],
        run: () => alone.run(),
        runs: [] as FleetRun[],
        idle: isLong ? 0 : 1,
      },
      workers: {
        pids: [...crew, process.pid],
        run: async () => (await queue.add({ script: 'many.js', inspection: 'bench', byHand: true })).ended(),
        runs: [] as FleetRun[],
        // By then each of them has compiled what it does.
        idle: isLong ? 1 : size.workers,
      },
    };
    const all = Object.entries(sides);
    const isDone = () => all.every(([, { runs, idle }]) => runs.length >= size.rounds + idle);
    const taken = serversOf(servers, cloud);
    await Promise.all(
      all.map(async ([name, { pids, run, runs, idle }]) => {
        while (!isDone()) {
          const one = await measured(pids, run);
          const counts = runs.length < idle ? ' (does not count)' : '';
          runs.push(one);
          console.log(`  ${name}: ${seconds(one.wallMs)}, CPU ${seconds(sum(one.cpuMs))}${counts}`);
        }
      }),
    );
    const { 'one process': first, workers: second } = sides;
    const accounts = size.accounts * (first.runs.length + second.runs.length);
    const redis = ((await servers.memory()) - before) / second.runs.length;
    const counted = ({ runs, idle }: typeof first) => runs.slice(idle, size.rounds + idle);
    return {
      alone: { runs: counted(first), peakMiB: peakOf(alone.process.pid), database: servers.sizeOf('alone') },
      many: { runs: counted(second), peakMiB: Math.max(...crew.map(peakOf)), database: servers.sizeOf('many'), redis },
      servers: mapValues(serversOf(servers, cloud), (ms, name) => (ms - taken[name as keyof typeof taken]) / accounts),
    };
  } finally {
    await end([alone.process, ...workers]);
    await queue.close();
    cloud.close();
    servers.stop();
  }
}

async function measured(pids: readonly (number | undefined)[], run: () => Promise<RunSummary>): Promise<FleetRun> {
  const before = pids.map((pid) => cpuOf(pid));
  const begun = Date.now();
  const summary = await run();
  return { summary, wallMs: Date.now() - begun, cpuMs: pids.map((pid, i) => cpuOf(pid) - (before[i] ?? 0)) };
}

const serversOf = ({ pids }: Servers, { pid }: Cloud) => ({
  emulator: cpuOf(pid),
  Redis: cpuOf(pids.redis),
  PostgreSQL: cpuOf(pids.postgres, true),
});

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
const MiB = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MiB`;
const middleOf = <T>(all: readonly T[], by: (one: T) => number): T =>
  sortBy(all, by)[Math.floor((all.length - 1) / 2)] as T;

/** @param promise prints one, and counts it when it is broken */
export async function fleet(
  size: FleetSize,
  promise: (what: string, kept: boolean, figure: string) => void,
): Promise<void> {
  const { accounts, regions, workers } = size;
  const expected = assetsOf(size);
  const world = `${accounts} accounts x ${regions.length} regions, ${expected} assets, 30 ms per call`;
  console.log(`fleet: ${world}, ${workers} workers beside one process, state in PostgreSQL`);
  const figures = await fleetRuns(size);
  if (!figures) {
    console.log('  left out: Redis or PostgreSQL is not installed');
    return;
  }
  const { alone, many } = figures;
  const cpu = ({ cpuMs }: FleetRun) => sum(cpuMs);
  const callsOf = ({ summary }: FleetRun) => summary.calls.total;
  for (const [name, { runs, peakMiB, database }] of [
    ['one process', alone],
    [`${workers} workers`, many],
  ] as const) {
    const run = middleOf(runs, cpu);
    const each = `${(cpu(run) / accounts).toFixed(1)} ms an account`;
    console.log(`  ${name}: ${callsOf(run)} calls, ${seconds(run.wallMs)}, CPU ${seconds(cpu(run))}, ${each}`);
    console.log(`    ${peakMiB} MiB each at most, database ${MiB(database)}`);
  }
  const run = middleOf(many.runs, cpu);
  const ofWorkers = run.cpuMs.slice(0, -1);
  console.log(
    `  CPU of each worker: ${ofWorkers.map(seconds).join(', ')}; of the host ${seconds(run.cpuMs.at(-1) ?? 0)}`,
  );
  const others = Object.entries(figures.servers).map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`);
  console.log(
    `  besides, for an account of either: ${others.join(', ')}; Redis keeps ${MiB(many.redis)} of a run for a day`,
  );
  for (const { runs } of [alone, many])
    promise(
      'complete, every asset once',
      runs.every(({ summary }) => summary.complete && summary.assets === expected),
      `${runs.map(({ summary }) => summary.assets).join(', ')} of ${expected}`,
    );
  const calls = [alone, many].map(({ runs }) => Math.max(...runs.map(callsOf)));
  promise('no call more than one process makes', (calls[1] ?? 0) <= (calls[0] ?? 0), calls.join(' and '));
  const efficiency = cpu(middleOf(alone.runs, cpu)) / cpu(run);
  promise(
    'at least 0.85 accounts of one process per second of CPU, host and workers together',
    efficiency >= 0.85,
    efficiency.toFixed(2),
  );
  const most = Math.max(...ofWorkers) / (sum(ofWorkers) / workers);
  promise('no worker does more than 1.5 times its share', most <= 1.5, `${most.toFixed(2)} x`);
  // The emulator, the database, and the one process take theirs.
  if (availableParallelism() < workers + 3) {
    console.log(`      wall time is not promised: ${workers} workers want ${workers + 3} cores`);
    return;
  }
  const wall = run.wallMs / (cpu(middleOf(alone.runs, cpu)) / workers);
  promise("wall time at most 1.2 times one process' CPU, divided by workers", wall <= 1.2, `${wall.toFixed(2)} x`);
}
