import { defineChecker, defineCollector, must, nextToken, number, rpc, text, textList } from '../../../../lib/define';
import { widgets as product } from '../../aliyun/cloud';
import { events, Session, World, type Seen } from './world';

const both = (en: string) => ({ zh: `${en}（中）`, en });

const machines = defineCollector({
  id: 'widgets-machines',
  product,
  title: both('Machines'),
  scope: 'region',
  call: rpc('ListMachines'),
  paging: nextToken({ max: 100 }),
  items: 'Rows.Row',
  assetId: 'Id',
  fields: { state: must(text('State')), locks: textList('Locks[]'), used: number('Used') },
});
const common = {
  asset: machines,
  severity: 'critical',
  why: both('why'),
  remedy: both('remedy'),
  docs: 'https://example.com/docs',
  category: 'availability',
  params: {},
} as const;
const full = defineChecker({
  ...common,
  id: 'widgets-full',
  title: both('Machine is full'),
  messages: { full: both('{{id}} is {{used}} % full') },
  check: ({ id, used }, { pass, fail }) => (used === undefined ? pass() : fail('full', { id, used })),
});
const locked = defineChecker({
  ...common,
  id: 'widgets-locked',
  title: both('Machine is locked'),
  because: [{ checker: 'widgets-full', where: { locks: 'disk' } }],
  messages: { locked: both('{{id}} is locked: {{locks}}') },
  check: ({ id, state, locks = [] }, { pass, fail, unknown }) => {
    if (state === 'Odd') return unknown('it is odd');
    return locks.length > 0 ? fail('locked', { id, locks }, state === 'Soft' ? 'error' : 'critical') : pass();
  },
});
const slow = defineChecker({
  ...common,
  id: 'widgets-slow',
  title: both('Machine is slow'),
  because: ['widgets-locked'],
  severity: 'warning',
  messages: { slow: both('{{id}} is slow') },
  check: ({ id, locks = [] }, { pass, fail }) => (locks.length > 0 ? fail('slow', { id }) : pass()),
});

interface Row {
  readonly Id: string;
  readonly State?: string;
  readonly Used?: number;
  readonly Locks?: readonly string[];
}

let world: World;
let session: Session;
let rows: Row[];
beforeAll(async () => (world = await new World().start()));
afterAll(() => world.close());

const run = (checkers: readonly (typeof full | typeof locked | typeof slow)[] = [full, locked]): Promise<Seen> => {
  world.passes(30);
  return session.run({ spec: { checkers } });
};
const lockedM1 = { Id: 'm1', Locks: ['disk'] };
const fullM1 = { ...lockedM1, Used: 95 };

beforeEach(async () => {
  world.reset();
  session = new Session(world);
  world.intercept = ({ action }) =>
    action === 'ListMachines' ? { body: { Rows: { Row: rows.map((row) => ({ State: 'Up', ...row })) } } } : undefined;
  rows = [lockedM1];
  expect(events(await run())).toEqual(['anomaly widgets-locked m1 critical']);
  rows = [fullM1];
});

describe('a cause that is found after its consequence', () => {
  it('is told in the event that is there, as its cause', async () => {
    const seen = await run();
    expect(events(seen)).toEqual(['update widgets-locked m1 critical']);
    const told = seen.findings.map(({ checker, causedBy }) => `${checker} < ${causedBy?.checker ?? '-'}`).sort();
    expect(told).toEqual(['widgets-full < widgets-locked', 'widgets-locked < -']);
    expect(seen.events[0]).toMatchObject({
      title: {
        en: 'Machine is locked: m1 (and 1 of the same fault)',
        zh: 'Machine is locked（中）: m1（另有 1 个相关问题）',
      },
      consequences: [{ checker: 'widgets-full', isCause: true }],
    });
    expect(seen.events[0]?.message.en).toContain(
      '**Of the same fault** (1)\n\n- Critical: `m1` m1 is 95 % full (`widgets-full`) - cause',
    );
    rows = [{ Id: 'm1' }];
    expect(events(await run())).toEqual(['recovery widgets-locked m1 ok']);
  });

  it('stands alone when the consequence has recovered and it has not', async () => {
    await run();
    rows = [{ Id: 'm1', Used: 95 }];
    expect(events(await run())).toEqual(['anomaly widgets-full m1 critical', 'recovery widgets-locked m1 ok']);
  });

  it('stays where it was told while nobody can tell of the consequence', async () => {
    await run();
    rows = [{ ...fullM1, State: 'Odd' }];
    expect(events(await run())).toEqual([]);
    rows = [fullM1];
    expect(events(await run())).toEqual(['update widgets-locked m1 critical']);
  });

  it('is told there with what else follows from it', async () => {
    const seen = await run([full, locked, slow]);
    expect(events(seen)).toEqual(['update widgets-locked m1 critical']);
    expect(seen.events[0]?.consequences).toMatchObject([
      { checker: 'widgets-full', isCause: true },
      { checker: 'widgets-slow' },
    ]);
    expect(seen.events[0]?.consequences?.[1]).not.toHaveProperty('isCause');
  });

  it('has an event of its own when it is graver', async () => {
    session = new Session(world);
    rows = [{ ...lockedM1, State: 'Soft' }];
    expect(events(await run())).toEqual(['anomaly widgets-locked m1 error']);
    rows = [{ ...fullM1, State: 'Soft' }];
    expect(events(await run())).toEqual(['anomaly widgets-full m1 critical']);
  });
});
