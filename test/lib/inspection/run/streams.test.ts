/** One fault that several inspections see: one stream of events, whoever sees it first and last. */
import { defineChecker, numberParam } from '../../../../lib/define';
import { only } from '../../../../lib/inspection';
import type { Reporter } from '../../../../lib/report';
import { memoryState } from '../../../../lib/state';
import { openPostgres } from '../../../../ground/postgres/store';
import { POSTGRES_BIN, startPostgres, type PostgresServer } from '../../../harness/postgres';
import { leave } from '../../../e2e/stage';
import { IDS, newRobot, permutations, STORES, Team } from './team';
import { deleted, widgets, World } from './world';

const both = (en: string) => ({ zh: en, en });

/** How much it is worn, against levels that each inspection sets. */
const worn = defineChecker({
  id: 'widgets-worn',
  asset: widgets,
  title: both('Widget is worn'),
  why: both('why'),
  remedy: both('remedy'),
  docs: 'https://example.com/docs',
  severity: 'warning',
  severities: ['critical'],
  category: 'capacity',
  params: {
    warning: numberParam({ default: 50, min: 0, max: 100, help: both('warning') }),
    critical: numberParam({ default: 90, min: 0, max: 100, help: both('critical') }),
  },
  messages: { worn: both('{{id}} is at {{value}}') },
  check: (widget, { params, pass, fail, unknown }) => {
    if (widget.level === undefined) return unknown('no level');
    if (widget.level < params.warning) return pass();
    const severity = widget.level >= params.critical ? 'critical' : undefined;
    return fail('worn', { id: widget.id, value: widget.level }, severity);
  },
});

let world: World;
beforeAll(async () => (world = await new World().start()));
afterAll(async () => {
  await world.close();
  await leave();
});
beforeEach(() => world.reset());

let server: PostgresServer | undefined;
beforeAll(async () => (server = POSTGRES_BIN === undefined ? undefined : await startPostgres()));
afterAll(() => server?.stop());

/** A database of its own for each team. */
const inPostgres: typeof STORES = {
  PostgreSQL: () => {
    const url = server?.database();
    return async () => (await openPostgres((await url) ?? '')) ?? memoryState();
  },
};
const KINDS = POSTGRES_BIN === undefined ? STORES : { ...STORES, ...inPostgres };

