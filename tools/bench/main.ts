/**
 * `npm run bench [-- name … [--days N] [--data DIR --out DIR] [--assets N] [--accounts N --regions N --instances N --workers N --rounds N]]`:
 * measures whole runs against an emulator in a process of its own, each beside the floor of
 * the same minute. Prints API calls, wall time, peak memory and the ratio to the floor; exits with 1 when a promise of
 * `docs/benchmarks.md` is broken.
 */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SIGNATURES } from '../../lib/credentials';
import type { RunSummary } from '../../lib/model';
import type { EmulatorStats } from '../../emulator';
import { CHECKERS } from '../../scripts/registry.gen';
import { alarms } from './alarms';
import { MORE, spend } from './alarms/spend';
import { startCloud, type Cloud } from './cloud';
import { detect } from './detection';
import * as explorerLoad from './explorer';
import * as keeping from './keeping';
import { accountsOf as listOf, fleet } from './fleet';
import { forecasts } from './forecasts';
import { summaryOf, together } from './func';
import { quotaOfFleet } from './shared-quota';
import { minimumOf } from './minimum';
import * as month from './month';
import { redisCost } from './redis-state';
import type { Floor } from './replay';

const BIN = join(__dirname, '..', '..', '..', 'cli', 'bin.cjs');

function node(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number; stdout: string }> {
  return execute(process.execPath, args, env);
}

function execute(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number; stdout: string }> {
  return new Promise((resolve, reject) => {
    execFile(program, [...args], { env: { ...process.env, ...env }, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const code = error ? Number(error.code) : 0;
      if (stdout === '') reject(new Error(`${args.join(' ')} printed nothing: ${stderr.slice(-500)}`));
      else resolve({ code, stdout });
    });
  });
}

async function inspect(
  cloud: Cloud,
  args: readonly string[] = [],
  template = 'ecs',
  env: Readonly<Record<string, string>> = {},
  keep?: string,
): Promise<{ code: number; summary: RunSummary }> {
  const state = keep ?? mkdtempSync(join(tmpdir(), 'aliyun-inspection-bench-'));
  try {
    const command = [BIN, 'run', template, '--format', 'json', '--state', state, ...args];
    const { code, stdout } = await node(command, { ...cloud.env, ...env });
    return { code, summary: JSON.parse(stdout) as RunSummary };
  } finally {
    if (keep === undefined) rmSync(state, { recursive: true, force: true });
  }
}

/** So many calls at once, as a run makes them. */
const AT_ONCE = '96';

/** A run beside its floor: the same calls, and nothing else. */
interface Beside {
  readonly summary: RunSummary;
  readonly stats: EmulatorStats;
  /** Of a processor, for the whole process of the run. */
  readonly cpuMs: number;
  readonly floor: Floor;
  /** Of the wall times. */
  readonly ratio: number;
}

