/** Hosts with one queue: a function that is due on both runs once, done by a worker, and both hear of it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Emulator } from '../../../emulator';
import { scriptAt } from '../../../host/queue/script';
import { startWorker } from '../../../host/queue/worker';
import { RUNNER } from '../../../host/process';
import type { RunOrder } from '../../../host/runner';
import { keyOf, newFleetCloud, startServers, withServers, type Servers } from '../../harness/fleet';
import { startRedis } from '../../harness/redis';
import { compile, leave, ROOT, stage } from '../stage';

jest.setTimeout(240_000);

const SCRIPT = `
  import { defineInspection, fromKeys } from 'aliyun-inspection';
  import { autoRelease, ecsExpiring } from 'aliyun-inspection/scripts/ecs';
  export const inspection = defineInspection({
    id: 'daily', title: { zh: '每日', en: 'Daily' }, schedule: '* * * * *', timeoutSeconds: 60,
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
    for (const name of ['one', 'two']) {
      const { accessKeyId, accessKeySecret } = keyOf(name);
      process.env[`${name}_id`] = accessKeyId;
      process.env[`${name}_secret`] = accessKeySecret;
    }
    const state = await servers.postgres.database();
    // One minute before the next start, on both.
    const from = Date.UTC(2026, 5, 1, 2, 59, 59);
    const begun = Date.now();
    const more = {
      queue: servers.redis.url,
      database: state,
      guance: 'environment',
      now: () => from + Date.now() - begun,
    } as const;
    const hosts = [await stage({ 'daily.ts': SCRIPT }, more), await stage({ 'daily.ts': SCRIPT }, more)];
    const ran: string[] = [];
    const worker = await startWorker({
      ...{ queue: servers.redis.url, state, concurrency: 2, takeoverSeconds: 10, language: 'en' },
      inspectionOf: (script) => (ran.push(script), scriptAt(script, hosts[0]?.folder ?? resolve(ROOT))),
      env: { ALIYUN_ENDPOINT: cloud.endpoint },
      log: () => undefined,
    });
    try {
      const ends = await Promise.all(
        hosts.map(async ({ host }) => {
          for (;;) {
            const done = host.tasks({}).find(({ endedAt }) => endedAt !== undefined);
            if (done) return done;
            await sleep(100);
          }
        }),
      );
      const [first, second] = ends;
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
});
