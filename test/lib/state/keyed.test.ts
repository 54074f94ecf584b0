import { StateError } from '../../../lib/errors';
import type { InspectionEvent } from '../../../lib/model';
import { keyedState, type Changes, type OpenFinding, type RememberedAsset } from '../../../lib/state';
import { unseal } from '../../../lib/state/values';
import { memoryKeyed } from '../../harness/keyed';

const SCOPE = { inspection: 'ecs', account: '1', region: 'cn-hangzhou', collector: 'ecs-disks' };
const NOTHING: Changes = { opened: [], closed: [], remembered: [], forgotten: [], events: [] };
const finding = (fingerprint: string) => ({ fingerprint, checker: 'c' }) as OpenFinding;
const asset = (id: string): RememberedAsset => ({ id, name: id, fields: {} });
const event = (id: string) => ({ id }) as InspectionEvent;

it('remembers across runs what was applied, and nothing that was closed or forgotten', async () => {
  const store = memoryKeyed();
  const first = keyedState(store);
  await first.apply(SCOPE, {
    ...NOTHING,
    opened: [finding('a'), finding('b')],
    remembered: [asset('d-1'), asset('d-2')],
  });
  await first.setFact('host', 'x');
  const second = keyedState(store);
  await second.apply(SCOPE, { ...NOTHING, closed: ['a'], forgotten: ['d-2'] });
  const third = keyedState(store);
  const { open, assets } = await third.load(SCOPE);
  expect([...open.keys()]).toEqual(['b']);
  expect([...assets.keys()]).toEqual(['d-1']);
  expect(await third.getFact('host')).toBe('x');
  expect(await third.getFact('other')).toBeUndefined();
  expect(await third.regions(SCOPE)).toEqual(['cn-hangzhou']);
  expect(await third.regions({ ...SCOPE, account: '2' })).toEqual([]);
});

it('keeps events until each destination has accepted them, oldest first over all scopes', async () => {
  const store = memoryKeyed();
  const other = { ...SCOPE, region: 'cn-beijing' };
  const state = keyedState(store);
  await state.apply(SCOPE, { ...NOTHING, events: [event('1')] }, ['ecs/a', 'ecs/b']);
  await state.apply(other, { ...NOTHING, events: [event('2')] }, ['ecs/a', 'ecs/b']);
  await state.apply(SCOPE, { ...NOTHING, events: [event('1'), event('3')] }, ['ecs/a', 'ecs/b']);
  const next = keyedState(store);
  expect((await next.pending('ecs/a', 2)).map(({ id }) => id)).toEqual(['1', '2']);
  await next.settle('ecs/a', ['1'], [{ id: '2', reason: 'too old' }]);
  const last = keyedState(store);
  expect((await last.pending('ecs/a', 10)).map(({ id }) => id)).toEqual(['3']);
  expect(await last.waiting('ecs/b')).toBe(3);
  expect(await last.waiting('slb/a')).toBe(0);
  expect(unseal(store.values.get('dead:ecs/a') ?? '')).toEqual([{ reason: 'too old', event: { id: '2' } }]);
});

it('locks an inspection for one run', async () => {
  const store = memoryKeyed();
  const lock = await keyedState(store).lock('ecs');
  await expect(keyedState(store).lock('ecs')).rejects.toMatchObject({ code: 'locked' });
  await keyedState(store).lock('slb');
  await lock.release();
  await keyedState(store).lock('ecs');
});

it('changes nothing when the platform refuses to write', async () => {
  const store = memoryKeyed();
  const refusing = keyedState({
    ...store,
    write: () => {
      throw new StateError('full');
    },
  });
  await expect(refusing.apply(SCOPE, { ...NOTHING, opened: [finding('a')] })).rejects.toThrow('full');
  expect((await refusing.load(SCOPE)).open.size).toBe(0);
});

it('keeps many assets in values that the platform takes, and refuses what it does not', async () => {
  const store = memoryKeyed();
  const many = Array.from({ length: 20_000 }, (_, i) => asset(`i-${String(i).padStart(20, '0')}`));
  await keyedState({ ...store, longest: 1_000_000 }).apply(SCOPE, { ...NOTHING, remembered: many });
  expect(Math.max(...[...store.values.values()].map((value) => value.length))).toBeLessThan(1_000_000);
  expect((await keyedState(store).load(SCOPE)).assets.size).toBe(20_000);
  const noise = Array.from({ length: 9000 }, (_, i) => ({ ...asset(`${i}`), fields: { x: noiseOf(i) } }));
  const hard = { ...memoryKeyed(), longest: 3_000_000 };
  await keyedState(hard).apply(SCOPE, { ...NOTHING, remembered: noise });
  expect((await keyedState(hard).load(SCOPE)).assets.size).toBe(9000);
  await expect(
    keyedState({ ...memoryKeyed(), longest: 300 }).apply(SCOPE, { ...NOTHING, remembered: noise.slice(0, 1) }),
  ).rejects.toThrow(/has grown to/);
});

/** Text that does not compress. */
function noiseOf(seed: number): string {
  let x = seed + 1;
  return Array.from({ length: 400 }, () => {
    x = (x * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (x % 90));
  }).join('');
}

it('keeps what is applied at once, although the store takes its time', async () => {
  const store = memoryKeyed();
  const slow = keyedState({
    ...store,
    read: async (key) => (await soon(), store.read(key)),
    write: async (...args) => (await soon(), store.write(...args)),
  });
  const regions = ['cn-hangzhou', 'cn-beijing', 'cn-shanghai'];
  await Promise.all(
    regions.map((region) => slow.apply({ ...SCOPE, region }, { ...NOTHING, opened: [finding(region)] }, ['ecs/a'])),
  );
  const { account, collector, inspection } = SCOPE;
  const next = keyedState(store);
  expect(new Set(await next.regions({ account, collector, inspection }))).toEqual(new Set(regions));
});

const soon = () => new Promise((resolve) => setImmediate(resolve));