describe.each(Object.keys(KINDS))('in a state of kind %s', (store) => {
  const newTeam = (spec?: ConstructorParameters<typeof Team>[2]) => new Team(world, KINDS[store]?.(), spec);

  const orders = permutations(IDS).slice(0, store === 'memory' ? undefined : 1);
  test.each(orders)(
    '%s, %s, %s see it and then see it pass in every order: one anomaly, one recovery',
    async (...order) => {
      for (const back of permutations(IDS)) {
        const team = newTeam();
        world.reset();
        world.set({ w1: { status: 'Broken' } });
        const [first, second, third] = order;
        const name = `in the name of ${first}`;
        expect(await team.run(first as string)).toEqual(['anomaly widgets-broken w1 error', name]);
        expect(await team.run(second as string)).toEqual([]);
        expect(await team.run(third as string)).toEqual([]);
        // One of them says that it goes on.
        expect([await team.run(third as string), await team.run(first as string)]).toEqual([
          [],
          ['update widgets-broken w1 error', name],
        ]);
        expect(team.told.at(-1)?.seenBy).toEqual(['all', 'availability', 'ecs']);
        world.set({ w1: {} });
        expect(await team.run(back[0] as string)).toEqual([]);
        expect(await team.run(back[1] as string)).toEqual([]);
        expect(await team.run(back[2] as string)).toEqual(['recovery widgets-broken w1 ok', name]);
        for (const id of IDS) expect(await team.run(id)).toEqual([]);
        expect(team.rounds()).toEqual([['anomaly', 'update', 'recovery']]);
        expect(new Set(team.told.map(({ fingerprint }) => fingerprint)).size).toBe(1);
        expect(new Set(team.told.map(({ id }) => id)).size).toBe(team.told.length);
        await team.close();
      }
    },
  );

  it('is as grave as the gravest that any of them sees, and quotes that one', async () => {
    const levels = { all: { warning: 50, critical: 95 }, ecs: { warning: 70, critical: 80 } };
    const team = newTeam();
    const run = (id: 'all' | 'ecs') => team.run(id, { spec: { checkers: [worn.with(levels[id])] } });
    world.set({ w1: { level: 60 } });
    expect(await run('all')).toEqual(['anomaly widgets-worn w1 warning', 'in the name of all']);
    expect(await run('ecs')).toEqual([]);
    world.set({ w1: { level: 85 } });
    expect(await run('ecs')).toEqual(['update widgets-worn w1 critical', 'in the name of all']);
    expect(team.told.at(-1)).toMatchObject({ previousStatus: 'warning', faultId: team.told[0]?.id });
    // It is a warning for the one, and stays critical because of the other.
    expect(await run('all')).toEqual(['update widgets-worn w1 critical', 'in the name of all']);
    expect(team.told.at(-1)?.message.en).toContain('w1 is at 85');
    world.set({ w1: { level: 60 } });
    expect(await run('ecs')).toEqual(['update widgets-worn w1 warning', 'in the name of all']);
    expect(team.told.at(-1)).toMatchObject({ previousStatus: 'critical' });
    expect(await run('ecs')).toEqual([]);
    world.set({ w1: { level: 10 } });
    expect(await run('all')).toEqual(['recovery widgets-worn w1 ok', 'in the name of all']);
    expect(await run('ecs')).toEqual([]);
    expect(team.rounds()).toHaveLength(1);
    await team.close();
  });

  it('goes on in the name of the first when only the second still sees it', async () => {
    const team = newTeam();
    const run = (id: string, warning: number) => team.run(id, { spec: { checkers: [worn.with({ warning })] } });
    world.set({ w1: { level: 80 } });
    await run('all', 70);
    await run('ecs', 50);
    world.set({ w1: { level: 60 } });
    expect(await run('all', 70)).toEqual([]);
    expect(await run('ecs', 50)).toEqual(['update widgets-worn w1 warning', 'in the name of all']);
    world.set({ w1: { level: 10 } });
    expect(await run('ecs', 50)).toEqual(['recovery widgets-worn w1 ok', 'in the name of all']);
    // The next round is of whoever sees it first.
    world.set({ w1: { level: 60 } });
    expect(await run('ecs', 50)).toEqual(['anomaly widgets-worn w1 warning', 'in the name of ecs']);
    await team.close();
  });

  it('ends for an inspection whose filters want the asset no more', async () => {
    const team = newTeam();
    world.set({ w1: { status: 'Broken' }, w2: {} });
    await team.run('all');
    await team.run('ecs');
    const spec = { filters: [only(widgets, ({ id }) => id !== 'w1')] };
    expect(await team.run('all', { spec })).toEqual([]);
    world.set({ w1: {} });
    expect(await team.run('ecs')).toEqual(['recovery widgets-broken w1 ok', 'in the name of all']);
    world.set({ w1: { status: 'Broken' } });
    expect(await team.run('all')).toHaveLength(2);
    expect(await team.run('all', { spec })).toEqual(['recovery widgets-broken w1 ok', 'in the name of all']);
    expect(team.told.at(-1)?.reason).toBe('not-applicable');
    await team.close();
  });

  it('ends for an inspection that has not run for a day, which begins anew when it comes back', async () => {
    const team = newTeam();
    world.set({ w1: { status: 'Broken' } });
    await team.run('all');
    await team.run('ecs');
    world.passes(26 * 60);
    expect(await team.run('ecs')).toEqual(['update widgets-broken w1 error', 'in the name of all']);
    world.set({ w1: {} });
    expect(await team.run('ecs')).toEqual(['recovery widgets-broken w1 ok', 'in the name of all']);
    world.set({ w1: { status: 'Broken' } });
    expect(await team.run('all')).toEqual(['anomaly widgets-broken w1 error', 'in the name of all']);
    expect(await team.run('ecs')).toEqual([]);
    world.set({ w1: {} });
    expect(await team.run('ecs')).toEqual([]);
    expect(await team.run('all')).toEqual(['recovery widgets-broken w1 ok', 'in the name of all']);
    expect(team.rounds()).toEqual([
      ['anomaly', 'update', 'recovery'],
      ['anomaly', 'recovery'],
    ]);
    await team.close();
  });

  it('is closed without a word by one that comes back when it is over', async () => {
    const team = newTeam();
    world.set({ w1: { status: 'Broken' } });
    await team.run('all');
    await team.run('ecs');
    world.passes(26 * 60);
    world.set({ w1: {} });
    expect(await team.run('ecs')).toHaveLength(2);
    expect(await team.run('all')).toEqual([]);
    expect(team.rounds()).toEqual([['anomaly', 'recovery']]);
    await team.close();
  });

  it('holds for an asset that is gone', async () => {
    const team = newTeam({ checkers: [deleted] });
    world.set({ w1: { status: 'Stopped' }, w2: {} });
    await team.run('all');
    await team.run('ecs');
    world.set({ w1: undefined });
    expect(await team.run('ecs')).toEqual(['anomaly widgets-deleted w1 error', 'in the name of ecs']);
    expect(await team.run('all')).toEqual([]);
    expect(await team.run('ecs')).toEqual([]);
    expect(await team.run('all')).toEqual(['recovery widgets-deleted w1 ok', 'in the name of ecs']);
    await team.close();
  });

  it('is each its own where the one reports to somebody whom the other does not reach', async () => {
    const team = newTeam();
    const robot: Reporter = {
      name: 'robot',
      deliver: (batch) => Promise.resolve({ accepted: batch.map(({ id }) => id), rejected: [] }),
    };
    world.set({ w1: { status: 'Broken' } });
    expect(await team.run('all')).toEqual(['anomaly widgets-broken w1 error', 'in the name of all']);
    expect(await team.run('ecs', { reporters: [robot] })).toEqual([
      'anomaly widgets-broken w1 error',
      'in the name of ecs',
    ]);
    world.set({ w1: {} });
    expect(await team.run('all')).toHaveLength(2);
    expect(await team.run('ecs', { reporters: [robot] })).toHaveLength(2);
    await team.close();
  });

  it('is told of its recovery after its anomaly, whoever has to deliver which', async () => {
    const team = newTeam();
    const robot = newRobot();
    const run = (id: string, down = false) => {
      robot.down = down;
      return team.run(id, { reporters: [robot] });
    };
    world.set({ w1: { status: 'Broken' } });
    await run('all', true);
    await run('ecs');
    world.set({ w1: {} });
    await run('all', true);
    expect(await run('ecs')).toEqual(['recovery widgets-broken w1 ok', 'in the name of all']);
    expect(robot.told).toEqual([]);
    await run('all');
    await run('ecs');
    expect(robot.told).toEqual(['anomaly', 'recovery']);
    // What is never delivered elsewhere holds it up for a day at most.
    world.set({ w1: { status: 'Broken' } });
    await run('all', true);
    await run('ecs');
    world.set({ w1: {} });
    await run('all', true);
    await run('ecs');
    world.passes(25 * 60);
    await run('ecs');
    expect(robot.told).toEqual(['anomaly', 'recovery', 'recovery']);
    await team.close();
  });

  it('is told by a strategy as one, although each inspection carries its own events', async () => {
    const robot = newRobot();
    const alerts = { targets: [{ name: 'robot' }], leastSeverity: 'warning' as const };
    const levels = { all: { warning: 50, critical: 95 }, ecs: { warning: 50, critical: 80 } };
    const team = newTeam();
    const run = (id: 'all' | 'ecs') =>
      team.run(id, { reporters: [robot], spec: { alerts, checkers: [worn.with(levels[id])] } });
    world.set({ w1: { level: 60 } });
    await run('all');
    await run('ecs');
    await run('all');
    expect(robot.told).toEqual(['anomaly']);
    world.set({ w1: { level: 85 } });
    await run('ecs');
    expect(robot.told).toEqual(['anomaly', 'update']);
    world.set({ w1: {} });
    await run('all');
    await run('ecs');
    await run('all');
    expect(robot.told).toEqual(['anomaly', 'update', 'recovery']);
    // The one that reports the recovery has told nobody of the anomaly.
    world.set({ w1: { level: 60 } });
    await run('all');
    await run('ecs');
    world.set({ w1: {} });
    await run('all');
    await run('ecs');
    expect(robot.told).toEqual(['anomaly', 'update', 'recovery', 'anomaly', 'recovery']);
    await team.close();
  });

  it('survives the end of a run at any step, and is still one', async () => {
    for (const kind of ['before', 'after'] as const) {
      for (let at = 1; ; at++) {
        world.reset();
        const team = newTeam();
        const robot = newRobot();
        const run = async (id: string, dying = false) =>
          team.run(id, { reporters: [robot], ...(dying ? { state: await team.dying(id, kind, at) } : {}) });
        world.set({ w1: { status: 'Broken' } });
        await run('all');
        let dead = await run('ecs', true).then(
          () => 0,
          () => 1,
        );
        await run('ecs');
        world.set({ w1: {} });
        await run('all');
        dead += await run('ecs', true).then(
          () => 0,
          () => 1,
        );
        for (const id of ['ecs', 'all', 'ecs']) await run(id);
        expect([kind, at, robot.told]).toEqual([kind, at, ['anomaly', 'recovery']]);
        await team.close();
        if (dead === 0) break;
      }
    }
  });

  it('decides one after the other when they run at once', async () => {
    world.set(Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`w${n}`, { status: 'Broken' }])));
    const team = newTeam();
    await Promise.all(IDS.map((id) => team.run(id)));
    expect(team.told.map(({ kind }) => kind)).toEqual(Array(250).fill('anomaly'));
    expect(new Set(team.told.map(({ assetId }) => assetId)).size).toBe(250);
    world.set(Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`w${n}`, {}])));
    await Promise.all(IDS.map((id) => team.run(id)));
    expect(team.told.slice(250).map(({ kind }) => kind)).toEqual(Array(250).fill('recovery'));
    expect(team.rounds().every((kinds) => kinds.join() === 'anomaly,recovery')).toBe(true);
    await team.close();
  });
});
