/** Assets of one list whose metrics are kept in the regions where they are. */
import { defineCollector, defineMetric, defineMetricChecker, must, nextToken, rpc, text } from '../../../../lib/define';
import { widgets as product } from '../../aliyun/cloud';
import { heat, Session, World } from './world';

const both = (en: string) => ({ zh: en, en });
const HOME = 'cn-hangzhou';
const FAR = 'us-west-1';

const all = defineCollector({
  id: 'widgets-all',
  product,
  title: both('All widgets'),
  scope: 'global',
  call: rpc('ListAll'),
  paging: nextToken({ max: 1000 }),
  items: 'Widgets',
  assetId: 'WidgetId',
  fields: { location: must(text('Location')) },
});
const checker = defineMetricChecker({
  id: 'widgets-hot',
  asset: all,
  metric: defineMetric({
    ...heat,
    of: all,
    region: ({ location }) => (location === 'none' ? undefined : String(location)),
  }),
  title: both('Widget is hot'),
  why: both('why'),
  remedy: both('remedy'),
  docs: 'https://example.com/docs',
  warning: 80,
  critical: 95,
  message: both('{{id}} is at {{value}} %, above {{threshold}} %'),
});
const spec = { checkers: [checker] };

const world = new World();
beforeAll(() => world.start());
afterAll(() => world.close());
beforeEach(() => world.reset());

/** So many widgets at home and far away, the last of each hot; `w-none` is of no region. */
function fill(home: number, far: number, refused?: string): void {
  world.cap = 1000;
  const make = (region: string, count: number) =>
    Array.from({ length: count }, (_, n) => [`${region}-${n}`, { heat: n === count - 1 ? 99 : 1 }] as const);
  world.set({ ...Object.fromEntries(make(HOME, home)), 'w-none': { heat: 1 } });
  world.set(Object.fromEntries(make(FAR, far)), FAR);
  const rows = [...world.regions].flatMap(([region, there]) =>
    [...there.keys()].map((WidgetId) => ({ WidgetId, Location: WidgetId === 'w-none' ? 'none' : region })),
  );
  world.intercept = ({ action, params }) => {
    if (action === 'ListAll') return { body: { Widgets: rows, NextToken: '' } };
    if (action !== 'DescribeMetricLast' || params.RegionId !== refused) return undefined;
    return { status: 403, body: { Code: 'Forbidden.RAM', Message: 'no' } };
  };
}

const asked = () =>
  world.asked
    .filter(({ action }) => action === 'DescribeMetricLast')
    .map(({ params }) => `${params.RegionId} ${params.Dimensions === undefined ? 'all' : 'some'}`)
    .sort();

it.each([
  [2, 1, [`${HOME} some`, `${HOME} some`, `${FAR} some`]],
  [120, 10, [`${HOME} all`, `${HOME} some`, `${FAR} some`]],
])('of %i at home and %i far away', async (home, far, calls) => {
  fill(home, far);
  const { summary, findings } = await new Session(world).run({ spec });
  expect(summary.complete).toBe(true);
  expect(summary.verdicts).toEqual({ pass: home + far - 1, fail: 2, skip: 0, unknown: 0 });
  expect(findings.filter(({ verdict }) => verdict === 'fail').map(({ assetId }) => assetId)).toEqual([
    `${HOME}-${home - 1}`,
    `${FAR}-${far - 1}`,
  ]);
  expect(asked()).toEqual(calls);
});

it('a region that refuses leaves its own unknown, and those alone', async () => {
  fill(3, 2, FAR);
  const { summary, findings } = await new Session(world).run({ spec });
  expect(findings.filter(({ verdict }) => verdict === 'unknown').map(({ assetId }) => assetId)).toEqual([
    `${FAR}-0`,
    `${FAR}-1`,
  ]);
  expect(summary.verdicts).toMatchObject({ pass: 3, fail: 1, unknown: 2 });
  const metric = summary.collections.find(({ collector }) => collector === heat.id);
  expect(metric).toMatchObject({ status: 'partial', region: 'global', assets: 4 });
  expect(metric?.reason).toContain(FAR);
});
