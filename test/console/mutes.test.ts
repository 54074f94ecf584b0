import type { AuditView } from '../../console/api/api';
import type { MutePreview, MuteRow, MutesView, StartView } from '../../console/api/faults';
import type { MuteRecord } from '../../workspace/records';
import { fillCause } from './cause';
import { enter } from './client';
import type { Client, Refusal } from './client';
import { compilePage, eventOf, fill, openStage, WEB } from './stage';
import type { Stage } from './stage';

jest.setTimeout(120_000);

let stage: Stage;
let client: Client;
const DAY_SECONDS = 86_400;

beforeAll(async () => {
  compilePage();
  stage = await openStage();
  fill(stage);
  fillCause(stage);
  client = await enter(stage.url);
});
afterAll(() => stage.close());
afterEach(() => {
  const { records } = stage.workspace;
  for (const { uuid } of records.list('mute')) records.remove('mute', uuid);
});

const mutes = async (): Promise<readonly MuteRow[]> => (await client.ok<MutesView>('GET', '/mutes')).mutes;
const add = (matcher: Record<string, readonly string[]>, more: object = {}) =>
  client.ok('POST', '/mutes', { matcher, seconds: 3600, ...more });

/** The newest first. */
const byMade = (all: readonly MuteRow[]) => (a: string, b: string) =>
  all.findIndex(({ reason }) => reason === a) - all.findIndex(({ reason }) => reason === b);

test('a mute by matcher covers what its preview said, and nobody is told of that', async () => {
  const query = 'is.product=ecs&is.region=cn-hangzhou';
  const preview = await client.ok<MutePreview>('GET', `/mutes/preview?${query}`);
  const { total, folded } = await client.ok<StartView>('GET', `/start?${query}`);
  expect(preview.covered).toBe(total + folded);
  expect(preview.sample).toHaveLength(Math.min(10, preview.covered));
  await add({ product: ['ecs'], region: ['cn-hangzhou'] }, { reason: 'maintenance' });
  const [mute] = await mutes();
  expect(mute).toMatchObject({
    ...{ reason: 'maintenance', who: 'operator', state: 'soon', review: false, covered: preview.covered },
    matches: { product: ['ecs'], region: ['cn-hangzhou'] },
  });
  stage.workspace.ingest.add([eventOf(stage, { status: 'critical', minutesAgo: 0, asset: WEB, title: 'still high' })]);
  const { faults } = await client.ok<StartView>('GET', '/start?limit=200');
  const muted = faults.filter(({ muted }) => muted);
  expect(muted.every(({ product, region }) => product === 'ecs' && region === 'cn-hangzhou')).toBe(true);
  const event = (await stage.workspace.store.listEvents({ assetId: WEB })).events[0];
  expect(event?.body.df_is_silent).toBe('true');
});

test('a tag of the asset is matched as a whole', async () => {
  const of = async (tag: string) =>
    (await client.ok<MutePreview>('GET', `/mutes/preview?is.asset_tag=${encodeURIComponent(tag)}`)).covered;
  expect(await Promise.all([of('env=production'), of('env=prod'), of('team=web')])).toEqual([1, 0, 1]);
  await add({ asset_tag: ['team=web'] });
  const host = (reason: string) =>
    eventOf(stage, {
      status: 'error',
      minutesAgo: 0,
      checker: 'ecs-impaired',
      asset: 'i-bp1host000000000001',
      title: reason,
      attributes: { asset_tags: reason },
    });
  const silent = async (tags: string) => {
    stage.workspace.ingest.add([host(tags)]);
    const { events } = await stage.workspace.store.listEvents({ assetId: 'i-bp1host000000000001' }, { limit: 1 });
    return events[0]?.body.df_is_silent;
  };
  expect([await silent('env=x, team=web'), await silent('team=webshop')]).toEqual(['true', 'false']);
});

test.each<[string, object]>([
  ['nothing chosen', { matcher: {} }],
  ['no matcher', {}],
  ['a field that it cannot name', { matcher: { team: ['web'] } }],
])('%s would mute too much and is refused', async (_, body) => {
  const { status } = await client.ask<Refusal>('POST', '/mutes', { seconds: 60, reason: 'x', ...body });
  expect([400, 409]).toContain(status);
  expect(await mutes()).toEqual([]);
});

test('for ever needs a reason, here and on the page of an event', async () => {
  const { status, data } = await client.ask<Refusal>('POST', '/mutes', { matcher: { product: ['ecs'] }, seconds: 0 });
  expect([status, data.error.field]).toEqual([400, 'reason']);
  const [fault] = (await client.ok<StartView>('GET', '/start')).faults;
  const path = `/events/${fault?.id ?? ''}/mute`;
  expect((await client.ask<Refusal>('POST', path, { scope: 'finding', seconds: 0 })).status).toBe(400);
  await client.ok('POST', path, { scope: 'finding', seconds: 0, reason: 'known' });
  expect(await mutes()).toMatchObject([{ reason: 'known', state: 'active', covered: 1 }]);
  await client.ok('DELETE', `/mutes/${(await mutes())[0]?.uuid ?? ''}`);
  const { records } = await client.ok<AuditView>('GET', '/audit');
  expect(records.slice(0, 2).map(({ title }) => title.en)).toEqual(['Unmute', 'Mute']);
});

test('what is over, ends soon, has no end for long or is switched off says so', async () => {
  const { records } = stage.workspace;
  const now = Math.floor(Date.now() / 1000);
  await add({ product: ['rds'] }, { seconds: 30 * DAY_SECONDS, reason: 'month' });
  const [made] = records.list('mute');
  const copy = (change: Partial<MuteRecord>) => records.create('mute', { ...(made as MuteRecord), ...change });
  copy({ name: 'over', end: now - 1 });
  copy({ name: 'soon', end: now + DAY_SECONDS - 60 });
  copy({ name: 'later', start: now + 60 });
  copy({ name: 'off', status: 2 });
  const old = copy({ name: 'old', end: -1 });
  records.update('mute', old.uuid, { createAt: now - 91 * DAY_SECONDS } as Partial<MuteRecord>);
  copy({ name: 'new', end: -1, tags: { '-asset_env': ['production'], checker: ['rds-cpu-high'] }, description: '' });
  const all = await mutes();
  // To be reviewed, then what ends soon; what is over comes last.
  expect(all.map(({ reason }) => reason)).toEqual([
    'old',
    'soon',
    ...['month', 'new'].sort(byMade(all)),
    'later',
    'off',
    'over',
  ]);
  expect(Object.fromEntries(all.map(({ reason, state }) => [reason, state]))).toEqual({
    ...{ old: 'active', soon: 'soon', month: 'active', new: 'active', later: 'planned', off: 'off', over: 'expired' },
  });
  expect(all[0]).toMatchObject({ reason: 'old', review: true });
  const by = Object.fromEntries(all.map((one) => [one.reason, one]));
  expect([by.new?.who, by.new?.review, by.over?.covered, by.off?.covered]).toEqual(['', false, 0, 0]);
  // An attribute that only the event itself has is read from there.
  const open = await stage.workspace.store.listEvents({
    openOnly: true,
    checkers: ['rds-cpu-high'],
    filters: [{ name: 'asset_env', operation: '!=', value: ['production'] }],
  });
  expect(by.new?.covered).toBe(open.total);
  expect(open.total).toBeGreaterThan(0);
});
