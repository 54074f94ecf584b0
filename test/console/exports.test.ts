import type { AssetRow, EventPage, EventRow } from '../../console/api/api';
import { csvLine } from '../../ground/csv';
import type { FaultRow, KeysView, StartView } from '../../console/api/faults';
import { fillCause } from './cause';
import { enter } from './client';
import type { Client, Refusal } from './client';
import { compilePage, eventOf, fill, openStage, WEB } from './stage';
import type { Stage } from './stage';

jest.setTimeout(120_000);

let stage: Stage;
let client: Client;

beforeAll(async () => {
  compilePage();
  stage = await openStage();
  fill(stage);
  fillCause(stage);
  client = await enter(stage.url);
});
afterAll(() => stage.close());

const lines = (text: string) => text.replace(/^\ufeff/, '').split('\r\n');
const json = async <T>(path: string) =>
  JSON.parse((await client.file(path)).text) as { readonly rows: readonly T[]; readonly total: number };

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\r=x', '"\'\r=x"'],
  ['a "quoted", one', '"a ""quoted"", one"'],
  ['=a,b', '"\'=a,b"'],
  ['a=b', 'a=b'],
  [-5.5, '-5.5'],
  [undefined, ''],
])('a cell %j is written as %j', (value, written) => {
  expect(csvLine([value])).toBe(`${written}\r\n`);
});

test('events are saved as they are filtered, safe for a spreadsheet', async () => {
  stage.workspace.ingest.add([
    eventOf(stage, { status: 'info', minutesAgo: 1, asset: '=cmd()', title: '@evil, "quoted"', data: { value: -3 } }),
  ]);
  const query = 'range=30d&is.product=ecs';
  const { status, text, headers } = await client.file(`/events/export?format=csv&lang=en&${query}`);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(headers.get('content-disposition')).toBe('attachment; filename="events.csv"');
  expect(text.startsWith('\ufeffTime,Severity,Title,Value,Threshold,')).toBe(true);
  const { total } = await client.ok<EventPage>('GET', `/events?${query}`);
  expect(text).toContain(`,"'@evil, ""quoted""",-3,`);
  expect(text).toContain(",'=cmd(),");
  const saved = await json<EventRow>(`/events/export?format=json&${query}`);
  expect([saved.rows.length, saved.total]).toEqual([total, total]);
  const zh = await client.file(`/events/export?format=csv&lang=zh&${query}&is.asset_id=${WEB}`);
  expect(lines(zh.text)[0]).toMatch(/^时间,级别,标题/);
  expect(lines(zh.text).at(-1)).toBe('');
  expect(lines(zh.text).slice(1, -1)).toHaveLength(4);
});

test('so are what is wrong now, and assets', async () => {
  const { faults } = await client.ok<StartView>('GET', '/start?is.team=web');
  const saved = await json<FaultRow>('/start/export?is.team=web');
  expect(saved.rows).toEqual(faults);
  const { text } = await client.file('/start/export?format=csv&lang=en');
  const { total } = await client.ok<StartView>('GET', '/start');
  expect(lines(text).filter((line) => /E_[0-9a-z]+$/.test(line))).toHaveLength(total);
  expect(text).toContain('97.25,80,%,ecs,ecs-cpu-high,');

  const assets = await json<AssetRow>('/assets/export?class=aliyun_ecs');
  expect(assets.rows.map(({ id }) => id)).toContain(WEB);
  const csv = lines((await client.file('/assets/export?format=csv&lang=en&class=aliyun_ecs')).text);
  expect(csv).toHaveLength(assets.total + 2);
  expect(csv.find((line) => line.includes(WEB))).toMatch(/,1,,$/);
});

test('another format is refused by name, and nobody saves anything without signing in', async () => {
  const { status, data } = await client.ask<Refusal>('GET', '/events/export?format=xls');
  expect([status, data.error.message.en]).toEqual([400, 'format: has to be csv or json']);
  for (const path of ['/events/export', '/start/export', '/assets/export']) {
    expect((await client.ask('GET', path, undefined, { cookie: '' })).status).toBe(401);
  }
});

test('shipped functions want keys until there are some, whoever has them', async () => {
  const needed = async (one: Stage) => (await (await enter(one.url)).ok<KeysView>('GET', '/keys')).needed;
  const without = await openStage({ keysOutside: false });
  const outside = await openStage({ keysOutside: true });
  try {
    expect(await needed(without)).toEqual(['ecs.run', 'databases.run']);
    expect(await needed(outside)).toEqual([]);
    without.accounts.put({
      name: 'default',
      accessKeyId: 'LTAI5tDefaultKeyabcd',
      accessKeySecret: 'secret-of-default',
    });
    expect(await needed(without)).toEqual([]);
  } finally {
    await without.close();
    await outside.close();
  }
});
