/** Runs whose state is taken from under them: by a second run, by a Redis that evicts, by a disk that flips bytes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Redis from 'ioredis';
import { redisStore } from '../../platforms/fc/redis';
import type { InspectionEvent, RunSummary } from '../../lib/model';
import type { Reporter } from '../../lib/report';
import { keyedState, openState, STATE_FILE, type KeptState, type StateStore } from '../../lib/state';
import { REDIS_SERVER, startRedis, type RedisServer } from '../harness/redis';
import { inspectionOf, leave, newCloud, newDir } from './stage';

afterAll(leave);

/** What a receiver was sent. */
function receiver(): Reporter & { readonly sent: InspectionEvent[] } {
  const sent: InspectionEvent[] = [];
  return {
    name: 'receiver',
    sent,
    deliver(batch) {
      sent.push(...batch);
      return Promise.resolve({ accepted: batch.map(({ id }) => id), rejected: [] });
    },
  };
}

async function run(endpoint: string, state: StateStore, to: Reporter): Promise<RunSummary> {
  return inspectionOf().run(undefined, { env: { ALIYUN_ENDPOINT: endpoint }, state, reporters: [to], language: 'en' });
}

const kinds = (events: readonly InspectionEvent[]) => events.map(({ kind, checker }) => `${kind} ${checker}`).sort();
const THREE = ['ecs-auto-release', 'ecs-cpu-high', 'ecs-expiring'];

(REDIS_SERVER ? describe : describe.skip)('with a Redis', () => {
  let server: RedisServer;
  let redis: Redis;
  beforeEach(async () => {
    server = await startRedis();
    redis = new Redis(server.url);
  });
  afterEach(async () => {
    redis.disconnect();
    await server.stop();
  });
  const open = () => keyedState(redisStore(server.url));

  it('a run whose lock expires while another one runs commits and sends nothing more', async () => {
    const cloud = await newCloud();
    const to = receiver();
    const [mine, other] = [open(), open()];
    let second: RunSummary | undefined;
    // Just before the first commit, the lock ends, and another run does it all.
    const state: KeptState = {
      ...mine,
      notes: [],
      apply: async (...args) => {
        if (!second) {
          await redis.del(...(await redis.keys('*lock:*')));
          second = await run(cloud.endpoint, other, to);
        }
        return mine.apply(...args);
      },
    };
    const first = await run(cloud.endpoint, state, to);
    expect(second).toMatchObject({ complete: true, events: { anomaly: 3 }, notes: [] });
    expect(kinds(to.sent)).toEqual(THREE.map((checker) => `anomaly ${checker}`));
    expect(first).toMatchObject({ complete: false, events: { anomaly: 0, update: 0, recovery: 0 } });
    expect(first.notes.join('\n')).toMatch(/the lock of inspection e2e has gone to another run: this run stops/);
    await mine.close();
    await other.close();
  });

  it.each([
    ['evicted', (key: string) => redis.del(key)],
    ['overwritten with garbage', (key: string) => redis.set(key, 'garbage')],
  ])('keys that were %s invent no anomaly: it is said, and learned again', async (_, spoil) => {
    const cloud = await newCloud();
    const to = receiver();
    const next = async () => {
      const state = open();
      const summary = await run(cloud.endpoint, state, to);
      await state.close();
      return { summary, events: kinds(to.sent.splice(0)) };
    };
    expect((await next()).events).toEqual(THREE.map((checker) => `anomaly ${checker}`));
    for (const key of await redis.keys('*scope:*ecs-instances')) await spoil(key);
    const after = await next();
    expect(after.summary).toMatchObject({ complete: true, events: { anomaly: 0, update: 3, recovery: 0 } });
    expect(after.events).toEqual(THREE.map((checker) => `update ${checker}`));
    expect(after.summary.notes).toEqual([
      expect.stringMatching(
        /^the state of 1 collection was lost, .*ecs-instances in cn-hangzhou.*told as going on, not as new/,
      ),
    ]);
    // From here on it is as if nothing had been.
    cloud.advance();
    const last = await next();
    expect(last.summary).toMatchObject({ complete: true, notes: [], events: { anomaly: 1, recovery: 1 } });
  });
});

it('a state file with damaged rows invents no anomaly, and loses no event that waits', async () => {
  const cloud = await newCloud();
  const dir = newDir();
  const to = receiver();
  const away = { ...to, deliver: () => Promise.resolve({ accepted: [], rejected: [], problem: 'away' }) };
  const next = async (reporter: Reporter) => {
    const state = openState(dir);
    const summary = await run(cloud.endpoint, state, reporter);
    await state.close();
    return summary;
  };
  expect(await next(away)).toMatchObject({ complete: true, events: { anomaly: 3 } });
  const file = join(dir, STATE_FILE);
  // The finding's row, not the event's: texts in the state are sealed, so one letter is enough.
  const bytes = readFileSync(file);
  const at = bytes.indexOf('{"fingerprint"');
  expect(at).toBeGreaterThan(0);
  bytes[at + 16] = 0xff;
  writeFileSync(file, bytes);
  const summary = await next(to);
  expect(summary).toMatchObject({ complete: true, events: { anomaly: 0, update: 3 } });
  expect(summary.notes).toEqual([
    expect.stringMatching(/was corrupt: kept aside as .*1 rows were damaged.*going on, not as new/),
  ]);
  expect(kinds(to.sent).filter((one) => one.startsWith('anomaly'))).toEqual(
    THREE.map((checker) => `anomaly ${checker}`),
  );
  expect((await next(to)).notes).toEqual([]);
});
