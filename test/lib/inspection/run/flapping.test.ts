import { broken, Session, World, type Seen } from './world';

const world = new World();
beforeAll(() => world.start());
afterAll(() => world.close());
beforeEach(() => world.reset());

/** Runs half an hour apart: `x` is a broken widget, `.` one that works. @returns what each run tells */
async function told(runs: string, session: Session, flapping?: number): Promise<string[]> {
  const kinds: string[] = [];
  for (const now of runs) kinds.push(kindOf(await run(now, session, flapping)));
  return kinds;
}

function run(now: string, session: Session, flapping?: number): Promise<Seen> {
  world.set({ w1: { status: now === 'x' ? 'Broken' : 'Running' } });
  world.passes(30);
  return session.run({ spec: { checkers: [broken], flapping } });
}

const kindOf = ({ events: [event] }: Seen) => (event ? { anomaly: 'A', update: 'u', recovery: 'r' }[event.kind] : '-');

test('the fifth opening in a day stays open while it comes and goes, and says so', async () => {
  const session = new Session(world);
  expect((await told('x.x.x.x.', session)).join('')).toBe('ArArArAr');
  const { events } = await run('x', session);
  expect(events[0]).toMatchObject({ kind: 'anomaly', data: { flapping: 5 } });
  expect(events[0]?.message.en).toContain('it comes and goes: 5 times in 24 hours');
  expect(events[0]?.message.zh).toContain('24 小时内反复出现 5 次');
  expect((await told('.x..x', session)).join('')).toBe('-u--u');
  const again = await run('x', session);
  expect(again.events[0]).toMatchObject({ kind: 'update', faultId: events[0]?.faultId, data: { flapping: 7 } });
});

test('it recovers once it has passed for six hours, and is an ordinary fault once it has failed for six', async () => {
  const session = new Session(world);
  await told('x.x.x.x.x', session);
  expect((await told('.............', session)).join('')).toBe('------------r');
  const other = new Session(world);
  await told('x.x.x.x.x', other);
  expect((await told('xxxxxxxxxxxx', other)).join('')).toBe('uuuuuuuuuuuu');
  const { events } = await run('x', other);
  expect(events[0]?.message.en).not.toContain('comes and goes');
  expect((await told('.', other)).join('')).toBe('r');
});

test('four openings a day are none too many, and older ones do not count', async () => {
  const session = new Session(world);
  const openings = 'x...............'; // eight hours
  expect((await told(openings.repeat(6), session)).join('')).toBe('Ar--------------'.repeat(6));
});

test('a fault whose asset is gone is closed, flapping or not', async () => {
  const session = new Session(world);
  await told('x.x.x.x.x', session);
  world.set({ w1: undefined });
  world.passes(30);
  const { events } = await session.run({ spec: { checkers: [broken] } });
  expect(events.map(({ kind, reason }) => [kind, reason])).toEqual([['recovery', 'asset-gone']]);
});

test.each([
  [0, 'ArArArArArArAr'],
  [1, 'ArA-u-u-u-u-u-'],
])('with %i openings that are none too many', async (flapping, wanted) => {
  expect((await told('x.x.x.x.x.x.x.', new Session(world), flapping)).join('')).toBe(wanted);
});
