/** Two writers of one state: whoever took the lock last is the only one whose work is kept, in every store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Redis from 'ioredis';
import type { Database } from 'libsql';
import { redisStore } from '../../../platforms/fc/redis';
import { keyedState, openState, STATE_FILE } from '../../../lib/state';
import { memoryKeyed } from '../../harness/keyed';
import { DESTINATION, LOST, opened, SCOPE, writersTests, type Backing } from '../../harness/state/writers';
import { REDIS_SERVER, startRedis, type RedisServer } from '../../harness/redis';

function onDisk(): Backing {
  const dir = mkdtempSync(join(tmpdir(), 'writers-'));
  return {
    open: () => openState(dir),
    expire() {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const Sql = require('libsql') as new (file: string) => Database;
      const db = new Sql(join(dir, STATE_FILE));
      db.exec("UPDATE locks SET beat = 0, host = 'elsewhere'");
      db.close();
    },
    end: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function inMemory(): Backing {
  const store = memoryKeyed();
  return { open: () => keyedState(store), expire: () => void (store.now += 3_600_000), end: () => undefined };
}

let server: RedisServer | undefined;
beforeAll(async () => (server = REDIS_SERVER ? await startRedis() : undefined));
afterAll(() => server?.stop());
const urlOf = () => server?.url ?? '';

async function ask<T>(question: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(urlOf());
  try {
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}

async function inRedis(): Promise<Backing> {
  await ask((redis) => redis.flushall());
  return {
    open: () => keyedState(redisStore(urlOf())),
    expire: () => ask(async (redis) => void (await redis.del(...(await redis.keys('*lock:*'))))),
    end: () => undefined,
  };
}

const BACKINGS: [string, () => Backing | Promise<Backing>][] = [
  ['a file', onDisk],
  ['texts in memory', inMemory],
  ...(REDIS_SERVER ? ([['Redis', inRedis]] as [string, () => Promise<Backing>][]) : []),
];

describe.each(BACKINGS)('two writers of a state in %s', (_, make) => writersTests(make));

it('renews its lease while it lives, and is told when it is lost', async () => {
  const store = memoryKeyed();
  const lock = await keyedState(store, { leaseMs: 200 }).lock('ecs');
  for (let n = 0; n < 8; n++) {
    await new Promise((resolve) => setTimeout(resolve, 60));
    store.now += 100;
  }
  const other = keyedState(store);
  await expect(other.lock('ecs')).rejects.toMatchObject({ code: 'locked' });
  store.now += 1000;
  await other.lock('ecs');
  await new Promise((resolve) => lock.lost.addEventListener('abort', resolve, { once: true }));
  expect(lock.lost.reason).toMatchObject(LOST);
});

(REDIS_SERVER ? describe : describe.skip)('a lock in Redis', () => {
  beforeEach(() => ask((redis) => redis.flushall()));

  /** Between a client and Redis: passes everything on, but for one answer, to the first lock. */
  async function proxy(how: 'silent' | 'closes'): Promise<{ url: string; close: () => void }> {
    const { port, password } = new URL(urlOf());
    let dropped = false;
    const listener = createServer((client) => {
      const redis = connect(Number(port), '127.0.0.1');
      let drop = false;
      client.on('data', (bytes) => {
        if (!dropped && bytes.includes('PX')) drop = dropped = true;
        redis.write(bytes);
      });
      redis.on('data', (bytes) => {
        if (!drop) client.write(bytes);
        else if (how === 'closes') client.destroy();
        drop = false;
      });
      for (const [one, other] of [[client, redis] as const, [redis, client] as const]) {
        one.on('close', () => other.destroy());
        one.on('error', () => other.destroy());
      }
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const url = `redis://:${password}@127.0.0.1:${(listener.address() as AddressInfo).port}`;
    return { url, close: () => void listener.close() };
  }

  it.each(['silent', 'closes'] as const)(
    'is known as its own when the answer was lost (the line is %s)',
    async (how) => {
      const { url, close } = await proxy(how);
      const state = keyedState(redisStore(url, 300));
      const lock = await state.lock('ecs');
      await state.apply(SCOPE, opened(1), [DESTINATION]);
      expect(await state.pending(DESTINATION, 5)).toHaveLength(1);
      await lock.release();
      await state.close();
      close();
      const other = keyedState(redisStore(urlOf()));
      await (await other.lock('ecs')).release();
      await other.close();
    },
  );

  it('of a run that was killed frees itself within a minute', async () => {
    const dead = redisStore(urlOf());
    expect(await dead.lease('ecs', 'killed', 2000)).toBe(1);
    const next = keyedState(redisStore(urlOf()));
    await expect(next.lock('ecs')).rejects.toMatchObject({ code: 'locked' });
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const lock = await next.lock('ecs');
    const ttl = await ask(async (redis) => redis.pttl((await redis.keys('*lock:*'))[0] ?? ''));
    expect(ttl).toBeGreaterThan(50_000);
    expect(ttl).toBeLessThanOrEqual(60_000);
    await lock.release();
    await next.close();
    await dead.close?.();
  });

  it('reads what earlier versions wrote', async () => {
    await ask(async (redis) => {
      await redis.set(
        'aliyun-inspection:index:ecs',
        JSON.stringify([{ account: '1', region: 'cn-hangzhou', collector: 'ecs-disks' }]),
      );
      const value = { open: [{ fingerprint: 'f1' }], assets: [], spool: [] };
      await redis.set('aliyun-inspection:scope:ecs/1/cn-hangzhou/ecs-disks', JSON.stringify(value));
      await redis.set('aliyun-inspection:fact:x', JSON.stringify('5'));
    });
    const state = keyedState(redisStore(urlOf()));
    const lock = await state.lock('ecs');
    expect([...(await state.load(SCOPE)).open.keys()]).toEqual(['f1']);
    expect([await state.getFact('x'), state.notes]).toEqual(['5', []]);
    await state.apply(SCOPE, opened(2));
    await lock.release();
    const next = keyedState(redisStore(urlOf()));
    expect([...(await next.load(SCOPE)).open.keys()]).toEqual(['f1', 'f2']);
    for (const one of [state, next]) await one.close();
  });
});
