import { matchQuery, words } from '../../workspace/search';
import type { EventFilter, EventView, Workspace } from '../../workspace';
import { Database } from '../../ground/database';
import { NOON, closeLabs, openLab, tempDir } from './client';

afterAll(closeLabs);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STATUSES = ['critical', 'error', 'warning', 'ok'];
const REGIONS = ['cn-hangzhou', 'cn-beijing', 'cn-shanghai'];
let workspace: Workspace;
let all: readonly EventView[];

beforeAll(async () => {
  workspace = (await openLab()).workspace;
  let seed = 7;
  const random = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
  const events = Array.from({ length: 4000 }, (_, i) => {
    const asset = random(300);
    return {
      channel: 'raw' as const,
      source: 'monitor',
      status: STATUSES[random(4)] ?? '',
      title: `云盘 d-${asset} 未加密`,
      message: '',
      // Ten days, with one that is very busy; in no order.
      time: NOON - (i % 3 === 0 ? 3 * DAY + random(DAY) : random(10 * DAY)),
      dimensionTags: {
        account_id: `1${asset % 2}`,
        region: REGIONS[asset % 3] ?? '',
        product: asset % 5 === 0 ? 'rds' : 'ecs',
        asset_id: `d-${asset}`,
        checker: `check-${random(12)}`,
      },
      refKey: `key-${asset % 4}`,
      fields: {
        team: `组 ${asset % 7}`,
        size: asset % 9,
        urgent: asset % 2 === 0,
        'odd.name': `a "b" OR c${asset % 3}`,
      },
    };
  });
  for (let i = 0; i < events.length; i += 500) workspace.ingest.add(events.slice(i, i + 500));
  const list: EventView[] = [];
  for (let offset = 0; offset < 4000; offset += 1000)
    list.push(...(await workspace.store.listEvents({}, { offset, limit: 1000 })).events);
  all = list;
});

interface Condition {
  readonly name: string;
  readonly operation: 'in' | '!=';
  readonly value: readonly string[];
}

function fits({ name, operation, value }: Condition, event: EventView): boolean {
  return value.includes(String(event.body[name])) === (operation === 'in');
}

function dimension({ status, region, product, checker }: EventView, field: string): string {
  return { status, region, product, checker }[field] ?? '';
}

function matches(filter: EventFilter, event: EventView): boolean {
  const among = (list: readonly string[] | undefined, value: string) => !list || list.includes(value);
  const second = Math.floor(event.time / 1000);
  return (
    (filter.from === undefined || second >= Math.floor(filter.from / 1000)) &&
    (filter.to === undefined || second < Math.floor(filter.to / 1000)) &&
    among(filter.statuses, event.status) &&
    among(filter.regions, event.region) &&
    among(filter.products, event.product) &&
    among(filter.accounts, event.account) &&
    among(filter.checkers, event.checker) &&
    among(filter.refKeys, event.refKey) &&
    (filter.assetId === undefined || filter.assetId === event.assetId) &&
    (filter.search === undefined || event.title.includes(filter.search)) &&
    Object.entries(filter.not ?? {}).every(([field, values]) => !values.includes(dimension(event, field))) &&
    (filter.filters ?? []).every((condition) => fits(condition as Condition, event))
  );
}

