/**
 * Workers, whoever has asked for a run, Redis and PostgreSQL are killed at random moments: every event is there once, and
 * every run ends.
 *
 *     CHAOS_ROUNDS=100 npx jest test/e2e/fleet-chaos.test.ts               # a few minutes for ten rounds
 *     CHAOS_SEED=7 CHAOS_FROM=36 CHAOS_ROUNDS=1 npx jest test/e2e/fleet-chaos.test.ts   # that round once more
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import type { Emulator } from '../../emulator';
import { openQueue, type RunQueue } from '../../host/queue/client';
import type { InspectionEvent } from '../../lib/model';
import { newFleetCloud, startServers, withServers, type Servers } from '../harness/fleet';
import { leave, newDir } from './stage';

const root = resolve(__dirname, '../..');

const REQUEST = { script: 'fleet.ts', inspection: 'fleet', byHand: true };

/** A worker that sends what it has to the receiver of the test; or, with a time, whoever asks for the run of that time. */
const CHILD = `
  import { openQueue } from './host/queue/client';
  import { startWorker } from './host/queue/worker';
  import { fleetInspection } from './test/harness/fleet';
  const receiver = {
    name: 'receiver',
    async deliver(batch) {
      const { ok } = await fetch(process.env.RECEIVER, { method: 'POST', body: JSON.stringify(batch) });
      return ok ? { accepted: batch.map(({ id }) => id), rejected: [] } : { accepted: [], rejected: [], problem: 'refused', retryAfterMs: 100 };
    },
  };
  const inspection = fleetInspection({ timeoutSeconds: 180, flapping: 1000 });
  const { QUEUE, STATE, SLOT } = process.env;
  const ask = async () => {
    const queue = await openQueue(QUEUE, 'queue');
    await (await queue.add(${JSON.stringify(REQUEST)}, SLOT)).ended();
    await queue.close();
  };
  const work = () => startWorker({
    queue: QUEUE, state: STATE, concurrency: 1, takeoverSeconds: 3, language: 'en',
    inspectionOf: async () => inspection, reporters: () => [receiver], log: (line) => console.error(line),
  });
  (SLOT ? ask() : work()).catch((error) => { console.error(error); process.exit(1); });
`;

