/** Runs in a queue, done by several workers, with a real Redis and PostgreSQL. */
import { Queue, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import type { Emulator } from '../../../emulator';
import { openPostgres } from '../../../ground/postgres/store';
import { openQueue, type RunQueue } from '../../../host/queue/client';
import { Planner } from '../../../host/queue/planner';
import { sealAccounts } from '../../../host/queue/sealing';
import { startWorker, type RunningWorker, type WorkerOptions } from '../../../host/queue/worker';
import { fromAccount } from '../../../lib/credentials';
import type { Inspection } from '../../../lib/inspection';
import type { RunSummary } from '../../../lib/model';
import {
  fleetInspection,
  keyOf,
  NAMES,
  newFleetCloud,
  receiver,
  REGIONS,
  startServers,
  withServers,
  type Servers,
} from '../../harness/fleet';
import { SIGNATURE } from '../../harness/signature';

jest.setTimeout(60_000);

/** What does not depend on when it ran, and on which machine. */
function lasting(summary: RunSummary) {
  const { startedAt, finishedAt, durationMs, peakRssMiB, calls, deliveries, ...rest } = summary;
  expect([startedAt, finishedAt, durationMs, peakRssMiB].every((one) => one !== undefined)).toBe(true);
  return { ...rest, calls: calls.total, deliveries };
}

withServers('a queue of runs', () => {
  let servers: Servers;
  let state: string;
  let cloud: Emulator;
  let queue: RunQueue;
  const workers: RunningWorker[] = [];
  const clouds: Emulator[] = [];
  const lines: string[] = [];
  beforeAll(async () => (servers = await startServers()));
  afterAll(() => servers.stop());
  beforeEach(async () => {
    lines.length = 0;
    [state, cloud] = await Promise.all([servers.postgres.database(), newFleetCloud()]);
    clouds.push(cloud);
    queue = await openQueue(servers.redis.url, 'queue');
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.close(0)));
    await queue.close();
    for (const one of clouds.splice(0)) await one.close();
    const redis = new Redis(servers.redis.url);
    await redis.flushall();
    redis.disconnect();
  });
  const worker = async (inspection: Inspection, to: ReturnType<typeof receiver>, more: Partial<WorkerOptions> = {}) => {
    const running = await startWorker({
      ...{ queue: servers.redis.url, state, concurrency: 1, takeoverSeconds: 4, language: 'en' },
      inspectionOf: () => Promise.resolve(inspection),
      reporters: () => [to],
      env: { ALIYUN_ENDPOINT: cloud.endpoint },
      log: (line) => lines.push(line),
      ...more,
    });
    workers.push(running);
    return running;
  };
  const request = { script: 'fleet.ts', inspection: 'fleet', byHand: true };

  it('is done by all workers together, and comes to what one process comes to', async () => {
    const inspection = fleetInspection();
    const alone = receiver();
    const database = await servers.postgres.database();
    const own = await openPostgres(database);
    const env = { ALIYUN_ENDPOINT: cloud.endpoint };
    const whole = await inspection.run(undefined, { state: own, env, reporters: [alone], language: 'en' });
    await own?.close();

    const to = receiver();
    await worker(inspection, to);
    await worker(inspection, to);
    const summary = await (await queue.add(request)).ended();
    expect(lasting(summary)).toEqual(lasting(whole));
    expect(summary).toMatchObject({ complete: true, events: { anomaly: 24 }, notes: [] });
    const told = (sent: typeof to.sent) =>
      sent.map(({ kind, checker, assetId }) => `${kind} ${checker} ${assetId}`).sort();
    expect(told(to.sent)).toEqual(told(alone.sent));
    expect(new Set(to.sent.map(({ id }) => id)).size).toBe(24);

    // Another run knows what the first has left.
    to.sent.length = 0;
    cloud.advance();
    const second = await (await queue.add({ ...request, byHand: false })).ended();
    expect(second).toMatchObject({ complete: true, events: { anomaly: 8, recovery: 8, update: 0 }, stillOpen: 16 });
    expect(to.sent).toHaveLength(16);
    expect(lines).toEqual([]);
  });

  /** All that the Redis has of the queue. */
  async function allOfRedis(): Promise<string> {
    const redis = new Redis(servers.redis.url);
    const keys = (await redis.keys('*')).filter((key) => !key.includes(':limits:'));
    expect(keys.every((key) => key.startsWith('aliyun-inspection:'))).toBe(true);
    const all: string[] = [];
    for (const key of keys) {
      const kind = await redis.type(key);
      if (kind === 'hash') all.push(JSON.stringify(await redis.hgetall(key)));
      else if (kind === 'stream') all.push(JSON.stringify(await redis.xrange(key, '-', '+')));
      else if (kind === 'string') all.push((await redis.get(key)) ?? '');
      else if (kind === 'zset') all.push(JSON.stringify(await redis.zrange(key, '0', '-1')));
      else if (kind === 'list') all.push(JSON.stringify(await redis.lrange(key, 0, -1)));
      else all.push(JSON.stringify(await redis.smembers(key)));
    }
    redis.disconnect();
    return all.join('\n');
  }

  async function expectNoKeys(): Promise<void> {
    const text = await allOfRedis();
    expect(text).toContain('one');
    for (const name of NAMES) {
      for (const secret of [keyOf(name).accessKeySecret, keyOf(name).accessKeyId]) {
        expect(text).not.toContain(secret);
        expect(text).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
      }
    }
  }

  it('holds no key, and what is in it is short', async () => {
    await worker(fleetInspection(), receiver());
    await (await queue.add(request)).ended();
    await expectNoKeys();
  });

  describe('with accounts that a host has entered', () => {
    const key = Buffer.alloc(32, 5);
    const handed = fleetInspection({
      accounts: NAMES.map((name) => ({
        ...{ name, credentials: fromAccount(name), regions: REGIONS, signature: SIGNATURE },
      })),
    });
    const addWith = (names: readonly string[]) =>
      queue.add(request, undefined, (job) => {
        const entered = names.map((name) => ({ name, ...keyOf(name) }));
        return sealAccounts(entered, { job, inspection: 'fleet' }, Date.now() + 60_000, key);
      });

    it('gives workers their keys sealed, each account its own', async () => {
      const to = receiver();
      await worker(handed, to, { key });
      await worker(handed, to, { key });
      const summary = await (await addWith(NAMES)).ended();
      expect(summary).toMatchObject({ complete: true, events: { anomaly: 24 }, notes: [] });
      await expectNoKeys();
      expect(await allOfRedis()).toContain('sealed');
      // What one run was handed is not what another one finds.
      await expect((await queue.add(request)).ended()).rejects.toMatchObject({ code: 'credentials' });
    });

    it('goes on without an account of which nobody has keys, and says so', async () => {
      await worker(handed, receiver(), { key });
      const summary = await (await addWith(['one', 'two', 'three'])).ended();
      expect(summary).toMatchObject({ complete: false, events: { anomaly: 18 } });
      const failed = summary.collections.filter(({ status }) => status === 'failed');
      expect(new Set(failed.map(({ accountName }) => accountName))).toEqual(new Set(['four']));
      expect(failed[0]?.reason).toContain('no keys of four');
    });

    it('leaves schedules to the host that has them, from when it has them', async () => {
      let own = false;
      const wrong: string[] = [];
      const planner = new Planner(queue, (line) => wrong.push(line));
      const all = [{ script: 'fleet.ts', inspection: 'fleet', schedule: '0 3 1 1 *', timeZone: 'UTC' }];
      const planned = async (count: number) => {
        while ((await queue.counts()).planned !== count) await new Promise((resolve) => setTimeout(resolve, 20));
      };
      planner.set(all, () => own);
      await planned(1);
      own = true;
      planner.set(all, () => own);
      await planned(0);
      planner.close();
      expect(wrong).toEqual([]);
    });

    it('says of a worker without the key, or with another one, what to do', async () => {
      await worker(handed, receiver());
      const none = (await addWith(NAMES)).ended();
      await expect(none).rejects.toMatchObject({ code: 'config' });
      await expect(none).rejects.toThrow(/set ALIYUN_INSPECTION_QUEUE_KEY here as on the host/);
      await Promise.all(workers.splice(0).map((one) => one.close(0)));
      await worker(handed, receiver(), { key: Buffer.alloc(32, 6) });
      await expect((await addWith(NAMES)).ended()).rejects.toThrow(/is not that of the host/);
    });

    it('is visibly incomplete where whoever takes an account cannot read its keys', async () => {
      await worker(handed, receiver(), { key });
      const raw = new Queue('runs', { connection: { url: servers.redis.url }, prefix: 'aliyun-inspection' });
      // As when it was sealed for another job.
      const run = await addWith(NAMES);
      for (let found; !found;) {
        const jobs = (await raw.getJobs(['prioritized'])) as Job<{ readonly account?: { readonly name: string } }>[];
        found = jobs.find(({ data }) => data.account?.name === 'four');
        await found?.updateData({ ...found.data, sealed: 'what' } as typeof found.data);
      }
      await raw.close();
      const summary = await run.ended();
      expect(summary.complete).toBe(false);
      const failed = summary.collections.filter(({ status }) => status === 'failed');
      expect(new Set(failed.map(({ accountName }) => accountName))).toEqual(new Set(['four']));
      expect(failed[0]?.reason).toContain('ALIYUN_INSPECTION_QUEUE_KEY');
    });
  });

  it('goes on without an account whose keys are refused, and says so', async () => {
    const to = receiver();
    await worker(fleetInspection({}, ['two']), to);
    const summary = await (await queue.add(request)).ended();
    expect(summary).toMatchObject({ complete: false, events: { anomaly: 18 } });
    const failed = summary.collections.filter(({ status }) => status === 'failed');
    expect(new Set(failed.map(({ accountName }) => accountName))).toEqual(new Set(['two']));
    expect(failed[0]?.reason).toContain('two');
    expect(to.sent).toHaveLength(18);
  });

  it('fails as one process does when no account has keys that the cloud takes', async () => {
    const to = receiver();
    await worker(fleetInspection({}, NAMES), to);
    await expect((await queue.add(request)).ended()).rejects.toMatchObject({ code: 'credentials' });
    expect(to.sent).toEqual([]);
    // It keeps nobody out.
    await expect((await queue.add(request)).ended()).rejects.toMatchObject({ code: 'credentials' });
  });

  it('has each inspection once', async () => {
    const first = await queue.add(request);
    await expect(queue.add(request)).rejects.toMatchObject({ code: 'locked' });
    const to = receiver();
    await worker(fleetInspection(), to);
    expect(await first.ended()).toMatchObject({ complete: true });
    expect(await (await queue.add(request)).ended()).toMatchObject({ complete: true });
    expect(to.sent).toHaveLength(24);
  });

  it('keeps a run in one process out while a run of the same inspection is under way, and is kept out by it', async () => {
    const inspection = fleetInspection();
    const own = await openPostgres(state);
    const lock = await own?.lock('fleet');
    await worker(inspection, receiver());
    await expect((await queue.add(request)).ended()).rejects.toMatchObject({ code: 'locked' });
    await lock?.release();
    expect(await (await queue.add(request)).ended()).toMatchObject({ complete: true });
    await own?.close();
  });

  it('begins a run once for all hosts that ask for the same time', async () => {
    const other = await openQueue(servers.redis.url, 'queue');
    const to = receiver();
    const slot = '2026-11-30T03:00';
    const both = await Promise.all([queue, other].map((one) => one.add({ ...request, byHand: false }, slot)));
    await worker(fleetInspection(), to);
    const [a, b] = await Promise.all(both.map((run) => run.ended()));
    expect(a).toEqual(b);
    // Also when one of them is late.
    expect(await (await other.add({ ...request, byHand: false }, slot)).ended()).toEqual(a);
    expect(to.sent).toHaveLength(24);
    // Nor is the next one kept out.
    expect(await (await queue.add(request)).ended()).toMatchObject({ complete: true });
    await other.close();
  });

  it('is cancelled before it begins, and while it is under way', async () => {
    const waiting = await queue.add(request);
    await waiting.cancel();
    await expect(waiting.ended()).rejects.toMatchObject({ code: 'cancelled' });

    await worker(fleetInspection(), receiver(), {
      inspectionOf: () => Promise.resolve(fleetInspection({ filters: [slow] })),
    });
    const run = await queue.add(request);
    while ((await run.progress()).total === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await run.cancel();
    const summary = await run.ended();
    expect(summary.complete).toBe(false);
    expect(summary.collections.some(({ reason }) => reason?.includes('cancelled'))).toBe(true);
  });

  it('takes back what a worker that is stopped had under way, and another goes on with it at once', async () => {
    const to = receiver();
    let begun = 0;
    const first = await worker(fleetInspection({ filters: [(asset) => (++begun, slow(asset))] }), to);
    const run = await queue.add(request);
    while (begun === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await first.close(0);
    await worker(fleetInspection(), to);
    expect(await run.ended()).toMatchObject({ complete: true });
    expect(new Set(to.sent.map(({ fingerprint }) => fingerprint)).size).toBe(24);
    expect(to.sent).toHaveLength(24);
  });

  it('does all of its jobs over the same connections, and makes the tables anew when they are gone', async () => {
    const database = new Client({ connectionString: state });
    await database.connect();
    const connections = async () => {
      const sql = `SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'aliyun-inspection'`;
      return (await database.query<{ pid: number }>(sql)).rows.map(({ pid }) => pid);
    };
    try {
      const to = receiver();
      await worker(fleetInspection(), to);
      expect(await (await queue.add(request)).ended()).toMatchObject({ complete: true, events: { anomaly: 24 } });
      const before = await connections();
      expect(before.length).toBeGreaterThan(0);
      expect(before.length).toBeLessThanOrEqual(5);
      expect(await (await queue.add(request)).ended()).toMatchObject({ complete: true, stillOpen: 24 });
      expect((await connections()).filter((pid) => before.includes(pid))).not.toEqual([]);

      await database.query('DROP SCHEMA aliyun_inspection CASCADE');
      expect(await (await queue.add(request)).ended()).toMatchObject({ complete: true, events: { anomaly: 24 } });
      expect(lines.filter((line) => !line.startsWith('run '))).toEqual([]);
    } finally {
      await database.end();
    }
  });

  it('tells what is wrong with a script that differs', async () => {
    await worker(fleetInspection({ id: 'another' }), receiver());
    const ended = (await queue.add(request)).ended();
    await expect(ended).rejects.toMatchObject({ code: 'config' });
    await expect(ended).rejects.toThrow(/has inspection another on this machine/);
  });

  it('says what there is in it', async () => {
    const nothing = { waiting: 0, active: 0, delayed: 0, failed: 0, runs: 0, planned: 0, workers: 0, underWay: [] };
    expect(await queue.counts()).toEqual(nothing);
    // The next start of a schedule is no failure that is tried again.
    await queue.plan({ script: 'fleet.ts', inspection: 'yearly', schedule: '0 3 1 1 *', timeZone: 'UTC' });
    expect(await queue.counts()).toEqual({ ...nothing, planned: 1 });
    await queue.unplan('yearly');
    const run = await queue.add(request);
    expect(await queue.counts()).toMatchObject({ waiting: 1, workers: 0 });
    let begun = 0;
    await worker(fleetInspection({ filters: [(asset) => (++begun, slow(asset))] }), receiver());
    while (begun === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const { active, runs, underWay } = await queue.counts();
    const unit = {
      inspection: 'fleet',
      account: 'one',
      attempt: 1,
      worker: expect.stringContaining(`:${process.pid}`) as string,
    };
    expect([active, runs, underWay]).toEqual([1, 1, [{ ...unit, since: expect.any(Number) as number }]]);
    await run.ended();
    expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0, workers: 1, underWay: [] });
  });
});

/** So that a run takes a while: it is asked for every asset. */
function slow(_asset: unknown): boolean {
  const until = Date.now() + 60;
  while (Date.now() < until);
  return true;
}
