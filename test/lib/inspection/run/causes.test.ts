import {
  defineChecker,
  defineCollector,
  nextToken,
  rpc,
  text,
  textList,
  must,
  type Because,
} from '../../../../lib/define';
import { StateError } from '../../../../lib/errors';
import type { Reporter } from '../../../../lib/report';
import { memoryState, type OpenFinding } from '../../../../lib/state';
import { widgets as product } from '../../aliyun/cloud';
import { events, REGION, Session, World, type Seen } from './world';

const both = (en: string) => ({ zh: `${en}（中）`, en });

/** Machines, and disks that name the machine they are in. */
const machines = defineCollector({
  id: 'widgets-machines',
  product,
  title: both('Machines'),
  scope: 'region',
  call: rpc('ListMachines'),
  paging: nextToken({ max: 100 }),
  items: 'Rows.Row',
  assetId: 'Id',
  fields: { state: must(text('State')), locks: textList('Locks[]') },
});
const disks = defineCollector({
  id: 'widgets-disks',
  product,
  title: both('Disks'),
  scope: 'region',
  call: rpc('ListDisks'),
  paging: nextToken({ max: 100 }),
  items: 'Rows.Row',
  assetId: 'Id',
  fields: { state: must(text('State')), machine: text('Machine') },
  refers: ['machine'],
});
const balancers = defineCollector({
  id: 'widgets-balancers',
  product,
  title: both('Balancers'),
  scope: 'region',
  call: rpc('ListBalancers'),
  paging: nextToken({ max: 100 }),
  items: 'Rows.Row',
  assetId: 'Id',
  fields: { state: must(text('State')), backends: textList('Backends[]') },
});

const common = {
  why: both('why'),
  remedy: both('remedy'),
  docs: 'https://example.com/docs',
  category: 'availability',
  params: {},
} as const;

const down = defineChecker({
  ...common,
  id: 'widgets-down',
  asset: machines,
  title: both('Machine is down'),
  severity: 'warning',
  messages: { down: both('{{id}} is down') },
  check: ({ id, state }, { pass, fail, unknown }) =>
    state === 'Odd' ? unknown('it is odd') : state === 'Down' ? fail('down', { id }) : pass(),
});
const locked = defineChecker({
  ...common,
  id: 'widgets-locked',
  asset: machines,
  title: both('Machine is locked'),
  severity: 'critical',
  because: [{ checker: 'account-overdue', where: { locks: 'financial' } }],
  messages: { locked: both('{{id}} is locked: {{locks}}') },
  check: ({ id, state, locks = [] }, { pass, fail, unknown }) =>
    state === 'Odd' ? unknown('it is odd') : locks.length > 0 ? fail('locked', { id, locks }) : pass(),
});
const diskSlow = (because: readonly Because[] = ['widgets-down']) =>
  defineChecker({
    ...common,
    id: 'widgets-disk-slow',
    asset: disks,
    title: both('Disk is slow'),
    severity: 'error',
    because,
    messages: { slow: both('{{id}} is slow') },
    check: ({ id, state }, { pass, fail }) => (state === 'Slow' ? fail('slow', { id }) : pass()),
  });
const degraded = defineChecker({
  ...common,
  id: 'widgets-degraded',
  asset: balancers,
  title: both('Backends are lost'),
  severity: 'critical',
  because: [{ checker: 'widgets-down', each: 'servers' }],
  messages: { lost: both('{{id}} has lost {{servers}}') },
  check: ({ id, backends = [] }, { pass, fail }) =>
    backends.length > 0 ? fail('lost', { id, servers: backends }) : pass(),
});

interface Row {
  readonly Id: string;
  readonly State?: string;
  readonly Machine?: string;
  readonly Locks?: readonly string[];
  readonly Backends?: readonly string[];
}

let world: World;
let session: Session;
let rows: { machines: Row[]; disks: Row[]; balancers: Row[] };
beforeAll(async () => (world = await new World().start()));
afterAll(() => world.close());
beforeEach(() => {
  world.reset();
  session = new Session(world);
  rows = { machines: [], disks: [], balancers: [] };
  world.intercept = ({ action }) => {
    const list = { ListMachines: rows.machines, ListDisks: rows.disks, ListBalancers: rows.balancers }[action];
    return list && { body: { Rows: { Row: list.map((row) => ({ State: 'Up', ...row })) } } };
  };
});

