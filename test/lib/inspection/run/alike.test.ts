/** What happens to many assets at once is one event, from which nothing is lost. */
import { defineChecker, defineCollector, must, nextToken, number, rpc, text } from '../../../../lib/define';
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
  fields: { state: must(text('State')), value: number('Value'), since: text('Since') },
});

const moved = defineChecker({
  id: 'widgets-moved',
  asset: machines,
  title: both('Load changed suddenly'),
  why: both('why'),
  remedy: both('remedy'),
  docs: 'https://example.com/docs',
  category: 'change',
  severity: 'warning',
  params: {},
  messages: { shift: both('{{id}} moved to {{value}}') },
  check: ({ id, state, value, since }, { pass, fail, unknown }) => {
    if (state === 'Odd') return unknown('it is odd');
    if (value === undefined || since === undefined) return pass();
    const range = { low: 18, high: 22, lowest: value, highest: value };
    const told = { view: 'level-1', unit: '%', expected: 20, weeks: 30, metric: 'Load', kind: 'shift' };
    return fail('shift', { id, value, since: new Date(since), ...range, ...told });
  },
});

interface Row {
  readonly Id: string;
  readonly State?: string;
  readonly Value?: number;
  readonly Since?: string;
}
const SINCE = '2026-06-01T08:00:00Z';
const up = (id: string, Since = SINCE, Value = 80): Row => ({ Id: id, Value, Since });
const calm = (id: string): Row => ({ Id: id });
const IDS = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'];

let world: World;
let session: Session;
let rows: Row[];
beforeAll(async () => (world = await new World().start()));
afterAll(() => world.close());
beforeEach(() => {
  world.reset();
  session = new Session(world);
  world.intercept = ({ action }) =>
    action === 'ListMachines' ? { body: { Rows: { Row: rows.map((row) => ({ State: 'Up', ...row })) } } } : undefined;
});

function run(...list: readonly Row[]): Promise<Seen> {
  rows = [...list];
  world.passes(30);
  return session.run({ spec: { checkers: [moved] } });
}
const ledBy = (seen: Seen) =>
  seen.findings.filter(({ causedBy }) => causedBy).map(({ assetId, causedBy }) => `${assetId} < ${causedBy?.assetId}`);

it('is one event, which lists the others', async () => {
  const seen = await run(...IDS.map((id) => up(id)));
  expect(events(seen)).toEqual(['anomaly widgets-moved m1 warning']);
  expect(seen.events[0]).toMatchObject({
    title: {
      en: 'Load changed suddenly: m1 (and 5 others at the same time)',
      zh: 'Load changed suddenly（中）: m1（另有 5 个资产同时如此）',
    },
    consequenceCount: 5,
  });
  expect(seen.events[0]?.message.en).toContain('**The same at the same time** (5)');
  expect(seen.events[0]?.message.zh).toContain('**同时如此** (5)');
  expect(ledBy(seen)).toEqual(['m2 < m1', 'm3 < m1', 'm4 < m1', 'm5 < m1', 'm6 < m1']);
  expect(seen.summary.verdicts.fail).toBe(6);
});

it.each<[string, readonly Row[]]>([
  ['are fewer than five', IDS.slice(0, 4).map((id) => up(id))],
  ['began hours apart', IDS.map((id, i) => up(id, i < 3 ? SINCE : '2026-06-01T11:00:00Z'))],
  ['moved in different directions', IDS.map((id, i) => up(id, SINCE, i < 3 ? 80 : 1))],
])('is an event each where they %s', async (_, list) => {
  expect((await run(...list)).events).toHaveLength(list.length);
});

it('begins within two hours of the first', async () => {
  const hours = ['08', '09', '09', '10', '10', '11'].map((hour) => `2026-06-01T${hour}:00:00Z`);
  const seen = await run(...IDS.map((id, i) => up(id, hours[i])));
  expect(events(seen)).toEqual(['anomaly widgets-moved m1 warning', 'anomaly widgets-moved m6 warning']);
});

it('goes on under its leader, however few are left, and the rest stands alone when that has recovered', async () => {
  const first = await run(...IDS.map((id) => up(id)));
  const fewer = await run(up('m1'), up('m2'), up('m3'), calm('m4'), calm('m5'), calm('m6'));
  expect(events(fewer)).toEqual(['update widgets-moved m1 warning']);
  expect(fewer.events[0]).toMatchObject({ faultId: first.events[0]?.faultId, consequenceCount: 2 });
  const rest = await run(calm('m1'), up('m2'), up('m3'));
  expect(events(rest)).toEqual([
    'anomaly widgets-moved m2 warning',
    'anomaly widgets-moved m3 warning',
    'recovery widgets-moved m1 ok',
  ]);
  expect(events(await run(...IDS.map(calm)))).toEqual(['recovery widgets-moved m2 ok', 'recovery widgets-moved m3 ok']);
});

it('gets another leader, once, when the rest is a group still', async () => {
  await run(...IDS.map((id) => up(id)));
  const rest = await run(calm('m1'), ...IDS.slice(1).map((id) => up(id)));
  expect(events(rest)).toEqual(['anomaly widgets-moved m2 warning', 'recovery widgets-moved m1 ok']);
  expect(ledBy(rest)).toEqual(['m3 < m2', 'm4 < m2', 'm5 < m2', 'm6 < m2']);
  expect(events(await run(...IDS.map(calm)))).toEqual(['recovery widgets-moved m2 ok']);
});

it('takes in those who have been told alone without telling them again, and ends each', async () => {
  await run(up('m4'), up('m5'));
  const seen = await run(...IDS.map((id) => up(id)));
  expect(events(seen)).toEqual(['update widgets-moved m4 warning']);
  expect(seen.events[0]?.consequenceCount).toBe(5);
  expect(events(await run(...IDS.map(calm)))).toEqual(['recovery widgets-moved m4 ok', 'recovery widgets-moved m5 ok']);
});

it('stays with its leader while nobody can tell of that one, and of no other', async () => {
  await run(...IDS.map((id) => up(id)));
  const odd: Row = { Id: 'm1', State: 'Odd' };
  expect(events(await run(odd, ...IDS.slice(1).map((id) => up(id))))).toEqual([]);
  expect(events(await run(...IDS.map((id) => up(id))))).toEqual(['update widgets-moved m1 warning']);
  const rest = await run(calm('m1'), up('m2'), { Id: 'm3', State: 'Odd' });
  expect(events(rest)).toEqual(['anomaly widgets-moved m2 warning', 'recovery widgets-moved m1 ok']);
});
