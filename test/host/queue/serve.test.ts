/** Hosts with one queue: a function that is due on both runs once, done by a worker, and both hear of it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import type { Emulator } from '../../../emulator';
import type { RunningHost } from '../../../host/host';
import { hasEntered, keyring } from '../../../host/keyring';
import { openQueue, type RunQueue } from '../../../host/queue/client';
import { Planner } from '../../../host/queue/planner';
import { scriptAt } from '../../../host/queue/script';
import { startWorker } from '../../../host/queue/worker';
import { RUNNER } from '../../../host/process';
import type { RunOrder } from '../../../host/runner';
import type { Task } from '../../../host/types';
import { keyOf, newFleetCloud, startServers, withServers, type Servers } from '../../harness/fleet';
import { startRedis } from '../../harness/redis';
import { compile, leave, ROOT, stage } from '../stage';

jest.setTimeout(240_000);

const SCRIPT = `
  import { defineInspection, fromKeys } from 'aliyun-inspection';
  import { autoRelease, ecsExpiring } from 'aliyun-inspection/scripts/ecs';
  export const inspection = defineInspection({
    id: 'daily', title: { zh: '每日', en: 'Daily' }, schedule: '0 * * * *', timeoutSeconds: 60,
    accounts: ['one', 'two'].map((name) => ({
      name, regions: ['cn-hangzhou'],
      credentials: fromKeys({ accessKeyId: process.env[name + '_id'] ?? '', accessKeySecret: process.env[name + '_secret'] ?? '' }),
    })),
    checkers: [ecsExpiring, autoRelease],
  });
  export const run = inspection.run;
`;

withServers('hosts with one queue', () => {
  let servers: Servers;
  let cloud: Emulator;
  const before = { ...process.env };
  beforeAll(async () => {
    compile();
    [servers, cloud] = await Promise.all([startServers(), newFleetCloud()]);
  });
  afterAll(async () => {
    process.env = before;
    await leave();
    await cloud.close();
    await servers.stop();
  });

  it('end the process of a run whose queue is away when its host is', async () => {
    const redis = await startRedis();
    const log: string[] = [];
    const runner = fork(RUNNER, [], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    const ended = once(runner, 'exit');
    try {
      const queued = new Promise<void>((done) =>
        runner.stdout?.on('data', (text: Buffer) => {
          log.push(String(text));
          if (log.join('').includes('in the queue: ')) done();
        }),
      );
      const order: RunOrder = {
        ...{ do: 'run', source: { shipped: 'ecs' }, env: {}, stateDir: '/nonexistent', language: 'en' },
        ...{ queue: redis.url, byHand: true, dryRun: false, writesAssets: false },
        accounts: [],
      };
      runner.send(order);
      await queued;
      await redis.kill();
      runner.disconnect();
      expect(await ended).toEqual([0, null]);
    } finally {
      runner.kill('SIGKILL');
      await redis.stop();
    }
  });

  it('run a function that is due on both once, and both have what came of it', async () => {
    giveKeys();
    const state = await servers.postgres.database();
    const clock = clockBefore(Date.UTC(2026, 5, 1, 3));
    const more = {
      queue: servers.redis.url,
      database: state,
      guance: 'environment',
      now: () => clock.now(),
    } as const;
    const hosts = [await stage({ 'daily.ts': SCRIPT }, more), await stage({ 'daily.ts': SCRIPT }, more)];
    clock.start();
    const ran: string[] = [];
    const worker = await startWorker({
      ...{ queue: servers.redis.url, state, concurrency: 2, takeoverSeconds: 10, language: 'en' },
      inspectionOf: (script) => (ran.push(script), scriptAt(script, hosts[0]?.folder ?? resolve(ROOT))),
      env: { ALIYUN_ENDPOINT: cloud.endpoint },
      log: () => undefined,
    });
    try {
      const [first, second] = await Promise.all(hosts.map(({ host }) => endOf(host)));
      expect(first).toMatchObject({
        status: 'success',
        origin: 'cron',
        result: { complete: true, inspection: 'daily' },
      });
      expect(second?.result).toEqual(first?.result);
      // Planned once, two accounts, ended once.
      expect(ran).toEqual(['daily.ts', 'daily.ts', 'daily.ts', 'daily.ts']);
    } finally {
      for (const { host } of hosts) host.pause('daily.run');
      await worker.close(0);
    }
  });

  it('hand over the keys of accounts that were entered there, and start those runs by themselves', async () => {
    const queueKey = Buffer.alloc(32, 3);
    const entered = ['one', 'two'].map((name) => ({ name, ...keyOf(name) }));
    const SHARED = SCRIPT.replace(/fromKeys\(\{.*\}\)/, 'fromAccount(name)')
      .replace('fromKeys', 'fromAccount')
      .replace("'daily'", "'entered'")
      .replace('0 * * * *', '0 3 1 1 *');
    expect(SHARED).toContain('credentials: fromAccount(name)');
    const state = await servers.postgres.database();
    const planned: (readonly { readonly inspection: string; readonly accounts: readonly string[] }[])[] = [];
    const { host, folder } = await stage(
      { 'entered.ts': SHARED },
      {
        ...{ queue: servers.redis.url, database: state, guance: 'environment', jitterSeconds: 0 },
        queueKey: queueKey.toString('base64'),
        keys: keyring({ env: {}, opened: () => entered, workspace: undefined, runVariables: [] }),
        plan: (runs) => planned.push(runs),
      },
    );
    const worker = await startWorker({
      ...{ queue: servers.redis.url, state, concurrency: 2, takeoverSeconds: 10, language: 'en', key: queueKey },
      inspectionOf: (script, own) => scriptAt(script, folder, own),
      env: { ALIYUN_ENDPOINT: cloud.endpoint },
      log: () => undefined,
    });
    try {
      expect(planned.at(-1)).toMatchObject([{ inspection: 'entered', accounts: ['one', 'two'] }]);
      expect(hasEntered(entered, false, planned.at(-1)?.[0]?.accounts ?? [])).toBe(true);
      expect(hasEntered(entered, false, ['three'])).toBe(false);
      host.call('entered.run', { origin: 'api' });
      expect(await endOf(host)).toMatchObject({ status: 'success', result: { complete: true, inspection: 'entered' } });
    } finally {
      host.pause('entered.run');
      await worker.close(0);
    }
  });

  it('have their runs started by the queue, each once, also when none of them is up', async () => {
    giveKeys();
    const state = await servers.postgres.database();
    // The queue has the real time, and this test takes some of it.
    const hour = 3_600_000;
    if (Date.now() % hour > hour - 60_000) await sleep(hour + 1000 - (Date.now() % hour));
    const slot = Math.ceil(Date.now() / hour) * hour;
    const clock = clockBefore(slot);
    const raw = new Queue('runs', { connection: { url: servers.redis.url }, prefix: 'aliyun-inspection' });
    const queues = [await openQueue(servers.redis.url, 'queue'), await openQueue(servers.redis.url, 'queue')];
    const wrong: string[] = [];
    const planners = queues.map((queue) => new Planner(queue, (line) => wrong.push(line)));
    const hosts = await Promise.all(
      planners.map((planner) =>
        stage(
          { 'hourly.ts': SCRIPT.replace("'daily'", "'hourly'") },
          {
            ...{ queue: servers.redis.url, database: state, guance: 'environment', timeZone: 'Asia/Shanghai' },
            now: () => clock.now(),
            plan: (runs) => planner.set(runs),
          },
        ),
      ),
    );
    const ran: string[] = [];
    const worker = await startWorker({
      ...{ queue: servers.redis.url, state, concurrency: 2, takeoverSeconds: 10, language: 'en' },
      inspectionOf: (script) => (ran.push(script), scriptAt(script, hosts[0]?.folder ?? resolve(ROOT))),
      env: { ALIYUN_ENDPOINT: cloud.endpoint },
      log: (line) => wrong.push(line),
    });
    const planned = async (instant: number) => {
      for (;;) {
        const job = await raw.getJob(`repeat:hourly:${instant}`);
        if (job) return job;
        await sleep(50);
      }
    };
    const done = async (instant: number) => {
      while (!(await (await planned(instant)).isCompleted())) await sleep(100);
    };
    try {
      // One schedule for both hosts. Its time has come for all of them.
      clock.start();
      await (await planned(slot)).promote();
      const [first, second] = await Promise.all(hosts.map(({ host }) => endOf(host)));
      expect(first).toMatchObject({ status: 'success', origin: 'cron', result: { complete: true } });
      expect(second?.result).toEqual(first?.result);
      expect(ran).toHaveLength(4);
      expect(await raw.getJobSchedulersCount()).toBe(1);

      // The hosts are gone, their schedule is not.
      for (const planner of planners) planner.close();
      for (const { host } of hosts) await host.close();
      await (await planned(slot + hour)).promote();
      await done(slot + hour);
      expect(ran).toHaveLength(8);

      // Whoever has taken a schedule over, and pauses it, ends it.
      await planned(slot + 2 * hour);
      const late = new Planner(queues[0] as RunQueue, (line) => wrong.push(line));
      late.set([{ script: 'hourly.ts', inspection: 'hourly', schedule: '0 * * * *', timeZone: 'Asia/Shanghai' }]);
      late.set([]);
      while ((await raw.getJobSchedulersCount()) > 0) await sleep(50);
      expect(await raw.getJob(`repeat:hourly:${slot + 2 * hour}`)).toBeUndefined();
      late.close();
      expect(wrong).toEqual([]);
    } finally {
      for (const planner of planners) planner.close();
      await worker.close(0);
      await raw.close();
      for (const queue of queues) await queue.close();
    }
  });
});

/** Of the accounts of the script. */
function giveKeys(): void {
  for (const name of ['one', 'two']) {
    const { accessKeyId, accessKeySecret } = keyOf(name);
    process.env[`${name}_id`] = accessKeyId;
    process.env[`${name}_secret`] = accessKeySecret;
  }
}

/** The first task of a host that has ended. */
async function endOf(host: RunningHost): Promise<Task> {
  for (;;) {
    const done = host.tasks({}).find(({ endedAt }) => endedAt !== undefined);
    if (done) return done;
    await sleep(100);
  }
}

/** A clock that stands still a second before an instant, until it is started. */
function clockBefore(instant: number) {
  let started: number | undefined;
  return {
    now: () => instant - 1000 + (started === undefined ? 0 : Date.now() - started),
    start: () => void (started = Date.now()),
  };
}