const run = (checkers: readonly ReturnType<typeof diskSlow>[] = [diskSlow()]): Promise<Seen> => {
  world.passes(30);
  return session.run({ spec: { checkers: [...checkers, down, locked, degraded] } });
};
const causes = (seen: Seen) =>
  seen.findings
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ checker, assetId, causedBy }) => `${checker} ${assetId} < ${causedBy?.assetId ?? '-'}`)
    .sort();
const downM1 = { Id: 'm1', State: 'Down' };
const slowD1 = { Id: 'd1', State: 'Slow', Machine: 'm1' };

describe('a finding that another one explains', () => {
  it('is told in the event of its cause, which is as grave as the gravest', async () => {
    rows.machines = [downM1];
    rows.disks = [slowD1, { Id: 'd2', State: 'Slow', Machine: 'm2' }];
    const seen = await run();
    expect(events(seen)).toEqual(['anomaly widgets-disk-slow d2 error', 'anomaly widgets-down m1 error']);
    const cause = seen.events.find(({ assetId }) => assetId === 'm1');
    expect(cause).toMatchObject({
      title: { en: 'Machine is down: m1 (and 1 consequence)', zh: 'Machine is down（中）: m1（引发 1 个问题）' },
      consequenceCount: 1,
      consequences: [
        { checker: 'widgets-disk-slow', assetId: 'd1', severity: 'error', since: world.now.toISOString() },
      ],
    });
    expect(cause?.message.en).toContain(
      '**What follows from it** (1)\n\n- Error: `d1` d1 is slow (`widgets-disk-slow`)',
    );
    expect(cause?.message.zh).toContain('**由此引发** (1)\n\n- 重要: `d1` d1 is slow（中） (`widgets-disk-slow`)');
    expect(causes(seen)).toEqual(['widgets-disk-slow d1 < m1', 'widgets-disk-slow d2 < -', 'widgets-down m1 < -']);
    expect(seen.findings.find(({ assetId }) => assetId === 'd1')?.causedBy?.faultId).toBe(cause?.faultId);
    expect(seen.summary.verdicts.fail).toBe(3);
  });

  it('stands alone when its cause has recovered and it has not', async () => {
    rows.machines = [downM1];
    rows.disks = [slowD1];
    const first = await run();
    rows.machines = [{ Id: 'm1' }];
    const second = await run();
    expect(events(second)).toEqual(['anomaly widgets-disk-slow d1 error', 'recovery widgets-down m1 ok']);
    const alone = second.events.find(({ assetId }) => assetId === 'd1');
    // It has been so since it was first found, and its fault begins with the first event of its own.
    expect(alone).toMatchObject({ faultId: alone?.id, faultStartTime: first.events[0]?.time, faultDuration: 1800 });
    rows.disks = [{ Id: 'd1', Machine: 'm1' }];
    const third = await run();
    expect(events(third)).toEqual(['recovery widgets-disk-slow d1 ok']);
    expect(third.events[0]?.faultId).toBe(alone?.id);
  });

  it('recovers without a word when nobody was told of it, and leaves the list of its cause', async () => {
    rows.machines = [downM1];
    rows.disks = [slowD1];
    const first = await run();
    rows.disks = [{ Id: 'd1', Machine: 'm1' }];
    const second = await run();
    expect(events(second)).toEqual(['update widgets-down m1 warning']);
    expect(second.events[0]).toMatchObject({ faultId: first.events[0]?.id, previousStatus: 'error' });
    expect(second.events[0]?.consequences).toBeUndefined();
    rows.machines = [{ Id: 'm1' }];
    expect(events(await run())).toEqual(['recovery widgets-down m1 ok']);
    expect(events(await run())).toEqual([]);
  });

  it('vanishes without a word with its asset', async () => {
    rows.machines = [downM1];
    rows.disks = [slowD1];
    await run();
    rows.disks = [];
    expect(events(await run())).toEqual(['update widgets-down m1 warning']);
    rows.machines = [];
    expect(events(await run())).toEqual(['recovery widgets-down m1 ok']);
  });

  it('goes on as one event, and says since when', async () => {
    rows.machines = [downM1];
    rows.disks = [slowD1];
    const first = await run();
    const second = await run();
    expect(events(second)).toEqual(['update widgets-down m1 error']);
    expect(second.events[0]?.faultId).toBe(first.events[0]?.faultId);
    expect(second.events[0]?.consequences?.[0]?.since).toBe(first.events[0]?.time);
  });

  it('stays with its cause while nobody can tell of it, since what is unknown neither raises nor clears', async () => {
    rows.machines = [downM1, { Id: 'm2' }];
    rows.disks = [slowD1];
    await run();
    rows.machines = [{ Id: 'm1', State: 'Odd' }, { Id: 'm2' }];
    expect(events(await run())).toEqual([]);
    rows.machines = [downM1];
    expect(events(await run())).toEqual(['update widgets-down m1 error']);
    rows.machines = [{ Id: 'm1', State: 'Odd' }];
    expect(events(await run())).toEqual([]);
    rows.machines = [{ Id: 'm1' }];
    expect(events(await run())).toEqual(['anomaly widgets-disk-slow d1 error', 'recovery widgets-down m1 ok']);
  });

  it('stands alone in spite of doubt about another asset', async () => {
    rows.machines = [downM1];
    rows.disks = [slowD1];
    await run();
    rows.machines = [{ Id: 'm1' }, { Id: 'm2', State: 'Odd' }];
    expect(events(await run())).toEqual(['anomaly widgets-disk-slow d1 error', 'recovery widgets-down m1 ok']);
  });

  it('stands alone when it is found while nobody can tell of a cause', async () => {
    rows.machines = [{ Id: 'm1', State: 'Odd' }];
    rows.disks = [slowD1];
    expect(events(await run())).toEqual(['anomaly widgets-disk-slow d1 error']);
  });

  it('stays with its cause while the list of the causes cannot be read', async () => {
    rows.machines = [downM1];
    rows.disks = [slowD1];
    await run();
    const answer = world.intercept;
    world.intercept = (asked) =>
      asked.action === 'ListMachines' ? { status: 403, body: { Code: 'Forbidden.RAM', Message: 'no' } } : answer(asked);
    expect(events(await run())).toEqual([]);
    world.intercept = answer;
    expect(events(await run())).toEqual(['update widgets-down m1 error']);
  });

  it('stands alone where the cause is muted', async () => {
    rows.machines = [downM1];
    rows.disks = [slowD1];
    const alerts = {
      targets: [{ name: 'mail' }],
      mutes: [{ checker: 'widgets-down', until: '2027-01-01T00:00:00Z', reason: 'known' }],
    };
    const mail: Reporter = {
      name: 'mail',
      deliver: (batch) => Promise.resolve({ accepted: batch.map(({ id }) => id), rejected: [] }),
    };
    const spec = { checkers: [diskSlow(), down, locked, degraded], alerts };
    const seen = await session.run({ spec, reporters: [mail] });
    expect(events(seen)).toEqual(['anomaly widgets-disk-slow d1 error', 'anomaly widgets-down m1 warning']);
  });

  it('goes on from a state that an earlier version has left', async () => {
    const open: OpenFinding = {
      fingerprint: '',
      checker: 'widgets-disk-slow',
      assetId: 'd1',
      assetName: '',
      severity: 'error',
      faultId: 'event-old',
      startedAt: '2026-05-01T00:00:00.000Z',
      title: both('slow'),
      data: {},
    };
    rows.machines = [{ Id: 'm1' }];
    rows.disks = [slowD1];
    const plain = await run();
    const fingerprint = plain.events[0]?.fingerprint ?? '';
    session = new Session(world, memoryState());
    const scope = { inspection: 'widgets', account: '1000000000000001', region: REGION, collector: 'widgets-disks' };
    const changes = { opened: [{ ...open, fingerprint }], closed: [], remembered: [], forgotten: [], events: [] };
    await session.state.apply(scope, changes);
    rows.machines = [downM1];
    expect(events(await run())).toEqual(['anomaly widgets-down m1 error']);
    rows.machines = [{ Id: 'm1' }];
    const after = await run();
    expect(events(after)).toEqual(['recovery widgets-down m1 ok', 'update widgets-disk-slow d1 error']);
    expect(after.events.find(({ assetId }) => assetId === 'd1')).toMatchObject({ faultId: 'event-old' });
  });

  it('follows the chain of causes to its beginning', async () => {
    rows.machines = [downM1];
    rows.disks = [slowD1];
    rows.balancers = [{ Id: 'b1', Backends: ['m1:80'] }];
    const seen = await run();
    expect(events(seen)).toEqual(['anomaly widgets-down m1 critical']);
    expect(seen.events[0]?.consequences?.map(({ assetId }) => assetId)).toEqual(['b1', 'd1']);
  });

  it('stands alone when the cause explains a part of it', async () => {
    rows.machines = [downM1, { Id: 'm2' }];
    rows.balancers = [{ Id: 'b1', Backends: ['m1:80', 'm2:80'] }];
    expect(events(await run())).toEqual(['anomaly widgets-degraded b1 critical', 'anomaly widgets-down m1 warning']);
  });
});

