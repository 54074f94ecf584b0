/** What every store of a state does, whatever is below it. */
import type { InspectionEvent } from '../../../lib/model';
import type { Changes, OpenFinding, StateStore } from '../../../lib/state';

export const SCOPE = { inspection: 'ecs', account: '1', region: 'cn-hangzhou', collector: 'ecs-disks' };

export const finding = (n: number): OpenFinding => ({
  fingerprint: `f${n}`,
  checker: 'ecs-disk-unattached',
  assetId: `d-${n}`,
  assetName: `disk ${n}`,
  severity: 'warning',
  faultId: `event-${n}`,
  startedAt: '2026-01-01T00:00:00.000Z',
  title: { zh: '盘', en: 'disk' },
  data: { value: n },
});
export const event = (n: number) =>
  ({ id: `event-${n}`, kind: 'anomaly', title: { zh: '盘', en: `${n}` } }) as InspectionEvent;
export const changes = (some: Partial<Changes>): Changes => ({
  opened: [],
  closed: [],
  remembered: [],
  forgotten: [],
  events: [],
  ...some,
});

/** @param make a store with nothing in it */
export function storeTests(make: () => StateStore | Promise<StateStore>): void {
  let state: StateStore;
  beforeEach(async () => (state = await make()));
  afterEach(() => state.close());

  it('gives back what it was given, by scope', async () => {
    const asset = { id: 'd-1', name: 'a', fields: { status: 'Available', n: 5, on: true }, goneSince: 'x' };
    await state.apply(SCOPE, changes({ opened: [finding(1), finding(2)], remembered: [asset] }));
    const there = await state.load(SCOPE);
    expect([...there.open.values()]).toEqual([finding(1), finding(2)]);
    expect([...there.assets.values()]).toEqual([asset]);
    for (const other of [{ region: 'cn-beijing' }, { account: '2' }, { inspection: 'b' }, { collector: 'x' }]) {
      const empty = await state.load({ ...SCOPE, ...other });
      expect([empty.open.size, empty.assets.size]).toEqual([0, 0]);
    }
  });

  it('replaces, closes and forgets', async () => {
    await state.apply(SCOPE, changes({ opened: [finding(1), finding(2)] }));
    await state.apply(SCOPE, changes({ opened: [{ ...finding(1), severity: 'critical' }], closed: ['f2', 'f9'] }));
    const { open } = await state.load(SCOPE);
    expect([...open.values()].map((f) => f.severity)).toEqual(['critical']);
    await state.apply(SCOPE, changes({ remembered: [{ id: 'd-1', name: '', fields: {} }] }));
    await state.apply(SCOPE, changes({ forgotten: ['d-1', 'd-9'] }));
    expect((await state.load(SCOPE)).assets.size).toBe(0);
  });

  it('hands out copies', async () => {
    await state.apply(SCOPE, changes({ opened: [finding(1)] }));
    (await state.load(SCOPE)).open.clear();
    expect((await state.load(SCOPE)).open.size).toBe(1);
  });

  it('spools events per destination until they are settled, oldest first, each once', async () => {
    await state.apply(SCOPE, changes({ events: [event(1), event(2)] }), ['a', 'b']);
    await state.apply(SCOPE, changes({ events: [event(3)] }), ['a']);
    expect((await state.pending('a', 2)).map((e) => e.id)).toEqual(['event-1', 'event-2']);
    await state.settle('a', ['event-1'], [{ id: 'event-3', reason: 'no' }]);
    expect((await state.pending('a', 10)).map((e) => e.id)).toEqual(['event-2']);
    expect([await state.waiting('a'), await state.waiting('b'), await state.waiting('c')]).toEqual([1, 2, 0]);
  });

  it('keeps facts', async () => {
    expect(await state.getFact('schema')).toBeUndefined();
    await state.setFact('account-id:a', '123');
    await state.setFact('account-id:a', '456');
    expect(await state.getFact('account-id:a')).toBe('456');
  });

  it('locks an inspection, not the others', async () => {
    const lock = await state.lock('ecs');
    await expect(state.lock('ecs')).rejects.toMatchObject({ code: 'locked' });
    await (await state.lock('rds')).release();
    await lock.release();
    await (await state.lock('ecs')).release();
  });
}
