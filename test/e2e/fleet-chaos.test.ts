/** Workers, Redis and PostgreSQL are killed at random moments of runs: every event is there once, and every run ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import type { Emulator } from '../../emulator';
import { openQueue } from '../../host/queue/client';
import type { InspectionEvent } from '../../lib/model';
import { newFleetCloud, startServers, withServers, type Servers } from '../harness/fleet';
import { leave, newDir } from './stage';

const root = resolve(__dirname, '../..');

/** A worker that sends what it has to the receiver of the test. */
const CHILD = `
  import { startWorker } from './host/queue/worker';
  import { fleetInspection } from './test/harness/fleet';
  const receiver = {
    name: 'receiver',
    async deliver(batch) {
      const { ok } = await fetch(process.env.RECEIVER, { method: 'POST', body: JSON.stringify(batch) });
      return ok ? { accepted: batch.map(({ id }) => id), rejected: [] } : { accepted: [], rejected: [], problem: 'refused', retryAfterMs: 100 };
    },
  };
  const inspection = fleetInspection({ timeoutSeconds: 180 });
  startWorker({
    queue: process.env.QUEUE, state: process.env.STATE, concurrency: 1, takeoverSeconds: 3, language: 'en',
    inspectionOf: async () => inspection, reporters: () => [receiver], log: (line) => console.error(line),
  }).catch((error) => { console.error(error); process.exit(1); });
`;

/** What there is to tell at each step of the world: in four accounts, in two regions each. */
const STEPS = [
  { anomaly: 24, recovery: 0 },
  { anomaly: 8, recovery: 8 },
  { anomaly: 0, recovery: 8 },
  { anomaly: 8, recovery: 0 },
  { anomaly: 0, recovery: 0 },
  { anomaly: 0, recovery: 8 },
];
const LOCKED = 'ecs-security-locked';
const CHANGES = [
  { epoch: 1, do: 'recover' as const, condition: 'ecs-auto-release' },
  { epoch: 1, do: 'appear' as const, condition: LOCKED },
  { epoch: 2, do: 'recover' as const, condition: LOCKED },
  { epoch: 3, do: 'appear' as const, condition: LOCKED },
  { epoch: 5, do: 'recover' as const, condition: LOCKED },
];
/** What is killed in each of them, and how often. */
const KILLED = ['worker', 'worker', 'redis', 'postgres', 'worker', 'all'] as const;

/** The same moments in every run of the test. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

jest.setTimeout(300_000);

withServers('workers, Redis and PostgreSQL that are killed', () => {
  let servers: Servers;
  let cloud: Emulator;
  let server: Server;
  let state: string;
  let script: string;
  const workers: ChildProcess[] = [];
  const said: string[] = [];
  /** By id: whoever sends one again says which it is. */
  const received = new Map<string, InspectionEvent>();
  let repeated = 0;

  beforeAll(async () => {
    script = join(newDir(), 'worker.cjs');
    buildSync({
      stdin: { contents: CHILD, resolveDir: root, loader: 'ts' },
      ...{ bundle: true, platform: 'node', packages: 'external', outfile: script, logLevel: 'error' },
      supported: { 'dynamic-import': false },
    });
    servers = await startServers({ durable: true });
    state = await servers.postgres.database();
    cloud = await newFleetCloud(CHANGES, 60);
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        for (const event of JSON.parse(body) as InspectionEvent[]) {
          if (received.has(event.id)) repeated += 1;
          else received.set(event.id, event);
        }
        response.end();
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    for (const worker of workers.splice(0)) worker.kill('SIGKILL');
    await new Promise((done) => server.close(done));
    await cloud.close();
    await servers.stop();
    await leave();
  });

  const startOne = () => {
    const { port } = server.address() as AddressInfo;
    const child = spawn(process.execPath, [script], {
      env: {
        ...process.env,
        NODE_PATH: join(root, 'node_modules'),
        ...{ QUEUE: servers.redis.url, STATE: state, ALIYUN_ENDPOINT: cloud.endpoint },
        RECEIVER: `http://127.0.0.1:${port}`,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    workers.push(child);
  };

  const kill = async (what: 'worker' | 'redis' | 'postgres') => {
    if (what === 'worker') {
      workers.shift()?.kill('SIGKILL');
      startOne();
      return;
    }
    await servers[what].kill();
    await sleep(200);
    await servers[what].start();
  };

  it('leave every event at the receiver once, and every run ends', async () => {
    const random = randomOf(7);
    for (let n = 0; n < 2; n++) startOne();
    const queue = await openQueue(servers.redis.url, 'queue');
    for (const [step, expected] of STEPS.entries()) {
      if (step > 0) cloud.advance();
      received.clear();
      const run = await queue.add({ script: 'fleet.ts', inspection: 'fleet', byHand: true });
      const ended = run.ended();
      let over = false;
      void ended.finally(() => (over = true)).catch(() => undefined);
      const kinds =
        KILLED[step] === 'all' ? (['worker', 'redis', 'postgres'] as const) : ([KILLED[step], 'worker'] as const);
      for (const what of kinds) {
        await sleep(300 + random() * 1200);
        if (!over) await kill(what as 'worker');
      }
      const { complete, notes } = await ended;
      expect({ step, complete, notes }).toEqual({ step, complete: true, notes: [] });
      const kindsOf = [...received.values()].map(({ kind }) => kind);
      const count = (kind: string) => kindsOf.filter((one) => one === kind).length;
      expect({ step, anomaly: count('anomaly'), recovery: count('recovery'), all: kindsOf.length }).toEqual({
        ...{ step, ...expected },
        all: expected.anomaly + expected.recovery,
      });
      const faults = new Set([...received.values()].map(({ kind, fingerprint }) => `${kind} ${fingerprint}`));
      expect(faults.size).toBe(received.size);
    }
    await queue.close();
    // A worker that is killed between sending and noting it sends again, under the same id: no more than a batch for each.
    expect(repeated).toBeLessThanOrEqual(KILLED.length * 24);
  });
});
