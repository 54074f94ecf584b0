/** A store of texts that is written step by step: what that costs, and what a crash between any two operations leaves. */
import type { InspectionEvent } from '../../../lib/model';
import { keyedState, type Changes, type OpenFinding, type RememberedAsset } from '../../../lib/state';
import { seal } from '../../../lib/state/values';
import { memoryKeyed, type MemoryKeyed } from '../../harness/keyed';

const SCOPE = { inspection: 'ecs', account: '1', region: 'cn-hangzhou', collector: 'ecs-disks' };
const NOTHING: Changes = { opened: [], closed: [], remembered: [], forgotten: [], events: [] };
const TO = ['ecs/a', 'ecs/b'];
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const finding = (n: number, words = '') =>
  ({
    ...{ fingerprint: `f${n}`, checker: 'ecs-disk-unencrypted', assetId: `d-${n}`, assetName: `disk ${n}` },
    ...{ severity: 'error', faultId: `event-${n}`, startedAt: '2026-06-01T12:00:00.000Z', data: { id: `d-${n}` } },
    title: { zh: `云盘 d-${n} 未加密${words}`, en: `Disk d-${n} is not encrypted${words}` },
  }) as unknown as OpenFinding;
const asset = (n: number): RememberedAsset => ({ id: `d-${n}`, name: `disk ${n}`, fields: { status: 'Available' } });
const event = (n: number, words = 0) =>
  ({
    ...{ id: `event-${n}`, time: '2026-06-01T12:00:00.000Z' },
    message: range(0, words)
      .map((i) => `${n * 7919 + i}`)
      .join(' '),
  }) as unknown as InspectionEvent;

type Op = (state: ReturnType<typeof keyedState>) => Promise<unknown>;

/** What is known, as text: findings, assets and what waits for each destination. */
async function standing(store: MemoryKeyed): Promise<string> {
  const state = keyedState(store);
  const { open, assets, lost } = await state.load(SCOPE);
  const waiting = await Promise.all(TO.map(async (to) => (await state.pending(to, 10_000)).map(({ id }) => id).sort()));
  return JSON.stringify([
    [...open.values()].map(({ title }) => title.en).sort(),
    [...assets.keys()].sort(),
    waiting,
    lost,
  ]);
}

const copyOf = (store: MemoryKeyed): MemoryKeyed => {
  const copy = memoryKeyed();
  for (const [key, text] of store.values) copy.values.set(key, text);
  return copy;
};

/** A store that does no more after its n-th write, which is done or not. */
function dying(store: MemoryKeyed, at: number, done: boolean) {
  let writes = 0;
  return {
    ...store,
    write: (...args: Parameters<MemoryKeyed['write']>) => {
      writes += 1;
      if (writes > at || (writes === at && !done)) throw new Error('killed');
      const result = store.write(...args);
      if (writes === at) throw new Error('killed');
      return result;
    },
  };
}

/** Kills the process before and after every write of every operation. */
async function killEverywhere(before: MemoryKeyed, ops: readonly Op[]): Promise<number> {
  let kills = 0;
  for (const done of [false, true]) {
    for (let at = 1; ; at++) {
      const store = copyOf(before);
      const state = keyedState(dying(store, at, done));
      let was = await standing(copyOf(store));
      let killed = false;
      for (const op of ops) {
        const whole = copyOf(store);
        await op(keyedState(whole));
        const is = await standing(whole);
        try {
          await op(state);
        } catch (error) {
          expect(String(error)).toContain('killed');
          killed = true;
          const found = await standing(copyOf(store));
          expect([was, is]).toContain(found);
          // The next run goes on from there.
          await op(keyedState(store));
          expect(await standing(store)).toBe(is);
          break;
        }
        was = is;
      }
      if (!killed) break;
      kills += 1;
    }
  }
  return kills;
}

const apply =
  (changes: Partial<Changes>): Op =>
  (state) =>
    state.apply(SCOPE, { ...NOTHING, ...changes }, TO);
const step = (n: number): Op => apply({ opened: [finding(n)], remembered: [asset(n)], events: [event(n)] });

it('leaves the state before or after a step, wherever it is killed, also where it begins', async () => {
  const ops: Op[] = [
    step(1),
    apply({ opened: [finding(2)], closed: ['f1'], forgotten: ['d-1'], events: [event(2)] }),
    (state) => state.settle('ecs/a', ['event-1'], []),
    (state) => state.settle('ecs/b', ['event-1', 'event-2'], []),
  ];
  expect(await killEverywhere(memoryKeyed(), ops)).toBeGreaterThan(12);
});

