/** What a checker that looks back costs, sees, and says when the past cannot be read. */
import { defineChecker, integerParam } from '../../../../lib/define';
import type { Asked, Reply } from '../../aliyun/cloud';
import { heat, hot, keysOf, REGION, Session, verdicts, widgets, World } from './world';

const HOUR = 3_600_000;
const both = (en: string) => ({ zh: en, en });

/** Fails with what it sees of the past. */
const coolSince = defineChecker({
  id: 'widgets-cool-since',
  asset: widgets,
  title: both('Widget is cool'),
  why: both('why'),
  remedy: both('remedy'),
  docs: 'https://example.com/docs',
  severity: 'info',
  category: 'capacity',
  params: { hours: integerParam({ default: 24, min: 2, max: 720, help: both('help') }) },
  metrics: { heat },
  history: ({ hours }) => ({ hours, period: 3600 }),
  messages: { cool: both('{{id}} has {{value}} points since {{since}}') },
  check: (widget, { metrics, fail, pass, unknown }) => {
    const points = metrics.heat?.series?.[0]?.points;
    if (!points?.[0]) return unknown('no past');
    if (points.some(({ value }) => value > 50)) return pass();
    return fail('cool', { id: widget.id, value: points.length, since: new Date(points[0].at) });
  },
});
const coolForLong = { ...coolSince.with({ hours: 72 }), id: 'widgets-cool-long' };

const world = new World();
beforeAll(() => world.start());
afterEach(() => world.reset());
afterAll(() => world.close());

/** A value an hour, page by page, for the widgets that are asked for. */
function past({ params }: Asked): Reply {
  const [from, to] = [Number(params.StartTime), Number(params.EndTime)];
  const step = Number(params.Period) * 1000;
  const ids = (JSON.parse(params.Dimensions ?? '[]') as { widgetId: string }[]).map((d) => d.widgetId);
  const points = ids.flatMap((widgetId) => {
    const level = world.regions.get(REGION)?.get(widgetId)?.heat;
    if (level === undefined) return [];
    const first = Math.floor(from / step) * step + step;
    const times = Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, i) => first + i * step);
    return times.map((timestamp) => ({ timestamp, widgetId, Average: level }));
  });
  const start = Number(params.NextToken ?? 0);
  const end = start + Number(params.Length);
  return {
    body: {
      Code: '200',
      Datapoints: JSON.stringify(points.slice(start, end)),
      ...(end < points.length && { NextToken: String(end) }),
    },
  };
}

const lists = () => world.asked.filter(({ action }) => action === 'DescribeMetricList');
const idsOf = ({ params }: Asked) => (JSON.parse(params.Dimensions ?? '[]') as { widgetId: string }[]).length;
const named = (n: number, heats = 10) =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`w${String(i).padStart(3, '0')}`, { heat: heats }]));

function answering(): void {
  world.intercept = (asked) => (asked.action === 'DescribeMetricList' ? past(asked) : undefined);
}

test('the past is asked for by no other checker, and nothing else by this one', async () => {
  answering();
  world.set(named(3));
  await new Session(world).run({ spec: { checkers: [hot] } });
  expect(lists()).toEqual([]);
  world.asked.length = 0;
  await new Session(world).run({ spec: { checkers: [coolSince] } });
  expect(lists()).toHaveLength(1);
  expect(world.asked.map(({ action }) => action)).not.toContain('DescribeMetricLast');
});

test('fifty assets a question, page by page, once for all checkers', async () => {
  answering();
  world.set(named(120));
  const seen = await new Session(world).run({ spec: { checkers: [coolSince, coolForLong] } });
  // 72 points of 50 assets are 2.5 pages, of 20 are one.
  expect(lists().map(idsOf).sort()).toEqual([20, 50, 50, 50, 50, 50, 50]);
  expect(seen.summary).toMatchObject({ complete: true, calls: { metrics: 7 } });
  expect(seen.collections.find((c) => c.collector.startsWith('widgets-heat'))).toMatchObject({
    collector: 'widgets-heat-history-3600',
    status: 'complete',
    assets: 120,
    calls: 7,
  });
  // Each sees as much of it as it asked for.
  const since = (hours: number) => new Date(world.now.getTime() - hours * HOUR);
  const data = (checker: string) => seen.findings.filter((f) => f.checker === checker).map((f) => f.data);
  expect(data('widgets-cool-since')).toHaveLength(120);
  expect(data('widgets-cool-since')[0]).toMatchObject({ value: 24, since: since(24) });
  expect(data('widgets-cool-long')[0]).toMatchObject({ value: 72, since: since(72) });
});

