/** An account as the asset: its facts come from one answer, what belongs to it from one list per billing cycle. */
import { ACCOUNT, billingCycle, defineChecker, defineCollector, number, rpc, single } from '../../../../lib/define';
import { billingMonth } from '../../../../lib/model';
import { widgets as product } from '../../aliyun/cloud';
import { broken, keysOf, partBad, REGION, Session, World } from './world';

const both = (en: string) => ({ zh: en, en });
const one = { product, scope: 'global', paging: single(), items: '' } as const;

const balances = defineCollector({
  ...one,
  id: 'widgets-balances',
  title: both('Balances'),
  call: rpc('GetBalance'),
  assetId: ACCOUNT,
  fields: { left: number('Left') },
});
const bills = defineCollector({
  ...one,
  id: 'widgets-bills',
  title: both('Bills'),
  call: rpc('GetBill'),
  variants: [{ Cycle: billingCycle(0) }, { Cycle: billingCycle(-1) }],
  assetId: 'Cycle',
  fields: { sum: number('Sum') },
  belongs: { to: balances },
});
const low = defineChecker({
  id: 'widgets-low',
  asset: balances,
  title: both('Little is left'),
  why: both('why'),
  remedy: both('remedy'),
  docs: 'https://example.com/docs',
  severity: 'warning',
  category: 'cost',
  params: {},
  related: { bills },
  messages: { low: both('{{id}} has {{left}}, was {{sums}}') },
  check(balance, { related, now, pass, fail }) {
    const sums = related.bills.map((bill) => `${bill.id}: ${bill.sum}`);
    const [own] = related.bills.filter((bill) => bill.id === billingMonth(now));
    return own ? fail('low', { id: balance.id, left: balance.left ?? 0, sums }) : pass();
  },
});

const world = new World();
beforeAll(() => world.start());
afterAll(() => world.close());
beforeEach(() => world.reset());

test.each([
  ['v3', /^ACS3-HMAC-SHA256 /],
  [undefined, undefined],
] as const)('its calls are signed with %s', async (signature, scheme) => {
  answerBills();
  const seen: (string | undefined)[] = [];
  const { intercept } = world;
  world.intercept = (asked) => {
    seen.push(asked.headers.authorization);
    return intercept?.(asked);
  };
  const accounts = [
    { name: 'production', accountId: '1000000000000001', credentials: keysOf(1), regions: [REGION], signature },
  ];
  expect((await new Session(world).run({ spec: { accounts, checkers: [low] } })).summary).toMatchObject({
    complete: true,
  });
  expect(seen).toHaveLength(3);
  for (const one of seen) expect(one).toEqual(scheme === undefined ? undefined : expect.stringMatching(scheme));
});

function answerBills(refused?: string): void {
  world.intercept = ({ action, params }) => {
    if (action === 'GetBalance') return { body: { Left: 7 } };
    if (action !== 'GetBill') return undefined;
    if (params.Cycle === refused) return { status: 403, body: { Code: 'NoPermission', Message: 'no' } };
    return { body: { Cycle: params.Cycle, Sum: 100 } };
  };
}

it('is judged with all of its cycles, under its own id', async () => {
  answerBills();
  const { findings, summary } = await new Session(world).run({ spec: { checkers: [low] } });
  expect(findings).toEqual([
    expect.objectContaining({
      assetId: '1000000000000001',
      assetName: 'production',
      region: 'global',
      verdict: 'fail',
      data: { id: '1000000000000001', left: 7, sums: ['2026-06: 100', '2026-05: 100'] },
    }),
  ]);
  expect(summary.complete).toBe(true);
});

it('is unknown when one cycle cannot be read', async () => {
  answerBills('2026-05');
  const { findings, summary } = await new Session(world).run({ spec: { checkers: [low] } });
  expect(findings).toEqual([expect.objectContaining({ assetId: '1000000000000001', verdict: 'unknown' })]);
  expect(summary.complete).toBe(false);
});

it('begins before what lists a region, for its lists are the longest', async () => {
  answerBills();
  const { collections } = await new Session(world).run({ spec: { checkers: [broken, low] }, concurrency: 1 });
  expect(collections.map(({ collector, region }) => [collector, region])).toEqual([
    ['widgets-balances', 'global'],
    ['widgets-bills', 'global'],
    ['widgets-widgets', REGION],
  ]);
});

it('holds 1,000 assets between their list and their verdict at the most, in all regions together', async () => {
  const regions = ['cn-hangzhou', 'cn-shanghai', 'cn-beijing', 'cn-shenzhen', 'cn-qingdao', 'cn-chengdu'];
  const ids = Array.from({ length: 300 }, (_, i) => `w${i}`);
  for (const region of regions) world.set(Object.fromEntries(ids.map((id) => [id, {}])), region);
  let now = 0;
  let most = 0;
  // Their parts are asked for by twenty ids.
  world.delay = ({ action, params }) => {
    if (action !== 'ListParts') return 0;
    const asked = (params.WidgetIds ?? '').split(',').length;
    most = Math.max(most, (now += asked));
    setTimeout(() => (now -= asked), 150);
    return 150;
  };
  const accounts = [{ name: 'a', credentials: keysOf(1), regions }];
  const { summary } = await new Session(world).run({ spec: { checkers: [partBad], accounts }, timeoutMs: 5000 });
  expect(summary).toMatchObject({ complete: true, assets: 1800, calls: { retried: 0 } });
  expect(most).toBeGreaterThan(500);
  expect(most).toBeLessThanOrEqual(1000);
});
