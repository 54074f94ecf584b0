/** What checkers keep of series, in every store alike. */
import type { Changes, KeptState, StateStore } from '../../../lib/state';

export const SCOPE = { inspection: 'trend', account: '1', region: 'cn-hangzhou', collector: 'ecs-instances' };
export const NOTHING: Changes = { opened: [], closed: [], remembered: [], forgotten: [], events: [] };
export const bytes = (...all: number[]) => Uint8Array.from(all);
export const put = (asset: string, checker: string | undefined, body?: Uint8Array) => ({ asset, checker, body });

/** As plain values, whatever a store gives for bytes. */
export async function readSeries(state: StateStore, assets: readonly string[], scope = SCOPE) {
  const found = await state.series(scope, assets);
  return Object.fromEntries(
    [...found].map(([asset, by]) => [asset, Object.fromEntries([...by].map(([id, body]) => [id, [...body]]))]),
  );
}

/** @param make a store with nothing in it */
export function seriesTests(make: () => StateStore | Promise<StateStore>): void {
  let state: StateStore;
  beforeEach(async () => (state = await make()));
  afterEach(() => state.close());

  it('gives back what was kept, by scope, asset and checker', async () => {
    const series = [put('i-1', 'a', bytes(0, 1, 255)), put('i-1', 'b', bytes(7)), put('i-2', 'a', bytes(2))];
    await state.apply(SCOPE, { ...NOTHING, series });
    expect(await readSeries(state, ['i-1', 'i-3'])).toEqual({ 'i-1': { a: [0, 1, 255], b: [7] } });
    expect([...(await state.seriesAssets(SCOPE))].sort()).toEqual(['i-1', 'i-2']);
    for (const other of [{ region: 'cn-beijing' }, { account: '2' }, { inspection: 'b' }, { collector: 'x' }]) {
      expect(await readSeries(state, ['i-1'], { ...SCOPE, ...other })).toEqual({});
      expect(await state.seriesAssets({ ...SCOPE, ...other })).toEqual([]);
    }
  });

  it('replaces, and forgets of one checker or of all', async () => {
    const series = [put('i-1', 'a', bytes(1)), put('i-1', 'b', bytes(2)), put('i-2', 'a', bytes(3))];
    await state.apply(SCOPE, { ...NOTHING, series });
    await state.apply(SCOPE, { ...NOTHING, series: [put('i-1', 'a', bytes(9)), put('i-1', 'b')] });
    expect(await readSeries(state, ['i-1', 'i-2'])).toEqual({ 'i-1': { a: [9] }, 'i-2': { a: [3] } });
    await state.apply(SCOPE, { ...NOTHING, series: [put('i-1', undefined), put('i-9', undefined)] });
    expect(await state.seriesAssets(SCOPE)).toEqual(['i-2']);
    await state.apply(SCOPE, { ...NOTHING, series: [put('i-1', 'a', bytes(4))] });
    expect(await readSeries(state, ['i-1'])).toEqual({ 'i-1': { a: [4] } });
  });

  it('keeps nothing of a step that fails', async () => {
    await state.apply(SCOPE, { ...NOTHING, series: [put('i-1', 'a', bytes(1))] });
    const step = state.apply(SCOPE, () => {
      throw new Error('no');
    });
    await expect(step).rejects.toThrow('no');
    expect(await readSeries(state, ['i-1'])).toEqual({ 'i-1': { a: [1] } });
  });
}

export function forgettingTests(make: () => KeptState | Promise<KeptState>): void {
  it('forgets series with their scope', async () => {
    const state = await make();
    await state.apply(SCOPE, { ...NOTHING, series: [put('i-1', 'a', bytes(1))] });
    await state.forget(SCOPE);
    expect(await state.seriesAssets(SCOPE)).toEqual([]);
    expect(await readSeries(state, ['i-1'])).toEqual({});
    await state.close();
  });
}