test('what has no past, or an old one, is unknown', async () => {
  answering();
  world.set({ w1: { heat: 10 }, w2: {} });
  const first = await new Session(world).run({ spec: { checkers: [coolSince] } });
  expect(verdicts(first)).toEqual(['widgets-cool-since w1 fail:info', 'widgets-cool-since w2 unknown']);
  world.intercept = (asked) =>
    asked.action === 'DescribeMetricList'
      ? past({ ...asked, params: { ...asked.params, EndTime: String(Number(asked.params.EndTime) - 4 * HOUR) } })
      : undefined;
  const old = await new Session(world).run({ spec: { checkers: [coolSince] } });
  expect(verdicts(old)).toEqual(['widgets-cool-since w1 unknown', 'widgets-cool-since w2 unknown']);
  expect(old.summary.complete).toBe(true);
});

const denied: Reply = { status: 403, body: { Code: 'Forbidden.RAM', Message: 'no' } };
const datapoints = (text: unknown): Reply => ({ body: { Code: '200', Datapoints: text } });
const foreign = [{ timestamp: Date.UTC(2026, 5, 1, 10), widgetId: 'w999', Average: 1 }];

describe.each<[string, (asked: Asked) => Reply]>([
  ['it is denied', () => denied],
  ['a later page is denied', (asked) => (asked.params.NextToken ? denied : past(asked))],
  ['a page is empty and claims more', () => ({ body: { Code: '200', Datapoints: '[]', NextToken: 't' } })],
  [
    'the token repeats',
    (asked) => {
      const whole = past(asked) as { body: object };
      return { body: { ...whole.body, NextToken: 'again' } };
    },
  ],
  ['Datapoints is cut off', () => datapoints('[{"timestamp":')],
  ['Datapoints is no list', () => datapoints('{}')],
  ['a wrong dimension answers with the whole account', () => datapoints(JSON.stringify(foreign))],
])('%s', (_, answer) => {
  test('unknown for the assets concerned, and nothing recovers', async () => {
    answering();
    const session = new Session(world);
    world.set({ ...named(60), w001: { heat: 90 } });
    const before = await session.run({ spec: { checkers: [coolForLong] } });
    expect(before.summary.verdicts).toMatchObject({ fail: 59, pass: 1, unknown: 0 });
    // Of 60 assets, the batch of 50 fails.
    world.intercept = (asked) => {
      if (asked.action !== 'DescribeMetricList') return undefined;
      return idsOf(asked) === 50 ? answer(asked) : past(asked);
    };
    const after = await session.run({ spec: { checkers: [coolForLong] } });
    expect(after.summary).toMatchObject({ complete: false, verdicts: { fail: 10, pass: 0, unknown: 50 } });
    expect(after.events.every((event) => event.kind === 'update')).toBe(true);
    const collection = after.collections.find((c) => c.collector === 'widgets-heat-history-3600');
    expect(collection).toMatchObject({ status: 'partial', assets: 10 });
    expect(collection?.reason).toContain('DescribeMetricList');
    const unread = after.findings.find((f) => f.verdict === 'unknown');
    expect(unread?.message.en).toContain('could not be read');
  });
});

test('throttled for a while costs time and nothing else', async () => {
  world.set(named(3));
  let left = 2;
  world.intercept = (asked) => {
    if (asked.action !== 'DescribeMetricList') return undefined;
    if (left-- > 0)
      return {
        status: 400,
        body: { Code: 'Throttling.User', Message: 'slow down' },
        headers: { 'x-acs-retry-after': '20' },
      };
    return past(asked);
  };
  const seen = await new Session(world).run({ spec: { checkers: [coolSince] } });
  expect(seen.summary).toMatchObject({ complete: true, verdicts: { fail: 3, unknown: 0 }, calls: { throttled: 2 } });
});

test('the past of a few batches is held at a time, however many assets and regions there are', async () => {
  const regions = ['cn-hangzhou', 'cn-shanghai', 'cn-beijing', 'cn-shenzhen', 'cn-qingdao'];
  for (const region of regions) world.set(named(250), region);
  let now = 0;
  let most = 0;
  world.intercept = (asked) => (asked.action === 'DescribeMetricList' ? past(asked) : undefined);
  world.delay = (asked) => {
    if (asked.action !== 'DescribeMetricList' || asked.params.NextToken) return 0;
    most = Math.max(most, ++now);
    setTimeout(() => (now -= 1), 150);
    return 150;
  };
  const accounts = [{ name: 'a', credentials: keysOf(1), regions }];
  const seen = await new Session(world).run({ spec: { checkers: [coolSince], accounts } });
  expect(seen.summary).toMatchObject({ complete: true, assets: 1250, verdicts: { fail: 1250 } });
  expect(most).toBeGreaterThan(1);
  // One whose connection was lost is asked again while the world still holds the first.
  expect(most).toBeLessThanOrEqual(6 + seen.summary.calls.retried);
});