it('does so when a long journal becomes a part', async () => {
  const store = memoryKeyed();
  const state = keyedState(store);
  for (const n of range(0, 98)) await step(n)(state);
  expect(await killEverywhere(store, [step(98), step(99), step(100)])).toBeGreaterThan(100);
}, 60_000);

it('does so when most of it counts no more, and is written anew', async () => {
  const store = memoryKeyed();
  await apply({ opened: range(0, 1200).map((n) => finding(n)) })(keyedState(store));
  const close = apply({ closed: range(0, 1100).map((n) => `f${n}`) });
  expect(await killEverywhere(store, [close, step(2000)])).toBeGreaterThan(4);
}, 60_000);

it('does so with a step that is longer than a value', async () => {
  const words = 'x'.repeat(2_000);
  const ops = [apply({ opened: range(0, 600).map((n) => finding(n, words)) }), step(1000)];
  expect(await killEverywhere(memoryKeyed(), ops)).toBeGreaterThan(4);
}, 60_000);

it('reads what an earlier version has written, and writes it as its own in one step', async () => {
  const store = memoryKeyed();
  const key = 'scope:ecs/1/cn-hangzhou/ecs-disks';
  const spool = [{ seq: 1, to: ['ecs/a'], event: event(1) }];
  const old = seal({ version: 7, open: range(0, 3).map((n) => finding(n)), assets: [asset(1)], spool });
  store.values.set(key, old);
  const place = { account: '1', region: 'cn-hangzhou', collector: 'ecs-disks' };
  const known = seal({ version: 1, places: [{ ...place, version: 7, open: 3, assets: 1, waiting: 1 }] });
  store.values.set('index:ecs', known);
  store.values.set('index-copy:ecs', known);
  const before = await standing(store);
  expect(before).toContain('Disk d-2');
  expect(store.values.get(key)).toBe(old);
  expect(await killEverywhere(store, [step(9), step(10)])).toBeGreaterThan(4);
  await step(9)(keyedState(store));
  const state = keyedState(store);
  expect((await state.load(SCOPE)).open.size).toBe(4);
  expect((await state.pending('ecs/a', 10)).map(({ id }) => id)).toEqual(['event-1', 'event-9']);
});

it('sees what another process writes at the same place, also when that is written anew', async () => {
  const store = memoryKeyed();
  const mine = { ...SCOPE, inspection: 'all' };
  const [one, other] = [keyedState(store), keyedState(store)];
  const seen: (string | undefined)[] = [];
  const look = () =>
    one.apply(mine, (peers) => {
      seen.push(peers.open('ecs', 'f1')?.title.en);
      return NOTHING;
    });
  await other.apply(SCOPE, () => ({ ...NOTHING, opened: [finding(1)] }));
  await look();
  await other.apply(SCOPE, { ...NOTHING, opened: [finding(1, ' still')] });
  await look();
  await other.apply(SCOPE, { ...NOTHING, opened: range(2, 1200).map((n) => finding(n)) });
  await other.apply(SCOPE, { ...NOTHING, closed: range(2, 1200).map((n) => `f${n}`) });
  await look();
  await other.apply(SCOPE, { ...NOTHING, closed: ['f1'] });
  await look();
  const said = 'Disk d-1 is not encrypted';
  expect(seen).toEqual([said, `${said} still`, `${said} still`, undefined]);
});

it('writes what has changed and little more: 20,000 findings page by page, delivered, and a second run', async () => {
  const store = memoryKeyed();
  let bytes = 0;
  const counting = {
    ...store,
    write: (...args: Parameters<MemoryKeyed['write']>) => {
      bytes += args[0].length + (args[1]?.length ?? 0);
      return store.write(...args);
    },
  };
  const state = keyedState(counting);
  let changed = 0;
  const pages = range(0, 200).map((page) => range(page * 100, page * 100 + 100));
  for (const page of pages) {
    const changes = {
      opened: page.map((n) => finding(n)),
      remembered: page.map(asset),
      events: page.map((n) => event(n, 100)),
    };
    changed += seal(changes).length;
    await apply(changes)(state);
    for (const to of TO)
      await state.settle(
        to,
        page.map((n) => `event-${n}`),
        [],
      );
  }
  expect(bytes).toBeLessThan(2 * changed);
  expect(store.values.size).toBeLessThan(300);
  const second = keyedState(counting);
  expect((await second.load(SCOPE)).open.size).toBe(20_000);
  bytes = 0;
  await second.apply(SCOPE, { ...NOTHING, opened: [finding(5, ' now')] });
  expect(bytes).toBeLessThan(3_000);
}, 60_000);
