/** What checkers keep of series, in every store alike. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyedState, memoryState, openState, type Changes, type KeptState, type StateStore } from '../../../lib/state';
import { memoryKeyed } from '../../harness/keyed';

const SCOPE = { inspection: 'trend', account: '1', region: 'cn-hangzhou', collector: 'ecs-instances' };
const NOTHING: Changes = { opened: [], closed: [], remembered: [], forgotten: [], events: [] };
const body = (...bytes: number[]) => Uint8Array.from(bytes);
const put = (asset: string, checker: string | undefined, bytes?: Uint8Array) => ({ asset, checker, body: bytes });

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'series-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** As plain values, whatever a store gives for bytes. */
async function read(state: StateStore, assets: readonly string[], scope = SCOPE) {
  const found = await state.series(scope, assets);
  return Object.fromEntries(
    [...found].map(([asset, by]) => [asset, Object.fromEntries([...by].map(([id, bytes]) => [id, [...bytes]]))]),
  );
}

const STORES: readonly [string, () => StateStore][] = [
  ['a file', () => openState(dir)],
  ['memory', () => memoryState()],
  ['memory over a file', () => memoryState(openState(dir))],
  ['a store of texts', () => keyedState(memoryKeyed())],
];

describe.each(STORES)('%s', (_, make) => {
  let state: StateStore;
  beforeEach(() => (state = make()));
  afterEach(() => state.close());

  it('gives back what was kept, by scope, asset and checker', async () => {
    const series = [put('i-1', 'a', body(0, 1, 255)), put('i-1', 'b', body(7)), put('i-2', 'a', body(2))];
    await state.apply(SCOPE, { ...NOTHING, series });
    expect(await read(state, ['i-1', 'i-3'])).toEqual({ 'i-1': { a: [0, 1, 255], b: [7] } });
    expect([...(await state.seriesAssets(SCOPE))].sort()).toEqual(['i-1', 'i-2']);
    for (const other of [{ region: 'cn-beijing' }, { account: '2' }, { inspection: 'b' }, { collector: 'x' }]) {
      expect(await read(state, ['i-1'], { ...SCOPE, ...other })).toEqual({});
      expect(await state.seriesAssets({ ...SCOPE, ...other })).toEqual([]);
    }
  });

  it('replaces, and forgets of one checker or of all', async () => {
    const series = [put('i-1', 'a', body(1)), put('i-1', 'b', body(2)), put('i-2', 'a', body(3))];
    await state.apply(SCOPE, { ...NOTHING, series });
    await state.apply(SCOPE, { ...NOTHING, series: [put('i-1', 'a', body(9)), put('i-1', 'b')] });
    expect(await read(state, ['i-1', 'i-2'])).toEqual({ 'i-1': { a: [9] }, 'i-2': { a: [3] } });
    await state.apply(SCOPE, { ...NOTHING, series: [put('i-1', undefined), put('i-9', undefined)] });
    expect(await state.seriesAssets(SCOPE)).toEqual(['i-2']);
    await state.apply(SCOPE, { ...NOTHING, series: [put('i-1', 'a', body(4))] });
    expect(await read(state, ['i-1'])).toEqual({ 'i-1': { a: [4] } });
  });

  it('keeps nothing of a step that fails', async () => {
    await state.apply(SCOPE, { ...NOTHING, series: [put('i-1', 'a', body(1))] });
    const step = state.apply(SCOPE, () => {
      throw new Error('no');
    });
    await expect(step).rejects.toThrow('no');
    expect(await read(state, ['i-1'])).toEqual({ 'i-1': { a: [1] } });
  });
});

describe.each<[string, () => KeptState]>([
  ['a file', () => openState(dir)],
  ['a store of texts', () => keyedState(memoryKeyed())],
])('%s', (_, make) => {
  it('forgets series with their scope', async () => {
    const state = make();
    await state.apply(SCOPE, { ...NOTHING, series: [put('i-1', 'a', body(1))] });
    await state.forget(SCOPE);
    expect(await state.seriesAssets(SCOPE)).toEqual([]);
    expect(await read(state, ['i-1'])).toEqual({});
    await state.close();
  });
});

it('lies beside a file and changes nothing in it', async () => {
  const file = openState(dir);
  await file.apply(SCOPE, { ...NOTHING, series: [put('i-1', 'a', body(1)), put('i-2', 'a', body(2))] });
  const dry = memoryState(file);
  await dry.apply(SCOPE, { ...NOTHING, series: [put('i-1', 'a', body(5)), put('i-2', undefined)] });
  expect(await read(dry, ['i-1', 'i-2'])).toEqual({ 'i-1': { a: [5] } });
  expect(await read(file, ['i-1', 'i-2'])).toEqual({ 'i-1': { a: [1] }, 'i-2': { a: [2] } });
  await file.close();
});

it('has a value for each asset in a store of texts, and lists that do not grow with one another', async () => {
  const store = memoryKeyed();
  const state = keyedState(store);
  const ids = Array.from({ length: 400 }, (_, i) => `i-${i}`);
  await state.apply(SCOPE, { ...NOTHING, series: ids.map((id) => put(id, 'a', new Uint8Array(4000))) });
  const lengths = [...store.values].map(([key, text]) => [key.split('/').pop() ?? '', text.length] as const);
  expect(Math.max(...lengths.filter(([name]) => name.startsWith('i-')).map(([, length]) => length))).toBeLessThan(6000);
  expect(Math.max(...lengths.filter(([name]) => name.startsWith('#')).map(([, length]) => length))).toBeLessThan(400);
  store.values.set('series:trend/1/cn-hangzhou/ecs-instances/i-7', 'damaged');
  const next = keyedState(store);
  expect(Object.keys(await read(next, ['i-6', 'i-7']))).toEqual(['i-6']);
  await next.apply(SCOPE, { ...NOTHING, series: ids.map((id) => put(id, undefined)) });
  expect([...store.values.keys()].filter((key) => key.startsWith('series:'))).toEqual([]);
});
