/** When a fault that goes on has another event. */
import type { InspectionEvent } from '../../../../lib/model';
import type { AlertStrategy } from '../../../../lib/report';
import { memoryState, type OpenFinding, type StateStore } from '../../../../lib/state';
import { broken, events, partBad, Session, World, worn } from './world';

let world: World;
let session: Session;
beforeAll(async () => (world = await new World().start()));
afterAll(() => world.close());
beforeEach(() => {
  world.reset();
  session = new Session(world);
});

const checkers = [broken, worn, partBad] as const;
const next = async (minutes = 30, more: Parameters<Session['run']>[0] = {}) => {
  world.passes(minutes);
  return session.run({ ...more, spec: { checkers, updates: undefined, ...more.spec } });
};

it('says what is new, and counts the rest; a day later it says it once more', async () => {
  world.set({ w1: { status: 'Broken' }, w2: { level: 60 } });
  const first = await next();
  expect(first.summary).toMatchObject({ events: { anomaly: 2 }, stillOpen: 0 });
  for (let hours = 0.5; hours < 22.5; hours += 0.5) {
    const seen = await next();
    expect([seen.events, seen.summary.stillOpen, seen.summary.verdicts.fail]).toEqual([[], 2, 2]);
    expect(seen.findings.filter((finding) => finding.verdict === 'fail')).toEqual([
      expect.objectContaining({ since: first.events[0]?.faultStartTime }),
      expect.objectContaining({ since: first.events[0]?.faultStartTime }),
    ]);
  }
  const daily = await next(90);
  expect(events(daily)).toEqual(['update widgets-broken w1 error', 'update widgets-worn w2 warning']);
  expect(daily.events[0]).toMatchObject({ faultDuration: 23.5 * 3600, previousStatus: 'error' });
  expect((await next()).events).toEqual([]);
  world.set({ w1: {}, w2: {} });
  expect(events(await next())).toEqual(['recovery widgets-broken w1 ok', 'recovery widgets-worn w2 ok']);
});

it.each([
  ['a number moves within the tolerance', 71, 0],
  ['a number moves beyond it', 73, 1],
  ['a number falls within it', 49.9, -1],
])('%s', async (_, level, updates) => {
  world.set({ w1: { level: 60 } });
  await next();
  world.set({ w1: { level } });
  const seen = await next();
  expect(events(seen)).toEqual(
    updates < 0 ? ['recovery widgets-worn w1 ok'] : updates > 0 ? ['update widgets-worn w1 warning'] : [],
  );
});

it('compares with what was last said, not with the last run: a slow rise is told', async () => {
  const told: number[] = [];
  for (let level = 60; level < 90; level += 4) {
    world.set({ w1: { level } });
    told.push(...(await next()).events.map(({ data }) => Number(data.value)));
  }
  expect(told).toEqual([60, 76]);
});

it('says at once that the severity has changed', async () => {
  world.set({ w1: { level: 85 } });
  await next();
  world.set({ w1: { level: 91 } });
  expect((await next()).events).toMatchObject([{ status: 'critical', previousStatus: 'warning' }]);
});

it('takes another tolerance and another time', async () => {
  const spec = { updates: { percent: 1, hours: 2 } };
  world.set({ w1: { level: 60 }, w2: { status: 'Broken' } });
  await next(30, { spec });
  world.set({ w1: { level: 61 } });
  expect(events(await next(30, { spec }))).toEqual(['update widgets-worn w1 warning']);
  expect((await next(60, { spec })).events).toEqual([]);
  expect(events(await next(30, { spec }))).toEqual(['update widgets-broken w2 error']);
});

it('writes nothing of what goes on unchanged', async () => {
  const kept = memoryState();
  let opened: OpenFinding[] = [];
  const state: StateStore = {
    ...kept,
    notes: [],
    apply: async (...args) => {
      const done = await kept.apply(...args);
      opened.push(...done.opened);
      return done;
    },
  };
  session = new Session(world, state);
  world.set(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`w${i}`, { status: 'Broken' }])));
  await next();
  expect(opened).toHaveLength(50);
  opened = [];
  await next();
  expect(opened).toEqual([]);
});

it('says once what a state of an earlier version has open', async () => {
  const kept = memoryState();
  const state: StateStore = {
    ...kept,
    notes: [],
    load: async (scope) => {
      const last = await kept.load(scope);
      for (const [id, { told, ...open }] of last.open) if (told && old) last.open.set(id, open);
      return last;
    },
  };
  let old = true;
  session = new Session(world, state);
  world.set({ w1: { status: 'Broken' } });
  await next();
  expect(events(await next())).toEqual(['update widgets-broken w1 error']);
  old = false;
  expect((await next()).events).toEqual([]);
});

it('says it as often as an alert strategy repeats, and when a mute has ended', async () => {
  world.set({ w1: { status: 'Broken' } });
  const robot = {
    name: 'robot',
    deliver: (batch: readonly InspectionEvent[]) =>
      Promise.resolve({ accepted: batch.map(({ id }) => id), rejected: [] }),
  };
  const targets = [{ name: 'robot' }];
  const alerts = (more: Partial<AlertStrategy>) => ({ spec: { alerts: { targets, ...more } }, reporters: [robot] });
  await next(30, alerts({ repeatSeconds: 7200 }));
  expect((await next(60, alerts({ repeatSeconds: 7200 }))).events).toEqual([]);
  expect(events(await next(60, alerts({ repeatSeconds: 7200 })))).toHaveLength(1);

  const until = new Date(world.now.getTime() + 3_600_000).toISOString();
  const mutes = [{ checker: 'widgets-broken', until, reason: 'known' }];
  world.set({ w2: { status: 'Broken' } });
  expect(events(await next(30, alerts({ mutes })))).toEqual(['anomaly widgets-broken w2 error']);
  expect((await next(10, alerts({ mutes }))).events).toEqual([]);
  expect(events(await next(60, alerts({ mutes })))).toEqual(['update widgets-broken w2 error']);
});

it.each([{ percent: -1 }, { hours: 'x' }, { days: 1 }])('refuses updates that are %j', async (updates) => {
  const spec = { updates: updates as never };
  await expect(session.run({ spec })).rejects.toMatchObject({
    code: 'config',
    message: expect.stringContaining('updates'),
  });
});
