/** Lists that break off, and regions that are no longer named: nothing recovers that was not seen to. */
import { Session, World, events, keysOf, noticed, broken, verdicts, statuses, type Widget } from './world';

const world = new World();
beforeAll(() => world.start());
afterAll(() => world.close());
beforeEach(() => world.reset());

const many = (count: number, widget: Widget): Record<string, Widget> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`w-${String(i).padStart(3, '0')}`, widget]));
const recoveries = (seen: { events: { kind: string }[] }) => seen.events.filter((event) => event.kind === 'recovery');

describe('a list that ends early, of which no total tells', () => {
  const spec = { checkers: [broken] };
  /** The first page says that it is the last. */
  const cut = (NextToken: unknown, times = Infinity): void => {
    let left = times;
    world.intercept = (asked) => {
      const { action, params } = asked;
      if (action !== 'ListWidgets' || params.WidgetIds || params.NextToken || left-- <= 0) return undefined;
      const { body } = world.answer(asked) as { body: object };
      return { body: { ...body, NextToken } };
    };
  };

  it.each([[null], [undefined], ['']])('with %j for a token is found out by what is asked for by id', async (token) => {
    world.set(many(150, { status: 'Broken' }));
    const session = new Session(world);
    expect((await session.run({ spec })).summary.complete).toBe(true);
    cut(token);
    const second = await session.run({ spec });
    expect(recoveries(second)).toEqual([]);
    expect(second.collections[0]).toMatchObject({ status: 'partial' });
    expect(second.collections[0]?.reason).toMatch(/lacks 50 assets that are there, such as w-100/);
  });

  it('is whole when it is so the second time', async () => {
    world.set(many(150, { status: 'Broken' }));
    const session = new Session(world);
    await session.run({ spec });
    cut(null, 1);
    const second = await session.run({ spec });
    expect(second.summary).toMatchObject({ complete: true, assets: 150 });
    expect(recoveries(second)).toEqual([]);
  });

  it('assets that are gone are gone after one question', async () => {
    world.set(many(20, { status: 'Broken' }));
    const session = new Session(world);
    await session.run({ spec });
    world.asked.length = 0;
    world.set({ 'w-003': undefined, 'w-004': undefined });
    expect(recoveries(await session.run({ spec }))).toHaveLength(2);
    expect(world.asked.filter(({ action }) => action === 'ListWidgets')).toHaveLength(2);
  });
});

describe('rows that belong to assets', () => {
  const spec = { checkers: [noticed] };
  const emptied = (times: number): void => {
    let left = times;
    world.intercept = ({ action }) =>
      action === 'ListNotices' && left-- > 0 ? { body: { Notices: { Notice: [] }, NextToken: '' } } : undefined;
  };

  it('are not gone because one answer held none', async () => {
    world.set({ a: { notices: 1 }, b: { notices: 2 } });
    const session = new Session(world);
    await session.run({ spec });
    // The list has no total in this world: what is open is all that tells.
    emptied(1);
    const second = await session.run({ spec });
    expect(recoveries(second)).toEqual([]);
    expect(second.summary.complete).toBe(true);
    emptied(2);
    expect(events(await session.run({ spec }))).toEqual([
      'recovery widgets-noticed a ok',
      'recovery widgets-noticed b ok',
    ]);
  });

  it('cost one asset when one of them is malformed, and all when nobody knows whose it is', async () => {
    world.set({ a: { notices: 1 }, b: { notices: 1 } });
    const rows = (first: object): void => {
      world.intercept = ({ action }) =>
        action === 'ListNotices'
          ? { body: { Notices: { Notice: [first, { NoticeId: 'n', WidgetId: 'b', Reason: 'x' }] }, NextToken: '' } }
          : undefined;
    };
    rows({ WidgetId: 'a', Reason: 'x' });
    const one = await new Session(world).run({ spec });
    expect(verdicts(one)).toEqual(['widgets-noticed a unknown', 'widgets-noticed b fail:info']);
    expect(one.summary.complete).toBe(false);
    rows({ Reason: 'x' });
    expect(verdicts(await new Session(world).run({ spec }))).toEqual([
      'widgets-noticed a unknown',
      'widgets-noticed b unknown',
    ]);
  });
});

