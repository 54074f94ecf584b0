import { createHost, type FuncHost, type Wire } from '../../../host/func/host';
import { hostState } from '../../../host/func/state';
import { StateError } from '../../../lib/errors';
import type { InspectionEvent } from '../../../lib/model';
import type { Changes, OpenFinding, RememberedAsset } from '../../../lib/state';

type Store = Pick<FuncHost, 'read' | 'write' | 'lock' | 'unlock'>;

function newStore(): Store & { readonly values: Map<string, string> } {
  const values = new Map<string, string>();
  const locks = new Set<string>();
  return {
    values,
    read: (key) => values.get(key),
    write: (key, value) => void values.set(key, value),
    lock: (name) => !locks.has(name) && !!locks.add(name),
    unlock: (name) => void locks.delete(name),
  };
}

const SCOPE = { inspection: 'ecs', account: '1', region: 'cn-hangzhou', collector: 'ecs-disks' };
const NOTHING: Changes = { opened: [], closed: [], remembered: [], forgotten: [], events: [] };
const finding = (fingerprint: string) => ({ fingerprint, checker: 'c' }) as OpenFinding;
const asset = (id: string): RememberedAsset => ({ id, name: id, fields: {} });
const event = (id: string) => ({ id }) as InspectionEvent;

it('remembers across runs what was applied, and nothing that was closed or forgotten', async () => {
  const store = newStore();
  const first = hostState(store);
  await first.apply(SCOPE, {
    ...NOTHING,
    opened: [finding('a'), finding('b')],
    remembered: [asset('d-1'), asset('d-2')],
  });
  await first.setFact('host', 'x');
  const second = hostState(store);
  await second.apply(SCOPE, { ...NOTHING, closed: ['a'], forgotten: ['d-2'] });
  const third = hostState(store);
  const { open, assets } = await third.load(SCOPE);
  expect([...open.keys()]).toEqual(['b']);
  expect([...assets.keys()]).toEqual(['d-1']);
  expect(await third.getFact('host')).toBe('x');
  expect(await third.getFact('other')).toBeUndefined();
  expect(await third.regions(SCOPE)).toEqual(['cn-hangzhou']);
  expect(await third.regions({ ...SCOPE, account: '2' })).toEqual([]);
});

it('keeps events until each destination has accepted them, oldest first over all scopes', async () => {
  const store = newStore();
  const other = { ...SCOPE, region: 'cn-beijing' };
  const state = hostState(store);
  await state.apply(SCOPE, { ...NOTHING, events: [event('1')] }, ['ecs/a', 'ecs/b']);
  await state.apply(other, { ...NOTHING, events: [event('2')] }, ['ecs/a', 'ecs/b']);
  await state.apply(SCOPE, { ...NOTHING, events: [event('1'), event('3')] }, ['ecs/a', 'ecs/b']);
  const next = hostState(store);
  expect((await next.pending('ecs/a', 2)).map(({ id }) => id)).toEqual(['1', '2']);
  await next.settle('ecs/a', ['1'], [{ id: '2', reason: 'too old' }]);
  const last = hostState(store);
  expect((await last.pending('ecs/a', 10)).map(({ id }) => id)).toEqual(['3']);
  expect(await last.waiting('ecs/b')).toBe(3);
  expect(await last.waiting('slb/a')).toBe(0);
  expect(JSON.parse(store.values.get('dead:ecs/a') ?? '')).toEqual([{ reason: 'too old', event: { id: '2' } }]);
});

it('locks an inspection for one run', async () => {
  const store = newStore();
  const lock = await hostState(store).lock('ecs');
  await expect(hostState(store).lock('ecs')).rejects.toMatchObject({ code: 'locked' });
  await hostState(store).lock('slb');
  await lock.release();
  await hostState(store).lock('ecs');
});

it('changes nothing when the platform refuses to write', async () => {
  const store = newStore();
  const refusing = hostState({
    ...store,
    write: () => {
      throw new StateError('full');
    },
  });
  await expect(refusing.apply(SCOPE, { ...NOTHING, opened: [finding('a')] })).rejects.toThrow('full');
  expect((await refusing.load(SCOPE)).open.size).toBe(0);
});

it('keeps many assets in values that the platform takes, and refuses what it does not', async () => {
  const store = newStore();
  const many = Array.from({ length: 20_000 }, (_, i) => asset(`i-${String(i).padStart(20, '0')}`));
  await hostState(store).apply(SCOPE, { ...NOTHING, remembered: many });
  expect(Math.max(...[...store.values.values()].map((value) => value.length))).toBeLessThan(1_000_000);
  expect((await hostState(store).load(SCOPE)).assets.size).toBe(20_000);
  const noise = Array.from({ length: 9000 }, (_, i) => ({ ...asset(`${i}`), fields: { x: noiseOf(i) } }));
  await expect(hostState(newStore()).apply(SCOPE, { ...NOTHING, remembered: noise })).rejects.toThrow(/has grown to/);
});

/** Text that does not compress. */
function noiseOf(seed: number): string {
  let x = seed + 1;
  return Array.from({ length: 400 }, () => {
    x = (x * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (x % 90));
  }).join('');
}

it('speaks a line per question, and turns a refusal into an error', () => {
  const sent: unknown[] = [];
  const answers = ['{"value":"v"}', '{"value":null}', '{"value":[true]}', '{"error":"gone"}'];
  const wire: Wire = { send: (line) => void sent.push(JSON.parse(line)), receive: () => answers.shift() ?? '' };
  const host = createHost(wire);
  expect(host.read('k')).toBe('v');
  expect(host.read('k')).toBeUndefined();
  const disk = { id: 'd-1' } as Parameters<FuncHost['accepts']>[0];
  expect(host.accepts(disk)).toBe(true);
  expect(() => host.write('k', 'v')).toThrow('the function platform refuses: gone');
  host.log('line');
  expect(sent).toEqual([
    { ask: 'get', key: 'k' },
    { ask: 'get', key: 'k' },
    { ask: 'filter', assets: [{ id: 'd-1' }] },
    { ask: 'set', key: 'k', value: 'v' },
    { log: 'line' },
  ]);
});