it('is not complete when what waited for a cause could not be remembered, and tells it in the next run', async () => {
  rows.machines = [downM1];
  rows.disks = [slowD1];
  const state = memoryState();
  let full = true;
  session = new Session(world, {
    ...state,
    apply: (scope, changes, destinations) =>
      full && typeof changes === 'function'
        ? Promise.reject(new StateError('the disk is full'))
        : state.apply(scope, changes, destinations),
  });
  const first = await run();
  expect(events(first)).toEqual([]);
  expect(first.summary).toMatchObject({ complete: false, notes: ['the disk is full'] });
  full = false;
  const second = await run();
  expect(events(second)).toEqual(['anomaly widgets-down m1 error']);
  expect(second.summary.complete).toBe(true);
});

describe('an overdue account', () => {
  const overdue = (n: number): Row[] => Array.from({ length: n }, (_, i) => ({ Id: `m${i}`, Locks: ['financial'] }));

  it('is one event with all that it locks, until the last lock is gone', async () => {
    rows.machines = [...overdue(200), { Id: 'm-hacked', Locks: ['financial', 'security'] }];
    const first = await run();
    expect(events(first)).toEqual([
      'anomaly account-overdue 1000000000000001 critical',
      'anomaly widgets-locked m-hacked critical',
    ]);
    const event = first.events.find(({ checker }) => checker === 'account-overdue');
    expect(event).toMatchObject({ consequenceCount: 200, assetName: 'production', data: { value: 200 } });
    expect(event?.consequences).toHaveLength(100);
    expect(event?.message.en).toContain('- and 180 more: see the findings');
    rows.machines = overdue(1);
    const second = await run();
    expect(events(second)).toEqual([
      'recovery widgets-locked m-hacked ok',
      'update account-overdue 1000000000000001 critical',
    ]);
    rows.machines = [{ Id: 'm0' }];
    expect(events(await run())).toEqual(['recovery account-overdue 1000000000000001 ok']);
  });

  it('is not believed of two assets', async () => {
    rows.machines = overdue(2);
    expect(events(await run())).toEqual(['anomaly widgets-locked m0 critical', 'anomaly widgets-locked m1 critical']);
  });

  it('does not recover while something cannot be judged, and what is locked then is told', async () => {
    rows.machines = overdue(3);
    await run();
    rows.machines = overdue(3).map((row) => ({ ...row, State: 'Odd' }));
    expect(events(await run())).toEqual([]);
    rows.machines = overdue(3);
    expect(events(await run())).toEqual(['update account-overdue 1000000000000001 critical']);
  });
});

it('counts a consequence among what comes and goes', async () => {
  rows.machines = [{ Id: 'm1' }];
  let last: Seen | undefined;
  for (let time = 0; time < 5; time += 1) {
    rows.disks = [slowD1];
    last = await run();
    rows.disks = [{ Id: 'd1', Machine: 'm1' }];
    if (time < 4) await run();
  }
  expect(last?.events[0]?.message.en).toContain('it comes and goes: 5 times in 24 hours');
  expect(events(await run())).toEqual([]);
});
