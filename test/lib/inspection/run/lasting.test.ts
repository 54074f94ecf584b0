import { defineChecker } from '../../../../lib/define';
import { broken, events, Session, World, type Seen } from './world';

const world = new World();
beforeAll(() => world.start());
afterAll(() => world.close());
beforeEach(() => world.reset());

/** A widget whose name lists the parts of it that fail; one that is broken has none that works. */
const frail = defineChecker({
  ...broken,
  id: 'widgets-frail',
  severities: ['warning'],
  lasting: { minutes: 10, each: 'parts', atOnce: ['all'] },
  messages: {
    some: { zh: '{{id}} 坏了 {{parts}}', en: '{{id}} lacks {{parts}}' },
    all: { zh: '{{id}} 全坏了', en: '{{id}} lacks all' },
  },
  check: ({ id, name, status }, { pass, fail, skip, unknown }) => {
    if (status === 'Odd') return unknown('it is odd');
    if (status === 'Stopped') return skip('it is stopped');
    if (status === 'Broken') return fail('all', { id });
    return name === '' ? pass() : fail('some', { id, parts: name.split(',') }, 'warning');
  },
});

type Look = readonly [minutes: number, parts: string, status?: string];

async function look(session: Session, [minutes, name, status = 'Running']: Look, checker = frail): Promise<Seen> {
  world.set({ w1: { name, status } });
  world.passes(minutes);
  return session.run({ spec: { checkers: [checker] } });
}

async function told(looks: readonly Look[], checker = frail): Promise<string[][]> {
  const session = new Session(world);
  const all: string[][] = [];
  for (const one of looks) all.push(events(await look(session, one, checker)));
  return all;
}

const ANOMALY = ['anomaly widgets-frail w1 warning'];
const UPDATE = ['update widgets-frail w1 warning'];
const RECOVERY = ['recovery widgets-frail w1 ok'];

test('what a moment shows is a finding, and makes an event when it lasts', async () => {
  const session = new Session(world);
  const first = await look(session, [0, 'a']);
  const since = world.now.toISOString();
  expect(first.events).toEqual([]);
  expect(first.findings).toMatchObject([{ verdict: 'fail', severity: 'warning', pending: { since, minutes: 10 } }]);
  expect(first.findings[0]?.message).toEqual({
    zh: `w1 坏了 a（首次见于 ${since.slice(0, 16)}Z，持续 10 分钟后才产生事件）`,
    en: `w1 lacks a (first seen at ${since.slice(0, 16)}Z: it makes an event when it lasts for 10 minutes)`,
  });
  expect(first.summary.findings.warning).toBe(1);
  expect(first.summary.events).toEqual({ anomaly: 0, update: 0, recovery: 0 });

  const second = await look(session, [30, 'a']);
  expect(events(second)).toEqual(ANOMALY);
  expect(second.findings[0]?.pending).toBeUndefined();
  expect(second.events[0]?.message.en).toContain(`w1 lacks a (for 30 minutes, since ${since.slice(0, 16)}Z)`);
  expect(second.events[0]?.message.zh).toContain('已持续 30 分钟');

  const third = await look(session, [30, 'a']);
  expect(events(third)).toEqual(UPDATE);
  expect(third.events[0]?.message.en).toContain('for 60 minutes');
  expect(events(await look(session, [30, '']))).toEqual(RECOVERY);
});

test.each<[string, readonly Look[], readonly string[][]]>([
  [
    'it is over before the next run',
    [
      [0, 'a'],
      [30, ''],
      [30, 'a'],
    ],
    [[], [], []],
  ],
  [
    'it is seen again too soon',
    [
      [0, 'a'],
      [5, 'a'],
      [5, 'a'],
    ],
    [[], [], ANOMALY],
  ],
  [
    'a rolling update takes one part after the other',
    [
      [0, 'a'],
      [15, 'b'],
      [15, 'c'],
    ],
    [[], [], []],
  ],
  [
    'one part stays behind',
    [
      [0, 'a,b'],
      [15, 'b,c'],
      [15, 'b'],
    ],
    [[], ANOMALY, UPDATE],
  ],
  [
    'always something else is bad, for an hour',
    [
      [0, 'a'],
      [30, 'b'],
      [30, 'c'],
    ],
    [[], [], ANOMALY],
  ],
  [
    'it cannot be told for a while',
    [
      [0, 'a'],
      [15, 'a', 'Odd'],
      [15, 'a'],
    ],
    [[], [], ANOMALY],
  ],
  [
    'it does not apply for a while',
    [
      [0, 'a'],
      [15, 'a', 'Stopped'],
      [15, 'a'],
    ],
    [[], [], []],
  ],
  ['nothing is left', [[0, 'a', 'Broken']], [['anomaly widgets-frail w1 error']]],
  [
    'nothing is left while some were bad',
    [
      [0, 'a'],
      [1, 'a', 'Broken'],
    ],
    [[], ['anomaly widgets-frail w1 error']],
  ],
])('%s', async (_, looks, expected) => expect(await told(looks)).toEqual(expected));

test('zero minutes are the former way', async () => {
  expect(await told([[0, 'a']], frail.with({ raiseAfterMinutes: 0 }))).toEqual([ANOMALY]);
});

test('without a memory every run sees it for the first time, and shows it', async () => {
  for (let i = 0; i < 2; i++) {
    const { events: none, findings } = await look(new Session(world), [30, 'a']);
    expect(none).toEqual([]);
    expect(findings).toMatchObject([{ verdict: 'fail', pending: { minutes: 10 } }]);
  }
});

describe('beside other checkers', () => {
  const [cause, consequence] = [broken, { ...frail, because: [broken.id] }] as const;
  const both = async (session: Session, minutes: number, name: string, status = 'Running') => {
    const odd = defineChecker({
      ...consequence,
      check: ({ id, name: parts }, { pass, fail }) =>
        parts === '' ? pass() : fail('some', { id, parts: parts.split(',') }, 'warning'),
    });
    world.set({ w1: { name, status } });
    world.passes(minutes);
    return session.run({ spec: { checkers: [cause, odd] } });
  };

  test('a consequence is listed when it has lasted', async () => {
    const session = new Session(world);
    const first = await both(session, 0, 'a', 'Broken');
    expect(events(first)).toEqual(['anomaly widgets-broken w1 error']);
    expect(first.events[0]?.consequences ?? []).toEqual([]);
    const second = await both(session, 30, 'a', 'Broken');
    expect(events(second)).toEqual(['update widgets-broken w1 error']);
    expect(second.events[0]?.consequences).toMatchObject([{ checker: 'widgets-frail' }]);
  });

  test('a cause of which nobody is told explains nothing', async () => {
    const session = new Session(world);
    const explained = defineChecker({ ...broken, id: 'widgets-explained', because: ['widgets-frail'] });
    world.set({ w1: { name: 'a', status: 'Broken' } });
    const some = defineChecker({
      ...frail,
      check: ({ id }, { fail }) => fail('some', { id, parts: ['a'] }, 'warning'),
    });
    const outcome = await session.run({ spec: { checkers: [some, explained] } });
    expect(events(outcome)).toEqual(['anomaly widgets-explained w1 error']);
  });
});

test('only a state that is listed can have to last, and only its own messages are told at once', () => {
  expect(() => defineChecker({ ...broken, when: 'gone', lasting: { minutes: 1 } })).toThrow(TypeError);
  expect(() => defineChecker({ ...broken, lasting: { minutes: 1, atOnce: ['other'] } })).toThrow(/atOnce "other"/);
});