const numberOf = (name: string, usual: number): number => {
  const value = Number(process.env[name] ?? usual);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} wants a whole number`);
  return value;
};
const ROUNDS = numberOf('CHAOS_ROUNDS', 6);
const SEED = numberOf('CHAOS_SEED', 7);
/** The first round; what was before is done in one calm run. */
const FROM = numberOf('CHAOS_FROM', 0);

const LOCKED = 'ecs-security-locked';
/** In four accounts, in two regions each. */
const PLACES = 8;

/** What has changed in the world since the round before: one in five has nothing new. */
function changeOf(round: number): 'appear' | 'recover' | undefined {
  if (round === 0 || round % 5 === 4) return undefined;
  return round % 5 === 1 || round % 5 === 3 ? 'appear' : 'recover';
}

/** What appears does so on an instance that nothing was wrong with before. */
const CHANGES = [
  { epoch: 1, do: 'recover' as const, condition: 'ecs-auto-release' },
  ...Array.from({ length: FROM + ROUNDS }, (_, epoch) => ({ epoch, do: changeOf(epoch), condition: LOCKED })).flatMap(
    (one) => (one.do === undefined ? [] : [{ ...one, do: one.do }]),
  ),
];

/** What there is to tell in a round. */
function expectedIn(round: number) {
  const change = changeOf(round);
  const anomaly = (round === 0 ? 3 * PLACES : 0) + (change === 'appear' ? PLACES : 0);
  const recovery = (round === 1 ? PLACES : 0) + (change === 'recover' ? PLACES : 0);
  return { anomaly, recovery, all: anomaly + recovery };
}

/** `workers` are all of them at once: also the one that plans a run, or ends it. The `parent` has asked for the run, and waits. */
const KINDS = ['worker', 'worker', 'workers', 'parent', 'redis', 'postgres'] as const;
type Kind = (typeof KINDS)[number];

/** What is killed in a round, each so long after the one before; the same in each run of the test. A round may take 700 ms. */
function deathsIn(round: number): readonly { readonly what: Kind; readonly afterMs: number }[] {
  const random = randomOf(SEED + 1000 * round);
  for (let n = 0; n < 5; n++) random();
  const count = 1 + Math.floor(random() * 3);
  return Array.from({ length: count }, (_, n) => ({
    what: KINDS[Math.floor(random() * KINDS.length)] ?? 'worker',
    afterMs: Math.round(random() * (n === 0 ? 600 : 1800)),
  }));
}

/** The same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Of the rounds that somebody waits for. */
function say(line: string): void {
  if (process.env.CHAOS_ROUNDS !== undefined) process.stderr.write(`${line}\n`);
}

jest.setTimeout(120_000 + 60_000 * ROUNDS);

withServers('workers, parents, Redis and PostgreSQL that are killed', () => {
  let servers: Servers;
  let queue: RunQueue | undefined;
  let cloud: Emulator;
  let server: Server;
  let state: string;
  let script: string;
  const workers: ChildProcess[] = [];
  let parent: ChildProcess | undefined;
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
    cloud = await newFleetCloud(CHANGES, 60, 6 + CHANGES.length);
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
    for (const child of [...workers.splice(0), parent]) child?.kill('SIGKILL');
    await queue?.close();
    await new Promise((done) => server.close(done));
    await cloud.close();
    await servers.stop();
    await leave();
  });

  /** @param slot the time of the run to ask for; a worker, when absent */
  const start = (slot = ''): ChildProcess => {
    const { port } = server.address() as AddressInfo;
    const child = spawn(process.execPath, [script], {
      env: {
        ...process.env,
        NODE_PATH: join(root, 'node_modules'),
        ...{ QUEUE: servers.redis.url, STATE: state, ALIYUN_ENDPOINT: cloud.endpoint },
        RECEIVER: `http://127.0.0.1:${port}`,
        SLOT: slot,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    return child;
  };

  const kill = async (what: Kind, slot: string) => {
    if (what === 'parent') {
      parent?.kill('SIGKILL');
      parent = start(slot);
      return;
    }
    if (what === 'redis' || what === 'postgres') {
      await servers[what].kill();
      await sleep(200);
      await servers[what].start();
      return;
    }
    for (let n = what === 'workers' ? workers.length : 1; n > 0; n--) {
      workers.shift()?.kill('SIGKILL');
      workers.push(start());
    }
  };

  it(`leave every event at the receiver once, and every run ends: ${ROUNDS} rounds`, async () => {
    for (let n = 0; n < 2; n++) workers.push(start());
    queue = await openQueue(servers.redis.url, 'queue');
    if (FROM > 0) {
      if (FROM > 1) cloud.advance(FROM - 1);
      expect(await (await queue.add(REQUEST)).ended()).toMatchObject({ complete: true });
    }
    let deaths = 0;
    for (let round = FROM; round < FROM + ROUNDS; round++) {
      if (round > 0) cloud.advance();
      received.clear();
      const begun = Date.now();
      const slot = new Date(Date.UTC(2030, 0, 1) + round * 60_000).toISOString();
      parent = start(slot);
      // Whoever asks for the run of that time hears of the same one.
      const run = await queue.add(REQUEST, slot);
      let over = false;
      const ended = run.ended().finally(() => (over = true));
      void ended.catch(() => undefined);
      const killed: string[] = [];
      for (const { what, afterMs } of deathsIn(round)) {
        await sleep(afterMs);
        if (over) break;
        killed.push(`${what} at ${Date.now() - begun} ms`);
        await kill(what, slot);
      }
      deaths += killed.length;
      const again = `CHAOS_SEED=${SEED} CHAOS_FROM=${round} CHAOS_ROUNDS=1`;
      const { complete, notes } = await ended.catch((error: unknown) => {
        throw new Error(`${again}: the run failed: ${String(error)}; ${said.slice(-5).join('')}`);
      });
      const all = [...received.values()];
      const count = (kind: string) => all.filter((one) => one.kind === kind).length;
      const told = { anomaly: count('anomaly'), recovery: count('recovery'), all: all.length };
      say(
        `round ${round}: killed ${killed.join(', ') || 'nothing in time'}; ${JSON.stringify(told)}, ${Date.now() - begun} ms`,
      );
      expect({ again, killed, complete, notes, told }).toEqual({
        ...{ again, killed, complete: true, notes: [] },
        told: expectedIn(round),
      });
      expect(new Set(all.map(({ kind, fingerprint }) => `${kind} ${fingerprint}`)).size).toBe(all.length);
    }
    say(`${ROUNDS} rounds, ${deaths} times something was killed, ${repeated} events came again with the same id`);
    expect(deaths).toBeGreaterThan(0);
    // A worker that is killed between sending and noting it sends again, under the same id: no more than a batch for each.
    expect(repeated).toBeLessThanOrEqual(deaths * 2 * 24);
  });
});