const FILTERS: readonly EventFilter[] = [
  {},
  { statuses: ['critical'] },
  { statuses: ['critical', 'error'], regions: ['cn-beijing'] },
  { regions: ['cn-beijing'], products: ['rds'], accounts: ['10'] },
  { from: NOON - 5 * DAY - 1234, to: NOON - 2 * DAY + 999 },
  { from: NOON - 90 * 60_000, to: NOON, statuses: ['ok'] },
  { from: NOON - 3 * DAY, to: NOON - 3 * DAY + 20 * 60_000 },
  { refKeys: ['key-1', 'key-2'], checkers: ['check-3'] },
  { assetId: 'd-17' },
  { assetId: 'd-17', statuses: ['ok'], from: NOON - 6 * DAY },
  { search: 'd-250' },
  { search: '未加密', regions: ['cn-shanghai'], from: NOON - DAY, to: NOON },
  { regions: ['nowhere'] },
  { not: { region: ['cn-beijing'], status: ['ok', 'warning'] } },
  { not: { checker: ['check-3'] }, products: ['rds'], from: NOON - 4 * DAY, to: NOON },
  { filters: [{ name: 'asset_id', operation: 'in', value: ['d-17', 'd-18'] }] },
  {
    filters: [{ name: 'df_status', operation: '!=', value: ['ok'] }],
    not: { product: ['ecs'] },
    regions: ['cn-beijing'],
  },
  { filters: [{ name: 'asset_id', operation: '!=', value: ['d-250'] }], search: 'd-25' },
  { filters: [{ name: 'team', operation: 'in', value: ['组 3'] }], regions: ['cn-beijing'] },
  { filters: [{ name: 'size', operation: 'in', value: ['4', '5'] }], search: '加密', statuses: ['ok'] },
  {
    filters: [
      { name: 'urgent', operation: 'in', value: ['true'] },
      { name: 'odd.name', operation: 'in', value: ['a "b" OR c1'] },
    ],
    products: ['rds'],
  },
  {
    filters: [
      { name: 'team', operation: 'in', value: ['组 3', '组 4'] },
      { name: 'size', operation: '!=', value: ['2'] },
    ],
    from: NOON - 4 * DAY,
    to: NOON - DAY,
  },
  { filters: [{ name: 'team', operation: 'in', value: ['nobody'] }] },
];

test('everything is there, newest first', () => {
  expect(all).toHaveLength(4000);
  const seconds = all.map((event) => Math.floor(event.time / 1000));
  expect(seconds).toEqual([...seconds].sort((a, b) => b - a));
});

test.each(FILTERS)('%j gives the right events, totals, buckets and facets', async (filter) => {
  const { store } = workspace;
  const wanted = all.filter((event) => matches(filter, event));
  const ids = (events: readonly EventView[]) => events.map((event) => event.eventId);
  expect(await store.listEvents(filter, { limit: 7 })).toMatchObject({ total: wanted.length, totalExact: true });
  for (const offset of [0, 40, 777]) {
    expect(ids((await store.listEvents(filter, { offset, limit: 60 })).events)).toEqual(
      ids(wanted.slice(offset, offset + 60)),
    );
  }
  const range = { from: filter.from ?? NOON - 20 * DAY, to: filter.to ?? NOON + DAY };
  for (const width of [600_000, HOUR, 6 * HOUR, DAY]) {
    const counts: Record<string, Record<string, number>> = {};
    const start = Math.floor(range.from / 1000);
    for (const event of wanted) {
      const second = Math.floor(event.time / 1000);
      const time = (start + Math.floor((second - start) / (width / 1000)) * (width / 1000)) * 1000;
      const bucket = (counts[time] ??= {});
      bucket[event.status] = (bucket[event.status] ?? 0) + 1;
    }
    const { buckets } = await store.summary({ ...filter, ...range }, [], { ms: width, from: range.from });
    expect(Object.fromEntries(buckets.map((bucket) => [bucket.time, bucket.counts]))).toEqual(counts);
  }
  const facets = await store.facets(filter, ['status', 'region', 'ref_key']);
  const count = (of: (event: EventView) => string) => {
    const sums: Record<string, number> = {};
    for (const event of wanted) sums[of(event)] = (sums[of(event)] ?? 0) + 1;
    return sums;
  };
  const sums = (name: string) => Object.fromEntries((facets[name] ?? []).map((facet) => [facet.value, facet.count]));
  expect(sums('status')).toEqual(count((event) => event.status));
  expect(sums('region')).toEqual(count((event) => event.region));
  expect(sums('ref_key')).toEqual(count((event) => event.refKey));
});

test('what is read for somebody who has gone comes to its end', async () => {
  const filter = { filters: [{ name: 'team', operation: '!=', value: ['nobody'] }] };
  let asked = 0;
  const stop = () => ++asked > 1;
  await expect(workspace.store.listEvents(filter, {}, stop)).rejects.toMatchObject({ code: 'cancelled' });
  await expect(workspace.store.facets(filter, ['status'], () => true)).rejects.toMatchObject({ code: 'cancelled' });
});

