/**
 * `npm run bench [-- name …]`: measures whole runs against an emulator in a process of its own, each beside the floor of
 * the same minute. Prints API calls, wall time, peak memory and the ratio to the floor; exits with 1 when a promise of
 * `docs/benchmarks.md` is broken.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunSummary } from '../../lib/model';
import type { EmulatorStats } from '../emulator';
import { startCloud, type Cloud } from './cloud';

const BIN = join(__dirname, '..', '..', '..', 'host', 'cli', 'bin.cjs');

interface Measure {
  readonly calls: number;
  readonly durationMs: number;
  readonly peakRssMiB: number;
}

function node(args: readonly string[], env: Readonly<Record<string, string>>): Promise<{ code: number; stdout: string }> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [...args],
      { env: { ...process.env, ...env }, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        const code = error ? Number(error.code) : 0;
        if (stdout === '') reject(new Error(`${args.join(' ')} printed nothing: ${stderr.slice(-500)}`));
        else resolve({ code, stdout });
      },
    );
  });
}

async function inspect(cloud: Cloud, args: readonly string[] = []): Promise<{ code: number; summary: RunSummary }> {
  const state = mkdtempSync(join(tmpdir(), 'aliyun-inspection-bench-'));
  try {
    const { code, stdout } = await node([BIN, 'run', 'ecs', '--format', 'json', '--state', state, ...args], cloud.env);
    return { code, summary: JSON.parse(stdout) as RunSummary };
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

async function floorOf(cloud: Cloud, mode: 'whole' | 'batches', regions: readonly string[]): Promise<Measure> {
  const { stdout } = await node([join(__dirname, 'floor.js'), mode, ...regions], cloud.env);
  return JSON.parse(stdout) as Measure;
}

const callsOf = (stats: EmulatorStats, action: string) =>
  Object.entries(stats.byCall)
    .filter(([key]) => key.split(':')[1] === action)
    .reduce((sum, [, one]) => sum + one.calls, 0);

let broken = 0;

/** One promise: printed, and counted when it is broken. */
function promise(what: string, kept: boolean, figure: string): void {
  if (!kept) broken += 1;
  console.log(`  ${kept ? 'ok ' : 'NOT'} ${what}: ${figure}`);
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
const ratio = (a: number, b: number) => `${(a / b).toFixed(2)} x`;

/** One region, 10,000 instances and 20,000 disks, 30 ms a call. */
async function region(): Promise<void> {
  const cloud = await startCloud({ regions: ['cn-hangzhou'], instances: 10_000, disksPerInstance: 2 }, 30);
  try {
    await inspect(cloud, ['--dry-run']); // warms the emulator's rows, for the floor's sake too
    await cloud.reset();
    const { summary } = await inspect(cloud);
    const stats = await cloud.stats();
    await cloud.reset();
    const floor = await floorOf(cloud, 'whole', ['cn-hangzhou']);
    const lists = callsOf(stats, 'DescribeInstances') + callsOf(stats, 'DescribeDisks');
    const metrics = callsOf(stats, 'DescribeMetricLast');
    console.log('region: 1 region x 10,000 instances + 20,000 disks, 30 ms per call');
    console.log(`  run   ${summary.calls.total} calls, ${seconds(summary.durationMs)}, ${summary.peakRssMiB} MiB`);
    console.log(`  floor ${floor.calls} calls, ${seconds(floor.durationMs)}, ${floor.peakRssMiB} MiB`);
    promise('both lists in 140 calls', lists === 140, `${lists} calls`);
    promise('five metrics in at most 60 calls', metrics <= 60, `${metrics} calls`);
    const slower = ratio(summary.durationMs, floor.durationMs);
    promise('wall time within 1.3 x of the floor', summary.durationMs <= 1.3 * floor.durationMs, slower);
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
    await inspect(cloud, ['--dry-run']);
    await cloud.reset();
    const calm = (await inspect(cloud)).summary;
    await cloud.reset([{ kind: 'throttle', rate: 0.05, retryAfterMs: 100 }]);
    const throttled = (await inspect(cloud)).summary;
    await cloud.reset();
    const floor = await floorOf(cloud, 'batches', TWENTY);
    console.log('regions: 20 regions x 50 instances, 30 ms per call');
    console.log(`  run           ${calm.calls.total} calls, ${seconds(calm.durationMs)}, ${calm.peakRssMiB} MiB`);
    console.log(
      `  5 % throttled ${throttled.calls.total} calls (${throttled.calls.throttled} throttled), ${seconds(throttled.durationMs)}`,
    );
    console.log(`  floor         ${floor.calls} calls, ${seconds(floor.durationMs)}, ${floor.peakRssMiB} MiB`);
    promise('throttling loses no asset', throttled.complete && throttled.assets === calm.assets, `${throttled.assets} of ${calm.assets}`);
    const slower = ratio(throttled.durationMs, calm.durationMs);
    promise('throttled run within 2 x of the calm one', throttled.durationMs <= 2 * calm.durationMs, slower);

    await cloud.reset([{ kind: 'denied', region: 'cn-beijing' }]);
    const { code, summary } = await inspect(cloud);
    const bad = summary.collections.filter((c) => c.status !== 'complete');
    console.log('denied: one of the 20 regions refuses every call');
    promise('exit code 3, not complete', code === 3 && !summary.complete, `exit code ${code}`);
    const others = bad.every((c) => c.region === 'cn-beijing');
    promise('the other 19 are complete', others && bad.length > 0, `${bad.length} failed, all in cn-beijing: ${others}`);
    const expected = calm.assets - Math.round(calm.assets / TWENTY.length);
    promise('19 regions of assets', summary.assets === expected, `${summary.assets} of ${calm.assets}`);
  } finally {
    cloud.close();
  }
}

const BENCHMARKS: Readonly<Record<string, () => Promise<void>>> = { region, regions };

async function main(names: readonly string[]): Promise<void> {
  for (const name of names.length > 0 ? names : Object.keys(BENCHMARKS)) {
    const benchmark = BENCHMARKS[name];
    if (!benchmark) {
      console.error(`bench: unknown benchmark "${name}"; known are ${Object.keys(BENCHMARKS).join(', ')}`);
      process.exitCode = 2;
      return;
    }
    await benchmark();
  }
  if (broken > 0) process.exitCode = 1;
}

void main(process.argv.slice(2));
