import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../ground/database';
import { startWorkspace } from '../../workspace';
import type { Workspace } from '../../workspace';
import type { EventInput } from '../../workspace/event';

let dataDir = '';
let workspace: Workspace;
let clock = Date.parse('2026-03-04T08:00:00Z');
const open = () => startWorkspace({ dataDir, rateLimits: false, now: () => new Date(clock) });

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'faults-'));
  clock = Date.parse('2026-03-04T08:00:00Z');
  workspace = await open();
});
afterEach(async () => {
  await workspace.close();
  rmSync(dataDir, { recursive: true, force: true });
});

interface More {
  readonly checker?: string;
  readonly region?: string;
  readonly account?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

function event(asset: string, status: string, more: More = {}): EventInput {
  const { checker = 'ecs-cpu-high', region = 'cn-hangzhou', account = '1', fields = {} } = more;
  return {
    channel: 'function',
    source: 'monitor',
    status,
    title: `${asset} ${status}`,
    message: '',
    time: clock,
    dimensionTags: { account_id: account, region, product: checker.split('-')[0] ?? '', asset_id: asset, checker },
    fields: { ...fields },
  };
}

const add = (...events: EventInput[]) => workspace.ingest.add(events);
const later = (minutes: number) => void (clock += minutes * 60_000);
const assets = (filter = {}) => workspace.store.openFaults(filter).faults.map(({ asset }) => asset);

test('one entry a fault: worst first, then what has lasted longest; a recovery takes it away', async () => {
  add(event('young', 'warning'));
  later(-60);
  add(event('old', 'warning'), event('worst', 'critical'));
  later(120);
  add(event('old', 'warning'), event('young', 'error'), event('least', 'info'));
  expect(assets()).toEqual(['worst', 'young', 'old', 'least']);
  const { faults } = workspace.store.openFaults();
  expect(faults.map(({ since }) => new Date(since * 1000).toISOString().slice(11, 16))).toEqual([
    ...['07:00', '08:00', '07:00', '09:00'],
  ]);
  expect(workspace.store.eventsOf(faults).map(({ title }) => title)).toEqual([
    ...['worst critical', 'young error', 'old warning', 'least info'],
  ]);
  add(event('worst', 'ok'));
  expect(assets()).toEqual(['young', 'old', 'least']);
  // The same after a restart.
  await workspace.close();
  workspace = await open();
  expect(assets()).toEqual(['young', 'old', 'least']);
  add(event('young', 'ok'));
  expect(assets()).toEqual(['old', 'least']);
});

test('an event that comes late changes nothing, and a batch that fails leaves nothing', () => {
  add(event('a', 'error'));
  later(-60);
  add(event('a', 'ok'));
  later(60);
  expect(assets()).toEqual(['a']);
  const broken = { ...event('b', 'error'), fields: { loop: 1n } };
  expect(() => add(event('c', 'error'), broken)).toThrow(/BigInt/);
  expect(assets()).toEqual(['a']);
});

test('tags and team come from the asset; each field is counted under the conditions on the others', () => {
  add(
    event('a', 'error', { fields: { asset_tags: 'env=production, Team=web, note=x, y' } }),
    event('b', 'error', { region: 'cn-beijing', fields: { asset_tags: 'env=test', asset_owner: 'data' } }),
    event('c', 'warning', {
      account: '2',
      checker: 'rds-locked',
      fields: { asset_tags: 'owner=data, env=production' },
    }),
    event('d', 'warning'),
  );
  const { faults, facets } = workspace.store.openFaults();
  expect(faults.map(({ asset, tags, team }) => [asset, tags, team])).toEqual([
    ['a', ['env=production', 'Team=web', 'note=x, y'], 'web'],
    ['b', ['env=test'], 'data'],
    ['c', ['owner=data', 'env=production'], 'data'],
    ['d', [], ''],
  ]);
  expect(facets.team).toEqual([
    { value: 'data', count: 2 },
    { value: 'web', count: 1 },
  ]);
  expect(assets({ tag: ['env=production'] })).toEqual(['a', 'c']);
  expect(assets({ tag: ['env=production'], team: ['data'] })).toEqual(['c']);
  expect(assets({ account: ['1'], region: ['cn-beijing', 'cn-hangzhou'], status: ['error'] })).toEqual(['a', 'b']);
  expect(assets({ product: ['nothing'] })).toEqual([]);
  const under = workspace.store.openFaults({ team: ['data'] }).facets;
  expect(under.team.map(({ value }) => value)).toEqual(['data', 'web']);
  expect(under.account.map(({ value, count }) => [value, count])).toEqual([
    ['1', 1],
    ['2', 1],
  ]);
});

test('what follows from another fault is folded under it, while that one is in the list', () => {
  const explains = (...list: readonly (readonly [string, string])[]) => ({
    df_event_detail: JSON.stringify({ consequences: list.map(([checker, asset_id]) => ({ checker, asset_id })) }),
  });
  add(
    event('host', 'error', {
      checker: 'ecs-impaired',
      fields: explains(['slb-unhealthy', 'lb'], ['rds-locked', 'db']),
    }),
    event('lb', 'critical', { checker: 'slb-unhealthy' }),
    event('lb', 'critical', { checker: 'slb-unhealthy', account: '2' }),
    event('db', 'warning', { checker: 'rds-cpu-high' }),
  );
  const { faults, folded } = workspace.store.openFaults();
  expect(faults.map(({ asset, values }) => [asset, values.account])).toEqual([
    ['lb', '2'],
    ['host', '1'],
    ['db', '1'],
  ]);
  expect(folded).toBe(1);
  expect(workspace.store.faultOfFinding('1', 'slb-unhealthy', 'lb')?.values.status).toBe('critical');
  expect(workspace.store.faultOfFinding('1', 'rds-locked', 'db')).toBeUndefined();
  // Its cause does not fit: it is told by itself.
  expect(assets({ checker: ['slb-unhealthy'], account: ['1'] })).toEqual(['lb']);
  // Two that blame each other are not both left out.
  add(event('lb', 'critical', { checker: 'slb-unhealthy', fields: explains(['ecs-impaired', 'host']) }));
  expect(assets({ account: ['1'], product: ['slb', 'ecs'] })).toEqual(['lb']);
});

test('a file of an earlier version has its faults listed once', async () => {
  add(
    event('a', 'error', { fields: { asset_tags: 'env=test' } }),
    event('b', 'warning'),
    event('c', 'error'),
    event('c', 'ok'),
  );
  await workspace.close();
  const db = Database.open(dataDir);
  db.run('DROP TABLE open_faults');
  db.run("DELETE FROM meta WHERE key = 'open_faults'");
  db.close();
  workspace = await open();
  expect(workspace.store.openFaults().faults.map(({ asset, tags }) => [asset, tags])).toEqual([
    ['a', ['env=test']],
    ['b', []],
  ]);
});

test('what only says that a fault goes on can be left out of a list, after a restart too', async () => {
  add(event('a', 'error'), event('b', 'warning'));
  for (let i = 0; i < 3; i++) {
    later(5);
    add(event('a', 'error'), event('b', 'error'));
  }
  later(5);
  add(event('a', 'ok'));
  later(5);
  add(event('a', 'warning'));
  workspace.ingest.add([{ ...event('alone', 'error'), channel: 'custom', source: 'custom', dimensionTags: {} }]);
  const look = async () => {
    const titles = async (filter: object) =>
      (await workspace.store.listEvents(filter)).events.map(({ title }) => title);
    const turns = ['a error', 'a ok', 'a warning', 'alone error', 'b warning'];
    expect((await titles({ turnsOnly: true })).sort()).toEqual(turns);
    expect(await titles({})).toHaveLength(11);
    expect((await titles({ turnsOnly: true, openOnly: true })).sort()).toEqual(['a warning', 'b error']);
    expect((await titles({ turnsOnly: true, statuses: ['error'] })).sort()).toEqual(['a error', 'alone error']);
    expect((await titles({ turnsOnly: true, assetId: 'b' })).sort()).toEqual(['b warning']);
    const { facets } = await workspace.store.summary({ turnsOnly: true, from: 0, to: 9e12 }, ['status'], {
      ms: 1000,
      from: 0,
    });
    expect(facets.status?.reduce((sum, { count }) => sum + count, 0)).toBe(5);
  };
  await look();
  await workspace.close();
  workspace = await open();
  await look();
});

describe('handling', () => {
  const roundOf = async (asset: string) => {
    const { events } = await workspace.store.listEvents({ assetId: asset });
    return workspace.handling.faultOf(events[0]?.docId ?? '');
  };

  test('belongs to the round, ends with it, and stays in its history', async () => {
    add(event('a', 'error'));
    const fault = await roundOf('a');
    const { handling } = workspace;
    expect(handling.add(fault, { who: 'ann', kind: 'acknowledge', text: '' })).toEqual({
      done: true,
      now: { acknowledged: { who: 'ann', at: clock }, comments: 0 },
    });
    later(1);
    expect(handling.add(fault, { who: 'bob', kind: 'acknowledge', text: '' })).toMatchObject({
      done: false,
      now: { acknowledged: { who: 'ann' } },
    });
    handling.add(fault, { who: 'ann', kind: 'comment', text: '<b>looking</b>' });
    later(1);
    add(event('a', 'error'));
    expect(await roundOf('a')).toBe(fault);
    add(event('a', 'ok'));
    later(1);
    add(event('a', 'error'));
    const next = await roundOf('a');
    expect(next).not.toBe(fault);
    expect(handling.of([fault, next])).toEqual(
      new Map([[fault, { acknowledged: { who: 'ann', at: expect.any(Number) }, comments: 1 }]]),
    );
    expect(handling.deeds(fault).map(({ kind, text }) => [kind, text])).toEqual([
      ['acknowledge', ''],
      ['comment', '<b>looking</b>'],
    ]);
  });

  test('of two who take it at once, one does, and the other is told', async () => {
    add(event('a', 'error'));
    const fault = await roundOf('a');
    const { handling } = workspace;
    const take = (text: string, from: string) => handling.add(fault, { who: 'x', kind: 'assign', text }, from);
    expect([take('ann', '').done, take('bob', '').done]).toEqual([true, false]);
    expect(take('bob', '').now.assigned?.to).toBe('ann');
    expect(take('bob', 'ann').now.assigned?.to).toBe('bob');
    expect(take('', 'bob').now).toEqual({ comments: 0 });
    await workspace.close();
    workspace = await open();
    expect(workspace.handling.deeds(fault).map(({ text }) => text)).toEqual(['ann', 'bob', '']);
  });
});