test('events of an earlier version are found by their fields once the file is opened', async () => {
  const dir = tempDir();
  const before = await openLab({ dataDir: dir });
  before.workspace.ingest.add(
    [1, 2, 3].map((n) => ({
      ...{
        channel: 'raw' as const,
        source: 'monitor',
        status: 'error',
        title: `磁盘 ${n}`,
        message: '',
        time: NOON + n,
      },
      dimensionTags: { asset_id: `d-${n}` },
      fields: { team: n === 2 ? 'blue' : 'red' },
    })),
  );
  await before.workspace.close();
  const db = Database.open(dir);
  db.run("INSERT INTO events_text (events_text) VALUES ('delete-all')");
  for (const table of ['event_hours', 'event_days']) db.run(`CREATE TABLE ${table} (n INTEGER)`);
  db.run("UPDATE meta SET value = '1' WHERE key = 'schema'");
  db.close();
  const told: string[] = [];
  const { store } = (await openLab({ dataDir: dir, log: (line, kind) => told.push(`${kind}: ${line}`) })).workspace;
  expect(told).toEqual([expect.stringMatching(/^progress: events of an earlier version .*: 3, /)]);
  const titles = async (filter: EventFilter) => (await store.listEvents(filter)).events.map(({ title }) => title);
  const team = (value: string): EventFilter => ({ filters: [{ name: 'team', operation: 'in', value: [value] }] });
  expect(await titles(team('red'))).toEqual(['磁盘 3', '磁盘 1']);
  expect(await titles({ ...team('blue'), search: '磁盘' })).toEqual(['磁盘 2']);
  expect(await titles({ assetId: 'd-3' })).toEqual(['磁盘 3']);
});

test('what is open is the latest event of each thing that did not recover', async () => {
  const { store } = workspace;
  const pages = await Promise.all(
    [0, 1000, 2000].map((offset) => store.listEvents({ openOnly: true }, { offset, limit: 1000 })),
  );
  const open = { total: pages[0]?.total ?? 0, events: pages.flatMap((page) => page.events) };
  expect(open.total).toBeGreaterThan(1000);
  expect(pages[0]?.totalExact).toBe(true);
  expect(open.events.length).toBe(open.total);
  expect(new Set(open.events.map((event) => event.eventRef)).size).toBe(open.total);
  expect(open.events.some((event) => event.status === 'ok')).toBe(false);
  const counts = Object.values(store.openCounts()).reduce((sum, n) => sum + n, 0);
  expect(counts).toBe(open.total);
  const region = open.events.filter((event) => event.region === 'cn-beijing' && event.status === 'error');
  expect(
    (await store.listEvents({ openOnly: true, regions: ['cn-beijing'], statuses: ['error'] }, { limit: 1 })).total,
  ).toBe(region.length);
  const one = region[0];
  expect(
    (await store.listEvents({ openOnly: true, search: one?.assetId ?? '', checkers: [one?.checker ?? ''] })).events.map(
      (e) => e.eventRef,
    ),
  ).toContain(one?.eventRef);
  const history = await store.listEvents({ eventRef: one?.eventRef ?? '' }, { limit: 1000 });
  expect(history.total).toBe(all.filter((event) => event.eventRef === one?.eventRef).length);
});

test('words are found by their beginnings, Chinese by any part, and what cannot be searched finds nothing', async () => {
  expect(words('云盘 d-1 未加密')).toBe('云盘 盘 d 1 未加 加密 密');
  expect(matchQuery('d-1 加密')).toBe('"d 1"* AND "加密"');
  expect(matchQuery('"*')).toBeUndefined();
  const total = async (search: string) => (await workspace.store.listEvents({ search })).total;
  expect(await Promise.all(['加密', '密', '云盘未', '"*', 'd-25 OR'].map(total))).toEqual([2000, 2000, 0, 0, 0]);
  // Beyond the limit a total is not counted to its end, and says so.
  expect((await workspace.store.listEvents({ search: '加密' })).totalExact).toBe(false);
  expect((await workspace.store.listEvents({ search: '加密' }, { offset: 3990 })).events).toHaveLength(10);
  expect(await total('d-25')).toBe(all.filter((event) => event.assetId.startsWith('d-25')).length);
  expect(await total('NEAR( AND "')).toBe(0);
});
