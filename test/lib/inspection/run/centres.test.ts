/** A product with several centres: what is global is asked for in each, and told for each. */
import {
  central,
  defineChecker,
  defineCollector,
  defineProduct,
  must,
  nextToken,
  rpc,
  text,
} from '../../../../lib/define';
import { widgets } from '../../aliyun/cloud';
import { inspectionOf, keysOf, REGION, Session, statuses, World } from './world';

const both = (en: string) => ({ zh: en, en });
const OTHER = 'ap-southeast-1';

const product = defineProduct({
  ...widgets,
  endpoints: central('widgets.example.com', { [OTHER]: 'widgets.ap.example.com' }),
  centres: [REGION, OTHER],
});
const all = defineCollector({
  id: 'widgets-all',
  product,
  title: both('All widgets'),
  scope: 'global',
  call: rpc('ListWidgets', {}, { regionParam: false }),
  paging: nextToken({ max: 100 }),
  items: 'Widgets.Widget',
  assetId: 'WidgetId',
  fields: { status: must(text('Status')) },
});
const bad = defineChecker({
  id: 'widgets-bad',
  asset: all,
  title: both('Widget is bad'),
  why: both('why'),
  remedy: both('remedy'),
  docs: 'https://example.com/docs',
  severity: 'error',
  category: 'availability',
  params: {},
  messages: { bad: both('{{id}} is bad') },
  check: ({ id, status }, { pass, fail }) => (status === 'Broken' ? fail('bad', { id }) : pass()),
});
const spec = { checkers: [bad] };

const world = new World();
beforeAll(() => world.start());
afterAll(() => world.close());
beforeEach(() => {
  world.reset();
  world.set({ 'w-1': {} });
  world.set({ 'w-1': { status: 'Broken' }, 'w-2': {} }, OTHER);
});

const refusing = (code: string) => {
  world.intercept = ({ action, region }) =>
    action === 'ListWidgets' && region === OTHER ? { status: 403, body: { Code: code, Message: 'no' } } : undefined;
};

it.each([undefined, { regions: ['cn-beijing'] }])('all are asked, with the regions %j', async (configs) => {
  const seen = await new Session(world).run({ spec, configs });
  expect(seen.assets.map(({ id, region }) => `${id}@${region}`).sort()).toEqual([
    'w-1@ap-southeast-1',
    'w-1@cn-hangzhou',
    'w-2@ap-southeast-1',
  ]);
  expect(statuses(seen)).toEqual({ 'widgets-all@cn-hangzhou': 'complete', 'widgets-all@ap-southeast-1': 'complete' });
  expect(seen.events).toEqual([expect.objectContaining({ kind: 'anomaly', assetId: 'w-1', region: OTHER })]);
  expect(seen.summary.complete).toBe(true);
});

it.each([
  ['NoPermission', 'failed', /denied: grant/],
  ['Forbidden.NotOpen', 'not-opened', /not opened/],
  ['InvalidRegionId.NotFound', 'failed', /: no \(InvalidRegionId\.NotFound/],
])('one that answers %s is told, and neither hides nor ends what the other has', async (code, status, reason) => {
  const session = new Session(world);
  await session.run({ spec });
  world.set({ 'w-1': { status: 'Broken' } });
  refusing(code);
  const seen = await session.run({ spec });
  expect(statuses(seen)).toEqual({ 'widgets-all@cn-hangzhou': 'complete', 'widgets-all@ap-southeast-1': status });
  expect(seen.collections.find(({ region }) => region === OTHER)?.reason).toMatch(reason);
  expect(seen.findings.map(({ assetId, region, verdict }) => ({ assetId, region, verdict }))).toEqual(
    expect.arrayContaining([
      { assetId: 'w-1', region: REGION, verdict: 'fail' },
      { assetId: '', region: OTHER, verdict: 'unknown' },
    ]),
  );
  expect(seen.events.map(({ kind, region }) => `${kind} ${region}`)).toEqual(['anomaly cn-hangzhou']);
  expect(seen.summary.complete).toBe(false);
});

it('an account that cannot be inspected has failed in each', async () => {
  world.intercept = ({ action }) =>
    action === 'GetCallerIdentity' ? { status: 500, body: { Code: 'InternalError', Message: 'x' } } : undefined;
  const accounts = [
    { name: 'lost', credentials: keysOf(1), regions: [REGION] },
    { name: 'known', accountId: '1', credentials: keysOf(2), regions: [REGION] },
  ];
  const seen = await new Session(world).run({ spec: { ...spec, accounts } });
  expect(
    seen.summary.collections.map(({ accountName, region, status }) => `${accountName} ${region} ${status}`),
  ).toEqual([
    'known ap-southeast-1 complete',
    'known cn-hangzhou complete',
    'lost ap-southeast-1 failed',
    'lost cn-hangzhou failed',
  ]);
}, 30_000);

it('centres behind one URL are one', async () => {
  const assets: string[] = [];
  await inspectionOf(spec).run(undefined, {
    env: { ALIYUN_ENDPOINT: `${world.url}/{product}/${OTHER}` },
    reporters: [{ name: 'keep', assets: (batch) => void assets.push(...batch.map(({ id, region }) => id + region)) }],
  });
  expect(assets).toEqual(['w-1cn-hangzhou', 'w-2cn-hangzhou']);
});

it.each([[['cn-hangzhou']], [['cn-hangzhou', 'cn-beijing', OTHER]]])('%j are no centres', (centres) => {
  expect(() => defineProduct({ ...product, centres })).toThrow(/at least two, each with a host of its own/);
});