/** Runs once to see its calls, and so many times beside these: the middle ratio counts, as a machine that is shared is noisy. */
async function beside(
  cloud: Cloud,
  template?: string,
  env: Readonly<Record<string, string>> = {},
  times = 1,
): Promise<Beside> {
  const folder = mkdtempSync(join(tmpdir(), 'aliyun-inspection-bench-'));
  const [calls, cost] = [join(folder, 'calls'), join(folder, 'cost')];
  const run = (more: Readonly<Record<string, string>>) =>
    inspect(cloud, [], template, { ...env, ...more, NODE_OPTIONS: `--require ${REPLAY}` });
  try {
    await run({ BENCH_CALLS: calls });
    const all: Beside[] = [];
    for (let i = 0; i < times; i++) {
      await cloud.reset();
      const { summary } = await run({ BENCH_COST: cost });
      const stats = await cloud.stats();
      const cpuMs = Number(readFileSync(cost, 'utf8'));
      const { stdout } = await node([REPLAY, calls, AT_ONCE], {});
      const floor = JSON.parse(stdout) as Floor;
      all.push({ summary, stats, cpuMs, floor, ratio: summary.durationMs / floor.durationMs });
    }
    return all.sort((a, b) => a.ratio - b.ratio)[Math.floor(times / 2)] as Beside;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a run took and what its floor did; and that both made the same calls. */
function tellBeside({ summary, stats, cpuMs, floor }: Beside): void {
  const tell = (name: string, one: Omit<Floor, 'refused'>) =>
    console.log(
      `  ${name} ${one.calls} calls, ${seconds(one.durationMs)}, CPU ${seconds(one.cpuMs)}, ${one.peakRssMiB} MiB`,
    );
  const { durationMs, peakRssMiB } = summary;
  tell('run  ', { calls: summary.calls.total, durationMs, cpuMs, peakRssMiB });
  tell('floor', floor);
  promise('the floor makes the same calls', floor.calls === summary.calls.total, `${floor.calls} calls`);
  promise('and has the same answers', floor.refused === stats.errors, `${floor.refused} of ${stats.errors} refused`);
}

const callsOf = (stats: EmulatorStats, action: string) =>
  Object.entries(stats.byCall)
    .filter(([key]) => key.split(':')[1] === action)
    .reduce((sum, [, one]) => sum + one.calls, 0);

const listCalls = ({ collections }: RunSummary, ...collectors: readonly string[]) =>
  collections.filter(({ collector }) => collectors.includes(collector)).reduce((sum, { calls }) => sum + calls, 0);

let broken = 0;

/** One promise: printed, and counted when it is broken. */
function promise(what: string, kept: boolean, figure: string): void {
  if (!kept) broken += 1;
  console.log(`  ${kept ? 'ok ' : 'NOT'} ${what}: ${figure}`);
}

/** The middle one of three measurements, by its ratio to the floor: a machine that is shared is noisy. */
async function middle<T extends { ratio: number }>(measure: () => Promise<T>): Promise<T> {
  const all: T[] = [];
  for (let i = 0; i < 3; i++) all.push(await measure());
  return all.sort((a, b) => a.ratio - b.ratio)[1] as T;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
const ratio = (a: number, b: number) => `${(a / b).toFixed(2)} x`;

/** What is wrong in the benchmarks' worlds; without loose disks, so that there are exactly as many as asked for. */
const PLANT = {
  'ecs-cpu-critical': 0.01,
  'ecs-memory-warning': 0.01,
  'ecs-stopped': 0.01,
  'disk-expiring-warning': 0.01,
};

/** One region, 10,000 instances and 20,000 disks, 30 ms a call. */
async function region(): Promise<void> {
  const cloud = await startCloud(
    { regions: ['cn-hangzhou'], instances: 10_000, disksPerInstance: 2, plant: PLANT },
    30,
  );
  try {
    const seen = await beside(cloud, 'ecs', {}, 3);
    const { summary, stats, floor } = seen;
    const lists = listCalls(summary, 'ecs-instances', 'ecs-disks');
    const metrics = callsOf(stats, 'DescribeMetricLast');
    console.log('region: 1 region x 10,000 instances + 20,000 disks, 30 ms per call');
    tellBeside(seen);
    // Of a list of so many pages it is asked once more how many rows there are.
    promise('both lists in 141 calls', lists === 141, `${lists} calls`);
    promise('five metrics in at most 60 calls', metrics <= 60, `${metrics} calls`);
    const slower = ratio(summary.durationMs, floor.durationMs);
    promise('wall time within 2 x of the floor', summary.durationMs <= 2 * floor.durationMs, slower);
    promise('peak memory under 250 MiB', summary.peakRssMiB < 250, `${summary.peakRssMiB} MiB`);
    promise('complete, every asset found', summary.complete && summary.assets >= 30_000, `${summary.assets} assets`);
  } finally {
    cloud.close();
  }
}

const TWENTY = [
  ...['cn-hangzhou', 'cn-shanghai', 'cn-beijing', 'cn-shenzhen', 'cn-qingdao', 'cn-zhangjiakou', 'cn-huhehaote'],
  ...['cn-wulanchabu', 'cn-chengdu', 'cn-hongkong', 'cn-heyuan', 'cn-guangzhou', 'ap-southeast-1', 'ap-southeast-3'],
  ...['ap-southeast-5', 'ap-northeast-1', 'us-west-1', 'us-east-1', 'eu-central-1', 'eu-west-1'],
];

/** 20 regions x 50 instances, without and with 5 % random throttling, and with one region denied. */
async function regions(): Promise<void> {
  const cloud = await startCloud({ regions: TWENTY, instances: 50, disksPerInstance: 2 }, 30);
  try {
    const seen = await beside(cloud);
    const calm = seen.summary;
    await cloud.reset([{ kind: 'throttle', rate: 0.05, retryAfterMs: 100 }]);
    const throttled = (await inspect(cloud)).summary;
    console.log('regions: 20 regions x 50 instances, 30 ms per call');
    tellBeside(seen);
    const { total, throttled: refused } = throttled.calls;
    console.log(`  5 % throttled ${total} calls (${refused} throttled), ${seconds(throttled.durationMs)}`);
    const { cpuMs, floor } = seen;
    console.log(
      `      wall time ${ratio(calm.durationMs, floor.durationMs)} of the floor, CPU ${ratio(cpuMs, floor.cpuMs)}`,
    );
    promise(
      'throttling loses no asset',
      throttled.complete && throttled.assets === calm.assets,
      `${throttled.assets} of ${calm.assets}`,
    );
    const slower = ratio(throttled.durationMs, calm.durationMs);
    promise('throttled run within 2 x of the calm one', throttled.durationMs <= 2 * calm.durationMs, slower);

    await cloud.reset([{ kind: 'denied', region: 'cn-beijing' }]);
    const { code, summary } = await inspect(cloud);
    const bad = summary.collections.filter((c) => c.status !== 'complete');
    console.log('denied: one of the 20 regions refuses every call');
    promise('exit code 3, not complete', code === 3 && !summary.complete, `exit code ${code}`);
    const others = bad.every((c) => c.region === 'cn-beijing');
    promise(
      'the other 19 are complete',
      others && bad.length > 0,
      `${bad.length} failed, all in cn-beijing: ${others}`,
    );
    const expected = calm.assets - Math.round(calm.assets / TWENTY.length);
    promise('19 regions of assets', summary.assets === expected, `${summary.assets} of ${calm.assets}`);
  } finally {
    cloud.close();
  }
}

const MANY = join(__dirname, 'many.js');
const REPLAY = join(__dirname, 'replay.js');
/** What a run takes of a processor, in times of its floor, which varies by a quarter; V3 takes less than pop-core's own client. */
const MOST_CPU = { v1: 6, v3: 5 } as const;
/** Instances of a region in `mixed`. */
const MIXED = 200;

/** Accounts for the emulator, and the same for the inspection. */
function accountsOf(count: number) {
  const accounts = listOf(count);
  return { accounts, env: { BENCH_ACCOUNTS: JSON.stringify(accounts), BENCH_REGIONS: TWENTY.join(',') } };
}

/** 100 accounts x 20 regions: instances, disks, EIP, RDS and CLB. */
async function accounts(): Promise<void> {
  const { accounts: list, env } = accountsOf(100);
  const sizes = { instances: 5, disksPerInstance: 2, eips: 2, rdsInstances: 2, loadBalancers: 2 };
  const cloud = await startCloud({ accounts: list, regions: TWENTY, ...sizes, plant: {} }, 30);
  try {
    const seen = await beside(cloud, MANY, env);
    const { summary, cpuMs, floor } = seen;
    console.log('accounts: 100 accounts x 20 regions of ECS, disks, EIP, RDS and CLB, 30 ms per call');
    tellBeside(seen);
    // One call per account tells whose keys they are.
    const fewest = minimumOf(CHECKERS, summary.collections).minimum + list.length;
    promise(
      'no call beyond the documented minimum',
      summary.calls.total <= fewest,
      `${summary.calls.total} of ${fewest}`,
    );
    const expected = list.length * TWENTY.length * (5 + 10 + 2 + 2 + 2);
    promise('every asset found', summary.complete && summary.assets === expected, `${summary.assets} of ${expected}`);
    const wall = ratio(summary.durationMs, floor.durationMs);
    console.log(`      wall time ${wall} of the floor, CPU ${ratio(cpuMs, floor.cpuMs)}`);
  } finally {
    cloud.close();
  }
}

/** A quota of 50 calls per second per API, and 5 % of the rest throttled at random. */
async function quota(): Promise<void> {
  const { accounts: list, env } = accountsOf(1);
  const sizes = { instances: 10_000, disksPerInstance: 1, eips: 50_000, rdsInstances: 20_000, loadBalancers: 20_000 };
  const cloud = await startCloud({ accounts: list, regions: ['cn-hangzhou'], ...sizes, plant: PLANT }, 5);
  try {
    const { summary, busiest, floorMs } = await middle(async () => {
      await cloud.reset([
        { kind: 'quota', limit: 50, per: 'second' },
        { kind: 'throttle', rate: 0.05, retryAfterMs: 100 },
      ]);
      const run = await inspect(cloud, [], MANY, { ...env, BENCH_REGIONS: 'cn-hangzhou' });
      const calls = Math.max(...Object.values((await cloud.stats()).byCall).map((one) => one.ok));
      const least = (calls / 50) * 1000;
      return { summary: run.summary, busiest: calls, floorMs: least, ratio: run.summary.durationMs / least };
    });
    console.log('quota: 10,000 instances + 10,000 disks + 90,000 others, 50 calls/s per API, 5 % random throttles');
    const { total, throttled } = summary.calls;
    console.log(
      `  run   ${total} calls (${throttled} throttled), ${seconds(summary.durationMs)}, ${summary.peakRssMiB} MiB`,
    );
    console.log(`  floor ${busiest} calls of the busiest API at 50/s: ${seconds(floorMs)}`);
    promise('no row lost', summary.complete && summary.assets === 110_000, `${summary.assets} of 110000`);
    promise('within 1.15 x of the floor', summary.durationMs <= 1.15 * floorMs, ratio(summary.durationMs, floorMs));
  } finally {
    cloud.close();
  }
}

/** 1,000,000 disks over 100 accounts x 20 regions, against a quarter of that: memory must not grow with the assets. */
async function million(): Promise<void> {
  const peaks: number[] = [];
  for (const instances of [125, 500]) {
    const { accounts: list, env } = accountsOf(100);
    const scenario = { accounts: list, regions: TWENTY, instances, disksPerInstance: 1, plant: {} };
    const cloud = await startCloud(scenario, 0);
    try {
      const { summary } = await inspect(cloud, [], MANY, { ...env, BENCH_ONLY: 'disks' });
      const expected = list.length * TWENTY.length * instances;
      console.log(`million: ${expected} disks in 100 accounts x 20 regions`);
      console.log(`  run   ${summary.calls.total} calls, ${seconds(summary.durationMs)}, ${summary.peakRssMiB} MiB`);
      promise('every asset found', summary.complete && summary.assets === expected, `${summary.assets} of ${expected}`);
      promise('peak memory under 300 MiB', summary.peakRssMiB < 300, `${summary.peakRssMiB} MiB`);
      peaks.push(summary.peakRssMiB);
    } finally {
      cloud.close();
    }
  }
  const [small = 1, large = 0] = peaks;
  promise('flat: four times the assets, at most 1.5 x the memory', large <= 1.5 * small, ratio(large, small));
}

/** 100,000 disks of one region: a second run where each has an open finding, beside one where none has. */
async function open(): Promise<void> {
  const { accounts: list, env } = accountsOf(1);
  const seen: RunSummary[] = [];
  for (const faults of [0, 100_000]) {
    const plant: Record<string, number> = faults === 0 ? {} : { 'disk-no-snapshot-policy': faults };
    const sizes = { instances: 50_000, disksPerInstance: 2 };
    const cloud = await startCloud({ accounts: list, regions: ['cn-hangzhou'], ...sizes, plant }, 0);
    const state = mkdtempSync(join(tmpdir(), 'aliyun-inspection-bench-'));
    try {
      const only = { ...env, BENCH_REGIONS: 'cn-hangzhou', BENCH_ONLY: 'disks' };
      await inspect(cloud, [], MANY, only, state);
      seen.push((await inspect(cloud, [], MANY, only, state)).summary);
    } finally {
      cloud.close();
      rmSync(state, { recursive: true, force: true });
    }
  }
  const [floor, run] = seen as [RunSummary, RunSummary];
  console.log('open: 100,000 disks of one region, an open finding each, second run');
  for (const [name, one] of [['run  ', run] as const, ['floor', floor] as const])
    console.log(`  ${name} ${one.calls.total} calls, ${seconds(one.durationMs)}, ${one.peakRssMiB} MiB`);
  promise('every fault goes on', run.complete && run.stillOpen === 100_000, `${run.stillOpen} of 100000`);
  promise('no event of what goes on', run.events.update === 0, `${run.events.update} updates`);
  promise('no call more than with nothing open', run.calls.total <= floor.calls.total, `${run.calls.total} calls`);
  promise('peak memory under 350 MiB', run.peakRssMiB < 350, `${run.peakRssMiB} MiB`);
  const slower = ratio(run.durationMs, floor.durationMs);
  promise('within 2.5 x of the run with nothing open', run.durationMs <= 2.5 * floor.durationMs, slower);
}

/** One unit of 100,000 instances, of which one in twenty is at fault. */
async function region100k(): Promise<void> {
  const sizes = { instances: 100_000, disksPerInstance: 1 };
  const cloud = await startCloud({ regions: ['cn-hangzhou'], ...sizes, plant: { 'ecs-cpu-critical': 0.05 } }, 0);
  try {
    const seen = await beside(cloud);
    const { summary, floor } = seen;
    const lists = listCalls(summary, 'ecs-instances', 'ecs-disks');
    console.log('region-100k: 1 region x 100,000 instances + 100,000 disks, 5 % at fault');
    tellBeside(seen);
    promise('both lists in 1,202 calls', lists === 1202, `${lists} calls`);
    promise('complete, every asset found', summary.complete && summary.assets >= 200_000, `${summary.assets} assets`);
    promise('every fault found', summary.findings.critical >= 5_000, `${summary.findings.critical} critical`);
    const slower = ratio(summary.durationMs, floor.durationMs);
    promise('wall time within 2.5 x of the floor', summary.durationMs <= 2.5 * floor.durationMs, slower);
    promise('peak memory under 500 MiB', summary.peakRssMiB < 500, `${summary.peakRssMiB} MiB`);
  } finally {
    cloud.close();
  }
}

/** What can be asked of every product in 20 regions, beside the same calls with nothing else done, with each signature. */
async function mixed(): Promise<void> {
  const { accounts: list, env } = accountsOf(1);
  const cloud = await startCloud({ accounts: list, regions: TWENTY, instances: MIXED, plant: PLANT }, 10);
  try {
    console.log(
      `mixed: every checker of the present, 20 regions x ${MIXED} instances and what goes with them, 10 ms per call`,
    );
    for (const signature of SIGNATURES) {
      console.log(`  signature ${signature}`);
      const seen = await beside(cloud, MANY, { ...env, BENCH_ONLY: 'everything', BENCH_SIGNATURE: signature });
      const { summary, cpuMs, floor } = seen;
      tellBeside(seen);
      promise('complete', summary.complete, `${summary.assets} assets`);
      const most = MOST_CPU[signature];
      promise(`at most ${most} x the processor of the floor`, cpuMs <= most * floor.cpuMs, ratio(cpuMs, floor.cpuMs));
      promise('peak memory under 350 MiB', summary.peakRssMiB < 350, `${summary.peakRssMiB} MiB`);
      console.log(`      wall time ${ratio(summary.durationMs, floor.durationMs)} of the floor`);
    }
  } finally {
    cloud.close();
  }
}

/** A state in Redis: what is sent depends on what has changed. */
async function redisState(): Promise<void> {
  for (const findings of [20_000, 200_000]) {
    const cost = await redisCost(findings);
    if (!cost) return console.log('redis-state: there is no redis-server here');
    const { changed, sent, cpuMs, second } = cost;
    const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
    console.log(`redis-state: ${findings} open findings of one scope, page by page, each with an event`);
    console.log(`  first  ${megabytes(sent)} sent of ${megabytes(changed)} changed, ${seconds(cpuMs)} of CPU`);
    console.log(`  second ${(second.sent / 1e3).toFixed(1)} kB sent, ${seconds(second.cpuMs)} of CPU`);
    promise('at most twice what has changed', sent <= 2 * changed, ratio(sent, changed));
    promise('at most 0.5 ms of CPU a finding', cpuMs <= 0.5 * findings, `${(cpuMs / findings).toFixed(3)} ms`);
    promise('all of it is known to the second run', second.open === findings, `${second.open} of ${findings}`);
    promise('one change sends under 20 kB', second.sent < 20_000, `${(second.sent / 1e3).toFixed(1)} kB`);
  }
}

/** Every checker over 10 accounts x 20 regions with a few assets of every kind: the calls are the documented minimum. */
async function everything(): Promise<void> {
  const { accounts: list, env } = accountsOf(10);
  const cloud = await startCloud({ accounts: list, regions: TWENTY, instances: 30, plant: {} }, 10);
  try {
    const { summary } = await inspect(cloud, [], MANY, { ...env, BENCH_ONLY: 'everything' });
    const checkers = CHECKERS.filter(({ metrics }) => !Object.values(metrics).some(({ history }) => history));
    const { minimum, excess } = minimumOf(checkers, summary.collections);
    // One call per account tells whose keys they are.
    const floor = minimum + list.length;
    console.log(`everything: ${checkers.length} checkers, 10 accounts x 20 regions, 10 ms per call`);
    const { calls, assets, durationMs, peakRssMiB } = summary;
    console.log(`  run   ${calls.total} calls, ${assets} assets, ${seconds(durationMs)}, ${peakRssMiB} MiB`);
    for (const one of excess.slice(0, 5))
      console.log(`        ${one.what}: ${one.calls} calls, ${one.minimum} would do`);
    promise('complete', summary.complete, `${summary.collections.length} collections`);
    promise('no call beyond the documented minimum', calls.total <= floor, `${calls.total} of ${floor}`);
    promise('peak memory under 300 MiB', peakRssMiB < 300, `${peakRssMiB} MiB`);
  } finally {
    cloud.close();
  }
}

const ROOT = join(__dirname, '..', '..', '..');
const CALLS = 7;

/** A worker of DataFlux Func, as far as starting goes: it prints how long each call took until it was answered, in ms. */
const WORKER = `
import builtins, json, sys, time
class Dff(object):
    def __getattr__(self, name): return lambda *args, **kwargs: None
builtins.DFF = Dff()
sys.path.insert(0, sys.argv[1])
import aliyun_inspection__runtime as runtime
times = []
for _ in range(int(sys.argv[2])):
    began = time.time()
    try:
        runtime.run('ecs', '{bad', timeout=60)
    except runtime.InspectionError as error:
        assert 'malformed JSON' in str(error), error
    times.append((time.time() - began) * 1000)
print(json.dumps(times))
`;

/** What a call costs in a function platform before the first query: Node.js starts, loads the bundle and answers. */
async function startup(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'aliyun-inspection-bench-'));
  try {
    await node([join(ROOT, 'build.mjs'), 'func', '--out', folder], {});
    const scripts = join(folder, 'market', 'script-sets', 'aliyun_inspection');
    const modules = join(folder, 'modules');
    mkdirSync(modules);
    for (const name of readdirSync(scripts).filter((file) => file.endsWith('.py'))) {
      copyFileSync(join(scripts, name), join(modules, `aliyun_inspection__${name}`));
    }
    const { stdout } = await execute('python3', ['-c', WORKER, modules, String(CALLS)], { TMPDIR: folder });
    const [first = 0, ...others] = JSON.parse(stdout) as number[];
    const usual = others.sort((a, b) => a - b)[Math.floor(others.length / 2)] ?? 0;
    const floor = await timeOf(() => node(['-p', '1'], {}));
    const bytes = statSync(join(scripts, 'bundle.py')).size;
    console.log('startup: a worker of DataFlux Func starts a run, until its first answer');
    console.log(`  first call ${first.toFixed(0)} ms, unpacking the bundle; a bare Node.js ${floor.toFixed(0)} ms`);
    promise(
      'later calls start within 2.5 x of a bare Node.js',
      usual <= 2.5 * floor,
      `${ratio(usual, floor)}: ${usual.toFixed(0)} ms, the middle one of ${others.length}`,
    );
    promise('bundle script under 1.5 MB', bytes < 1_500_000, `${(bytes / 1000).toFixed(0)} kB`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All inspections at once on a function server of five workers, with other functions beside them, to the end of each. */
async function func(): Promise<void> {
  const cloud = await startCloud({ regions: ['cn-hangzhou'], instances: 20, disksPerInstance: 2, plant: PLANT }, 30);
  try {
    await cloud.reset([{ kind: 'quota', limit: 50, per: 'second' }]);
    const { inspections, foreign, held, alone, inspecting, requests, refused, wallMs } = await together(cloud.env, 500);
    const summaries = inspections.map(({ answer }) => summaryOf(answer));
    const sum = (count: (one: RunSummary) => number) =>
      summaries.reduce((total, one) => total + (one ? count(one) : 0), 0);
    console.log(`func: ${inspections.length} inspections begin at once, 2 of 5 workers take them, 30 ms per call`);
    console.log(
      `  runs    ${seconds(wallMs)}, ${sum(({ calls }) => calls.total)} calls of the cloud, ${requests} of Guance`,
    );
    for (const { func: name, answer } of inspections) {
      const { status, error, waitedMs, tookMs } = answer;
      const said = error ?? `${summaryOf(answer)?.assets ?? 0} assets`;
      console.log(
        `    ${name.padEnd(36)} waited ${seconds(waitedMs)}, ran ${seconds(tookMs - waitedMs)}: ${status}, ${said}`,
      );
    }
    const times = foreign.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Infinity;
    console.log(
      `  foreign ${times.length} calls: half ${seconds(at(0.5))}, 95 % ${seconds(at(0.95))}, all ${seconds(at(1))}; alone ${seconds(alone.tookMs)}`,
    );
    const complete = summaries.filter((one) => one?.complete === true).length;
    promise('every inspection is complete', complete === inspections.length, `${complete} of ${inspections.length}`);
    const answered = foreign.filter(({ status }) => status === 'success').length;
    promise('the foreign function always answers', answered === foreign.length, `${answered} of ${foreign.length}`);
    promise('a worker takes it at once', held === 0, `${held} of ${foreign.length} waited`);
    promise('within 2 s', at(1) <= 2000, seconds(at(1)));
    promise('two inspections at a time beside it', inspecting === 2, String(inspecting));
    promise("no answer 401 of Guance's limit", refused === 0, `${refused} of ${requests}`);
  } finally {
    cloud.close();
  }
}

const EVENTS = 1_000_000;
const PER_SECOND = 200;
const LOAD_SECONDS = 60;

/**
 * The start page and the events page of the console at 200 requests/s over 1,000,000 events, without and with runs in the same host. The
 * events are made in `BENCH_DATA`, and kept there, or in a folder that is removed.
 */
async function explorer(): Promise<void> {
  const kept = process.env.BENCH_DATA;
  const data = kept ?? mkdtempSync(join(tmpdir(), 'aliyun-inspection-bench-'));
  const cloud = await startCloud({ regions: TWENTY, instances: 100, disksPerInstance: 1, plant: PLANT }, 30);
  try {
    mkdirSync(data, { recursive: true });
    for (const name of readdirSync(data)) {
      if (name !== 'workspace') rmSync(join(data, name), { recursive: true, force: true });
    }
    await explorerLoad.fill(data, EVENTS, (done) => {
      if (done % 100_000 === 0) console.error(`explorer: ${done} of ${EVENTS} events made`);
    });
    // It stands for a cloud that is on other machines.
    if (cloud.pid !== undefined) setPriority(cloud.pid, 10);
    const served = await explorerLoad.startHostProcess(data, cloud.env);
    try {
      const cookie = await explorerLoad.signIn(served);
      await explorerLoad.load(served, cookie, PER_SECOND, 5); // warms the memory of the disk
      const quiet = await explorerLoad.load(served, cookie, PER_SECOND, LOAD_SECONDS);
      let over = false;
      const runs = runAgain(served, () => over);
      const busy = await explorerLoad.load(served, cookie, PER_SECOND, LOAD_SECONDS);
      over = true;
      const summaries = await runs;
      console.log(`explorer: ${PER_SECOND} requests/s for ${LOAD_SECONDS} s on ${EVENTS} events`);
      tellLoad('no run', quiet);
      tellLoad('runs', busy);
      const assets = summaries.reduce((sum, one) => sum + one.assets, 0);
      console.log(`  runs  ${summaries.length}, ${assets} assets; host ${Math.round(await served.peakRssMiB())} MiB`);
      const [calm, loaded] = [shareOf(quiet, 0.95), shareOf(busy, 0.95)];
      const failures = [...quiet.failures, ...busy.failures];
      for (const failure of failures.slice(0, 5)) console.log(`        ${failure}`);
      promise(
        'every request answered',
        failures.length === 0,
        `${failures.length} of ${quiet.sent + busy.sent} failed`,
      );
      const rate = (busy.sent * 1000) / busy.wallMs;
      promise('the rate is held while runs go on', rate > 0.98 * PER_SECOND, `${rate.toFixed(1)} answers/s`);
      promise(
        '95 of 100 within 500 ms while runs go on',
        loaded < 500,
        `${loaded.toFixed(0)} ms, ${ratio(loaded, calm)}`,
      );
      const started = busy.times.get(explorerLoad.START) ?? [];
      const startMs = started[Math.floor(started.length * 0.95)] ?? Infinity;
      promise('95 of 100 start pages within 300 ms while runs go on', startMs < 300, `${startMs.toFixed(0)} ms`);
      promise(
        'every run is complete',
        summaries.length > 0 && summaries.every((one) => one.complete),
        `${summaries.length}`,
      );
    } finally {
      await served.close();
    }
  } finally {
    cloud.close();
    if (kept === undefined) rmSync(data, { recursive: true, force: true });
  }
}

/** One run after the other of the ECS inspection in a host. */
async function runAgain(served: explorerLoad.Served, isOver: () => boolean): Promise<RunSummary[]> {
  const out: RunSummary[] = [];
  while (!isOver()) {
    const answer = await fetch(`${served.url}/api/v1/func/ecs.run`, {
      method: 'POST',
      headers: { authorization: `Bearer ${served.token}` },
    });
    const body = await answer.text();
    if (!answer.ok) throw new Error(`ecs.run: ${answer.status} ${body}`);
    out.push((JSON.parse(body) as { data: { result: RunSummary } }).data.result);
  }
  return out;
}

const shareOf = ({ times }: explorerLoad.Load, share: number): number => {
  const all = [...times.values()].flat().sort((a, b) => a - b);
  return all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0;
};

function tellLoad(name: string, done: explorerLoad.Load): void {
  const line = (what: string, list: readonly number[]) => {
    const at = (share: number) => (list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0).toFixed(0);
    console.log(`    ${what.padEnd(28)} ${String(list.length).padStart(6)}  ${at(0.5)} / ${at(0.95)} / ${at(1)} ms`);
  };
  console.log(`  ${name}: half / 95 % / all within, from when a request was due`);
  line(
    'all',
    [...done.times.values()].flat().sort((a, b) => a - b),
  );
  for (const [what, list] of done.times) line(what, list);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** A month of half-hourly runs in this process, where the clocks of cloud and engine are turned. */
async function lived(title: string, verdict: Promise<month.Verdict>): Promise<void> {
  const { lines, promises } = await verdict;
  console.log(title);
  for (const line of lines) console.log(line);
  for (const { what, kept, figure } of promises) promise(what, kept, figure);
}

let days = 30;

/** False alarms and found faults of simulated assets, beside what others would use. */
function judged(assets: number): Promise<void> {
  const { rows, worst, bytes } = alarms(assets);
  console.log(`alarms: ${assets} assets for 30 days at every hour, after 31 days`);
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`.padStart(6);
  for (const { name, budget, falseEvents, found } of rows) {
    const shares = Object.entries(found).map(([fault, share]) => `${fault} ${percent(share)}`);
    console.log(
      `  ${name.padEnd(22)} budget ${String(budget).padStart(3)}  false ${falseEvents.toFixed(1).padStart(6)}  ${shares.join('  ')}`,
    );
  }
  console.log(`  false events by family at a budget of 20: ${worst.join(', ')}; ${bytes} bytes a series`);
  const [row] = rows.filter(({ budget }) => budget === 20);
  if (!row) return Promise.resolve();
  promise('at most 20 false events per 1,000 assets a week', row.falseEvents <= 20, row.falseEvents.toFixed(1));
  const least = { 'level shift': 0.8, 'drop to zero': 0.9, spike: 0.5, 'broken season': 0.7 };
  for (const [fault, share] of Object.entries(least)) {
    const found = row.found[fault as keyof typeof least];
    promise(`${percent(share).trim()} of ${fault} found`, found >= share, percent(found).trim());
  }
  const bills = spend(assets);
  console.log(
    `  what ${assets} products cost a day, for 45 days: false ${bills.falseEvents.toFixed(1)} (${bills.worst.join(', ')})`,
  );
  console.log(
    '  found within 2 days: ' + bills.found.map((share, n) => `${MORE[n]} x more ${percent(share)}`).join('  '),
  );
  promise('at most 20 false events per 1,000 products a week', bills.falseEvents <= 20, bills.falseEvents.toFixed(1));
  const [mined = 0] = bills.found.slice(-1);
  promise('90 % of mining for six times as much found within 2 days', mined >= 0.9, percent(mined).trim());
  return Promise.resolve();
}

/** What goes on from the last run: the first one, one of six hours later, and that one with nothing judged. */
async function trend(assets: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'aliyun-inspection-bench-'));
  const cloud = await startCloud(keeping.scenarioOf(assets), 0);
  try {
    const later = keeping.lastHalf(Date.now());
    const first = later - keeping.BETWEEN * 3_600_000;
    const run = async (mode: 'judge' | 'read', now: number): Promise<keeping.Ran> => {
      const { stdout } = await node([keeping.SCRIPT, mode, join(folder, mode), String(now)], cloud.env);
      return JSON.parse(stdout) as keeping.Ran;
    };
    console.log(`trend: ${assets} instances, RDS instances and EIPs each, four metrics, 31 days; again after 6 hours`);
    const learnt = await run('judge', first);
    const wentOn = await run('judge', later);
    await run('read', first);
    const read = await run('read', later);
    const tell = (name: string, { calls, cpuMs, peakRssMiB }: keeping.Ran) =>
      console.log(`  ${name} ${calls} calls, ${seconds(cpuMs)} of a processor, ${peakRssMiB} MiB`);
    tell('first run  ', learnt);
    tell('later run  ', wentOn);
    tell('its reading', read);
    const { series, bytes } = wentOn.kept;
    console.log(`  kept ${series} series, ${(bytes / 1024 / 1024).toFixed(1)} MiB`);
    const limits = [
      keeping.leastCalls(learnt, keeping.PAST_HOURS, false),
      // The newest hour of the last time may have changed since.
      keeping.leastCalls(wentOn, keeping.BETWEEN + 1, true),
    ] as const;
    promise('every run is complete', learnt.complete && wentOn.complete && read.complete, `${wentOn.assets} assets`);
    const most = 1.1 * limits[0];
    promise('first: within 1.1 x of the least calls', learnt.calls <= most, `${learnt.calls} of ${limits[0]}`);
    promise('later: no call beyond the minimum', wentOn.calls <= limits[1], `${wentOn.calls} of ${limits[1]}`);
    // With few assets what is compiled on the way has the greater part.
    const times = assets < 2000 ? 3 : 2.5;
    const share = ratio(wentOn.cpuMs, read.cpuMs);
    promise(`later: at most ${times} x the processor of its reading`, wentOn.cpuMs <= times * read.cpuMs, share);
    promise('first: peak memory under 500 MiB', learnt.peakRssMiB < 500, `${learnt.peakRssMiB} MiB`);
    promise('later: peak memory under 300 MiB', wentOn.peakRssMiB < 300, `${wentOn.peakRssMiB} MiB`);
    promise(
      'at most 4.5 KiB kept a series',
      bytes <= 4608 * series,
      `${Math.round(bytes / Math.max(1, series))} bytes`,
    );
  } finally {
    cloud.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Families of spend whose level is clear, and those in which something has happened; in percent of the month. */
const CLEAR = ['steady', 'weekly'];
const CHANGED = ['growth', 'weekly growth', 'one purchase', 'doubling'];

/** When simulated disks are full and what simulated accounts spend, beside what others would use. */
function foretold(assets: number): Promise<void> {
  const { disks, worst, held, msPerDisk, bills } = forecasts(assets);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  console.log(
    `forecasts: ${assets} disks asked each day for 24 days, ${3 * assets} accounts on the tenth of the month`,
  );
  const rows = disks.map((row) => ({
    ...row,
    wrong: row.falseAlarms / Math.max(1, row.alarms),
    warns: row.warned / Math.max(1, row.filled),
  }));
  for (const { name, alarms: raised, filled, wrong, warns } of rows)
    console.log(`  ${name.padEnd(26)} false ${percent(wrong)} of ${raised}, warned ${percent(warns)} of ${filled}`);
  console.log(`  false alarms by family: ${worst.join(', ') || 'none'}`);
  console.log('  days until full, range of 80 and of 95 % held: ' + held.map(percent).join(', '));
  for (const { family, error, held: kept } of bills)
    console.log(
      `  ${family.padEnd(20)} off by ${percent(error)}, ranges of 80, 90, 95 % held ${kept.map(percent).join(', ')}`,
    );
  const [own, ...others] = rows;
  if (!own) return Promise.resolve();
  promise('at most 5 % false alarms', own.wrong <= 0.05, percent(own.wrong));
  promise('85 % warned', own.warns >= 0.85, percent(own.warns));
  const better = others.filter(({ wrong, warns }) => wrong <= own.wrong || warns > own.warns);
  promise('fewer false alarms than all others at no fewer warnings', better.length === 0, `${better.length} do better`);
  promise(
    'the range of 80 % holds in 80 % or more, that of 95 % in 93',
    held[0] >= 0.8 && held[1] >= 0.93,
    held.map(percent).join(', '),
  );
  promise('at most 5 ms a disk', msPerDisk <= 5, `${msPerDisk.toFixed(1)} ms`);
  for (const { family, error } of bills) {
    const most = CLEAR.includes(family) ? 0.02 : CHANGED.includes(family) ? 0.08 : undefined;
    if (most !== undefined) promise(`${family}: off by at most ${percent(most)}`, error <= most, percent(error));
  }
  return Promise.resolve();
}

/** Only on demand: it wants a corpus. */
function detection({ data, out }: { readonly data?: string; readonly out?: string }): Promise<void> {
  if (data === undefined || out === undefined) throw new Error('detection wants --data DIR and --out DIR');
  const seen = detect(data, out);
  console.log(`detection: ${seen.files} series, ${seen.points} points, written to ${out}`);
  promise('at most 1 ms a point', seen.msPerPoint <= 1, `${seen.msPerPoint.toFixed(4)} ms`);
  promise('at most 16 KiB of state a series', seen.bytes <= 16_384, `${seen.bytes} bytes`);
  return Promise.resolve();
}

const BENCHMARKS: Readonly<Record<string, () => Promise<void>>> = {
  region,
  regions,
  accounts,
  quota,
  million,
  open,
  'region-100k': region100k,
  'redis-state': redisState,
  everything,
  mixed,
  startup,
  func,
  explorer,
  quiet: () => lived(`quiet: a well-run account, ${days} days at every half hour`, month.quiet(days)),
  incidents: () => lived(`incidents: the same account with real ones, ${days} days`, month.incidents(days)),
};

function countOf(option: string, text: string | undefined, usual: number, most = Infinity): number {
  const count = Number(text ?? usual);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new Error(`--${option} wants a whole number from 1${most === Infinity ? '' : ` to ${most}`}`);
}

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals: names } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      days: { type: 'string' },
      assets: { type: 'string' },
      data: { type: 'string' },
      out: { type: 'string' },
      accounts: { type: 'string' },
      regions: { type: 'string' },
      instances: { type: 'string' },
      workers: { type: 'string' },
      rounds: { type: 'string' },
    },
  });
  days = Number(values.days ?? days);
  if (!Number.isInteger(days) || days < 1 || days > 60) throw new Error('--days wants a whole number from 1 to 60');
  const assets = Number(values.assets ?? 1000);
  if (!Number.isInteger(assets) || assets < 1) throw new Error('--assets wants a whole number from 1');
  const known = {
    ...BENCHMARKS,
    alarms: () => judged(assets),
    trend: () => trend(values.assets === undefined ? 10_000 : assets),
    forecasts: () => foretold(assets),
    detection: () => detection(values),
    'fleet-quota': () => quotaOfFleet(countOf('workers', values.workers, 4), promise),
    fleet: () =>
      fleet(
        {
          accounts: countOf('accounts', values.accounts, 50),
          regions: TWENTY.slice(0, countOf('regions', values.regions, 5, TWENTY.length)),
          instances: countOf('instances', values.instances, 20),
          workers: countOf('workers', values.workers, 2),
          rounds: countOf('rounds', values.rounds, 3),
        },
        promise,
      ),
  };
  for (const name of names.length > 0 ? names : Object.keys(BENCHMARKS)) {
    const benchmark = Object.entries(known).find(([one]) => one === name)?.[1];
    if (!benchmark) throw new Error(`unknown benchmark "${name}"; known are ${Object.keys(known).join(', ')}`);
    await benchmark();
  }
  if (broken > 0) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
});
