/** Two writers of one state: whoever took the lock last is the only one whose work is kept, in every store. */
import type { InspectionEvent } from '../../../lib/model';
import type { Changes, KeptState, OpenFinding } from '../../../lib/state';

export const SCOPE = { inspection: 'ecs', account: '1', region: 'cn-hangzhou', collector: 'ecs-disks' };
export const DESTINATION = 'ecs/guance';
export const LOST = {
  code: 'locked',
  message: expect.stringMatching(/^the lock of inspection ecs has gone to another run: /) as string,
};

/** A finding that is opened, and the event that it means. */
export const opened = (n: number): Changes => ({
  opened: [{ fingerprint: `f${n}`, checker: 'c', assetId: `d-${n}` } as OpenFinding],
  closed: [],
  remembered: [],
  forgotten: [],
  events: [{ id: `event-${n}` } as InspectionEvent],
});

export interface Backing {
  /** One more writer. */
  open(): KeptState | Promise<KeptState>;
  /** The time of the lock runs out, as when its holder has not been heard of. */
  expire(): Promise<void> | void;
  end(): Promise<void> | void;
}

export function writersTests(make: () => Backing | Promise<Backing>): void {
  let backing: Backing;
  const states: KeptState[] = [];
  const open = async (): Promise<KeptState> => {
    const state = await backing.open();
    states.push(state);
    return state;
  };
  beforeEach(async () => (backing = await make()));
  afterEach(async () => {
    for (const state of states.splice(0)) await state.close();
    await backing.end();
  });

  it('keep what the newest holder commits, and nothing of the one before', async () => {
    const [a, b] = [await open(), await open()];
    const former = await a.lock('ecs');
    await a.apply(SCOPE, opened(1), [DESTINATION]);
    await expect(b.lock('ecs')).rejects.toMatchObject({ code: 'locked' });
    await backing.expire();
    const newest = await b.lock('ecs');
    expect([...(await b.load(SCOPE)).open.keys()]).toEqual(['f1']);
    // What waits is the newest holder's to send.
    await expect(a.pending(DESTINATION, 10)).rejects.toMatchObject(LOST);
    await expect(a.apply(SCOPE, opened(2), [DESTINATION])).rejects.toMatchObject(LOST);
    await expect(a.settle(DESTINATION, ['event-1'], [])).rejects.toMatchObject(LOST);
    await expect(a.setFact('f', 'x')).rejects.toMatchObject(LOST);
    expect(former.lost.reason).toMatchObject(LOST);
    await b.apply(SCOPE, opened(3), [DESTINATION]);
    expect((await b.pending(DESTINATION, 10)).map(({ id }) => id)).toEqual(['event-1', 'event-3']);
    expect(newest.lost.aborted).toBe(false);
    // The former holder frees what is its own, which is nothing any more.
    await former.release();
    const c = await open();
    await expect(c.lock('ecs')).rejects.toMatchObject({ code: 'locked' });
    await newest.release();
    await (await c.lock('ecs')).release();
    expect([...(await c.load(SCOPE)).open.keys()]).toEqual(['f1', 'f3']);
    expect([await c.waiting(DESTINATION), await c.getFact('f'), c.notes]).toEqual([2, undefined, []]);
  });

  it('goes on when its lock ran out and nobody came', async () => {
    const a = await open();
    const lock = await a.lock('ecs');
    await backing.expire();
    await a.apply(SCOPE, opened(1), [DESTINATION]);
    expect(await a.pending(DESTINATION, 1)).toHaveLength(1);
    expect(lock.lost.aborted).toBe(false);
    await lock.release();
    await (await (await open()).lock('ecs')).release();
  });

  it('notices that another came and went', async () => {
    const a = await open();
    const lock = await a.lock('ecs');
    await backing.expire();
    const b = await open();
    const other = await b.lock('ecs');
    await b.apply(SCOPE, opened(1), [DESTINATION]);
    await other.release();
    await expect(a.pending(DESTINATION, 1)).rejects.toMatchObject(LOST);
    await expect(a.apply(SCOPE, opened(2))).rejects.toMatchObject(LOST);
    await (await (await open()).lock('ecs')).release();
    expect(lock.lost.aborted).toBe(true);
  });
}
