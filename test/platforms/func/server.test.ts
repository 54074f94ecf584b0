/** The set among others on a server of several workers: who waits for whom, and what is left when a worker is killed. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../../emulator';
import { TEMPLATES } from '../../../templates/registry.gen';
import { buildSet, fakeNode, KEYS, newDir, removeDirs, type BuiltSet } from './platform';
import { summaryOf, together } from '../../../tools/bench/func';
import { FuncServer, type ServerOptions } from '../../../tools/bench/func/server';

jest.setTimeout(300_000);

const REGION = 'cn-hangzhou';
/** A server of today: everybody waits for the same five. */
const FIVE = Array.from({ length: 5 }, () => [1, 2, 3, 4, 5, 6, 7, 8, 9]);
/** A function of somebody else. */
const FOREIGN = { user__hello: "@DFF.API('hello')\ndef hello():\n    'Says so'\n    return 'hello'\n" };
const HELLO = { func: 'user__hello.hello', way: 'api' } as const;

let built: BuiltSet;
let cloud: Emulator;
beforeAll(() => {
  built = buildSet();
});
afterAll(removeDirs);
beforeEach(async () => {
  cloud = await startEmulator({ scenario: { seed: 7, regions: [REGION], instances: 4 } });
});
afterEach(() => cloud.close());

function serverOf(options: Partial<ServerOptions> = {}): FuncServer {
  const env = { ...KEYS, ALIYUN_ENDPOINT: cloud.endpoint, ...options.env };
  return new FuncServer({
    folder: built.folder,
    store: join(newDir(), 'db.json'),
    workers: FIVE,
    ...options,
    env,
  });
}

const ALL = Object.keys(TEMPLATES).map((id) => `aliyun_inspection__${id.replace(/-/g, '_')}`);

it('makes others wait where it has no queue of its own', async () => {
  cloud.faults.set([{ kind: 'latency', ms: 1500 }]);
  const server = serverOf({ scripts: FOREIGN });
  for (const script of ALL.slice(0, 5)) void server.call({ func: `${script}.run`, way: 'cron' });
  const hello = server.call(HELLO);
  expect(server.taken.map(({ func }) => func)).toEqual(ALL.slice(0, 5).map((id) => `${id}.run`));
  expect((await hello).waitedMs).toBeGreaterThan(1500);
  server.close();
});

it('lets others through at once where inspections have a queue of their own, however many begin together', async () => {
  const apart = buildSet('aliyun_inspection', '--queue', '7');
  // Two of five workers take inspections.
  const others = [1, 2, 3, 4, 5, 6, 8, 9];
  const server = serverOf({
    folder: apart.folder,
    scripts: FOREIGN,
    workers: [[7], [7], others, others, others],
  });
  const some = ALL.slice(0, 21);
  expect(some).toHaveLength(21);
  for (const script of some) void server.call({ func: `${script}.run`, way: 'cron' });
  const hello = server.call(HELLO);
  // Nineteen wait before it, and it has been taken already.
  expect(server.taken.map(({ func }) => func)).toEqual([...some.slice(0, 2).map((id) => `${id}.run`), HELLO.func]);
  expect(await hello).toMatchObject({ status: 'success', result: 'hello' });
  // In their order, and never on more workers than take them.
  const inspections = server.taken.filter(({ func }) => func !== HELLO.func);
  expect(inspections.map(({ func }) => func)).toEqual(some.slice(0, inspections.length).map((id) => `${id}.run`));
  expect(Math.max(...server.taken.map(({ inspecting }) => inspecting))).toBe(2);
  expect(new Set(inspections.map(({ worker }) => worker))).toEqual(new Set([0, 1]));
  server.close();
});

it("runs them all to their end within Guance's limit of calls, and never keeps another function waiting", async () => {
  // More calls than a key has in a minute.
  const names = ['ack', 'ecs', 'kafka', 'mongodb', 'oss', 'redis'];
  const { inspections, foreign, held, inspecting, requests, refused } = await together(
    { ...KEYS, ALIYUN_ENDPOINT: cloud.endpoint },
    200,
    names,
  );
  expect(inspections.map(({ func, answer }) => [func, answer.error, summaryOf(answer)?.complete])).toEqual(
    names.map((name) => [`aliyun_inspection__${name}.run`, undefined, true]),
  );
  expect(requests).toBeGreaterThan(20);
  expect(refused).toBe(0);
  expect(new Set(foreign.map(({ status }) => status))).toEqual(new Set(['success']));
  expect(foreign.length).toBeGreaterThan(names.length);
  expect([held, inspecting]).toEqual([0, 2]);
});

it('ends a run in the editor by itself, and one that is out of time by the platform', async () => {
  cloud.faults.set([{ kind: 'latency', ms: 20_000 }]);
  const server = serverOf();
  const [pressed, called] = await Promise.all([
    server.call({ func: 'aliyun_inspection__ecs.run', way: 'editor' }),
    server.call({ func: 'aliyun_inspection__network.run', way: 'cron', timeout: 5 }),
  ]);
  expect(pressed.status).toBe('success');
  expect(pressed.result).toMatchObject({ complete: false });
  expect(pressed.tookMs).toBeLessThan(58_000);
  expect(pressed.logs?.join('\n')).toContain('The editor ends functions after a minute');
  expect(called.status).toBe('timeout');
});

interface Kept {
  readonly cache: Record<string, { value: string; until: number }>;
}
const keptIn = (store: string) => JSON.parse(readFileSync(store, 'utf8')) as Kept;

async function until(what: () => boolean, ms: number): Promise<void> {
  for (const end = Date.now() + ms; !what();) {
    if (Date.now() > end) throw new Error('it did not come to pass');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

it('leaves nothing of a worker that was killed but a lock that ends with its lease', async () => {
  cloud.faults.set([{ kind: 'latency', ms: 20_000 }]);
  const pids = join(newDir(), 'pid');
  const node = fakeNode(`[ "$1" = --version ] || echo $$ > ${pids}; exec "${process.execPath}" "$@"`);
  const store = join(newDir(), 'db.json');
  const server = serverOf({ store, worker: { ALIYUN_INSPECTION_NODE: node } });
  const call = { func: 'aliyun_inspection__ecs.run', way: 'cron' } as const;
  const lock = 'aliyun_inspection:lock:ecs';
  const running = server.call(call);
  await until(() => existsSync(store) && lock in (keptIn(store).cache ?? {}), 30_000);
  server.kill();
  // The caller hears of it when its own time is up.
  expect((await running).status).toBe('EWorkerNoResponse');
  const pid = Number(readFileSync(pids, 'utf8'));
  await until(() => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  }, 5000);
  const left = (keptIn(store).cache[lock]?.until ?? 0) * 1000 - Date.now();
  expect(left).toBeLessThan(60_000);
  const locked = await server.call(call);
  expect(locked.error).toBe('inspection ecs is already running');
  // A minute passes.
  const kept = keptIn(store);
  const held = kept.cache[lock];
  if (held) held.until = 1;
  writeFileSync(store, JSON.stringify(kept));
  cloud.faults.set([]);
  const next = await server.call(call);
  expect(next.error).toBeUndefined();
  expect(next.result).toMatchObject({ inspection: 'ecs', complete: true });
  expect(keptIn(store).cache).toEqual({});
});