describe('a region that was known', () => {
  const OTHER = 'cn-shanghai';
  const accountIn = (regions: 'all' | string[]) => ({
    checkers: [broken],
    accounts: [{ name: 'production', credentials: keysOf(1), regions }],
  });
  const dropped = (): void => {
    world.intercept = ({ action }) =>
      action === 'DescribeRegions' ? { body: { Regions: { Region: [{ RegionId: 'cn-hangzhou' }] } } } : undefined;
  };

  it('and that the cloud lists no longer is still asked, and told', async () => {
    world.set({ a: {} });
    world.set({ b: { status: 'Broken' } }, OTHER);
    const session = new Session(world);
    await session.run({ spec: accountIn('all') });
    dropped();
    const second = await session.run({ spec: accountIn('all') });
    expect(statuses(second)[`widgets-widgets@${OTHER}`]).toBe('complete');
    expect(events(second)).toEqual(['update widgets-broken b error']);
    expect(second.summary.notes.join()).toMatch(/no longer lists the region cn-shanghai, it is still asked/);
    world.set({ b: {} }, OTHER);
    expect(events(await session.run({ spec: accountIn('all') }))).toEqual(['recovery widgets-broken b ok']);
  });

  it('is asked for a week where nothing is open', async () => {
    world.set({ a: {} });
    world.set({}, OTHER);
    const session = new Session(world);
    await session.run({ spec: accountIn('all') });
    dropped();
    const soon = await session.run({ spec: accountIn('all') });
    expect(statuses(soon)[`widgets-widgets@${OTHER}`]).toBe('complete');
    world.passes(8 * 24 * 60);
    const later = await session.run({ spec: accountIn('all') });
    expect(Object.keys(statuses(later))).toEqual(['widgets-widgets@cn-hangzhou']);
    expect(later.summary.notes).toEqual([]);
  });

  it('and that the template names no longer is told while something is open there', async () => {
    world.set({ a: {} });
    world.set({ b: { status: 'Broken' } }, OTHER);
    const session = new Session(world);
    await session.run({ spec: accountIn(['cn-hangzhou', OTHER]) });
    const second = await session.run({ spec: accountIn(['cn-hangzhou']) });
    expect(second.events).toEqual([]);
    expect(second.summary.notes.join()).toMatch(/cn-shanghai is no longer among its regions, .*stays open/);
    const narrowed = await session.run({
      spec: accountIn(['cn-hangzhou', OTHER]),
      configs: { regions: ['cn-hangzhou'] },
    });
    expect(narrowed.summary.notes).toEqual([]);
  });
});

describe('a kind that is not sold everywhere', () => {
  const sized = { ...broken.asset, rare: [{ Kind: 'rare' }], variants: [{ Kind: 'usual' }] };
  const spec = { checkers: [{ ...broken, asset: sized }] };
  const refuse = (kind: string, status: number, Code: string): void => {
    world.intercept = ({ action, params }) =>
      action === 'ListWidgets' && params.Kind === kind ? { status, body: { Code, Message: 'no' } } : undefined;
  };

  it('is empty where it is refused, and the others are judged', async () => {
    world.set(many(3, { status: 'Broken' }));
    refuse('rare', 400, 'InvalidKind.Malformed');
    const { summary, events: raised } = await new Session(world).run({ spec });
    expect(summary).toMatchObject({ complete: true, assets: 3 });
    expect(raised).toHaveLength(3);
  });

  it.each([
    ['rare', 403, 'Forbidden.RAM'],
    ['rare', 503, 'ServiceUnavailable'],
    ['rare', 400, 'NobodyHasHeardOfThis'],
    ['usual', 400, 'InvalidKind.Malformed'],
  ])('any other failure is one: %s answers %i %s', async (kind, status, code) => {
    world.set(many(3, { status: 'Broken' }));
    refuse(kind, status, code);
    const { summary } = await new Session(world).run({ spec });
    expect(summary.complete).toBe(false);
  });
});
