/** A documented rate that many workers share: as many inspections of one account as there are workers, all at once. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openQueue } from '../../host/queue/client';
import { startCloud } from './cloud';
import { end, startWorker } from './crew';
import { accountsOf } from './fleet';
import { startServers } from './servers';

/** Rows of a list, of which a page has 10 here. */
const ROWS = 3_000;
/** Calls per second, as if that were documented. */
const SHARED_RATE = 50;
const ACTION = 'vpc:DescribeEipAddresses';

interface SharedQuota {
  readonly complete: boolean;
  readonly calls: number;
  /** The most calls of an API, region and account that the emulator has seen in a second of its clock. */
  readonly most: number;
  /** Calls for each second between the first and the last. */
  readonly mean: number;
}

/** @returns nothing where Redis or PostgreSQL is not installed */
export async function sharedQuota(workers: number): Promise<SharedQuota | undefined> {
  const servers = await startServers();
  if (!servers) return undefined;
  const list = accountsOf(1);
  const region = 'cn-hangzhou';
  const sizes = { instances: 0, disksPerInstance: 0, eips: ROWS, rdsInstances: 0, loadBalancers: 0 };
  const cloud = await startCloud({ accounts: list, regions: [region], ...sizes, plant: {} }, 5);
  const folder = mkdtempSync(join(tmpdir(), 'aliyun-inspection-bench-'));
  const queue = await openQueue(servers.queue, 'queue');
  const crew: ChildProcess[] = [];
  const env = {
    ...cloud.env,
    ...{
      BENCH_ACCOUNTS: JSON.stringify(list),
      BENCH_REGIONS: region,
      BENCH_ONLY: 'limited',
      BENCH_RATE: String(SHARED_RATE),
    },
    ...{ ALIYUN_INSPECTION_QUEUE: servers.queue, ALIYUN_INSPECTION_STATE: servers.database('quota') },
  };
  const names = Array.from({ length: workers }, (_, n) => `bench-${n}`);
  try {
    const many = JSON.stringify(join(__dirname, 'many.js'));
    for (const name of names) {
      writeFileSync(join(folder, `${name}.js`), `exports.inspection = require(${many}).named('${name}');\n`);
    }
    crew.push(...(await Promise.all(names.map(() => startWorker(env, folder)))));
    const runs = await Promise.all(
      names.map((inspection) => queue.add({ script: `${inspection}.js`, inspection, byHand: true })),
    );
    const summaries = await Promise.all(runs.map((run) => run.ended()));
    const seen = (await cloud.seconds()).filter(({ place }) => place.startsWith(`${ACTION} `));
    const calls = seen.reduce((sum, { counts }) => sum + counts.reduce((all, one) => all + one, 0), 0);
    const most = Math.max(...seen.flatMap(({ counts }) => counts));
    // The first and the last second are not whole.
    const whole = seen.flatMap(({ counts }) => counts.slice(1, -1));
    return {
      complete: summaries.every(({ complete, assets }) => complete && assets === ROWS),
      ...{ calls, most, mean: whole.reduce((all, one) => all + one, 0) / whole.length },
    };
  } finally {
    await end(crew);
    await queue.close();
    cloud.close();
    servers.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param promise prints one, and counts it when it is broken */
export async function quotaOfFleet(
  workers: number,
  promise: (what: string, kept: boolean, figure: string) => void,
): Promise<void> {
  console.log(
    `fleet: ${workers} inspections of one account at once, ${workers} workers, ${SHARED_RATE} calls/s of one API`,
  );
  const seen = await sharedQuota(workers);
  if (!seen) {
    console.log('  left out: Redis or PostgreSQL is not installed');
    return;
  }
  promise('complete', seen.complete, `${seen.calls} calls`);
  const least = SHARED_RATE * 0.85;
  promise(`used: at least ${least.toFixed(0)} a second`, seen.mean >= least, seen.mean.toFixed(1));
  promise('not exceeded on average', seen.mean <= SHARED_RATE * 1.005, `${seen.mean.toFixed(1)} a second`);
  promise('never exceeded by more than 2 % in a second of the cloud', seen.most <= SHARED_RATE * 1.02, `${seen.most}`);
}
