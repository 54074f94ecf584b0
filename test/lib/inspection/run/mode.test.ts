/** A metric judged by its level, by change, or by both: what is read, and what is said. */
import { defineMetric, defineRateChecker } from '../../../../lib/define';
import { accept } from '../../../../lib/inspection';
import { HOUR, type InspectionEvent } from '../../../../lib/model';
import type { Asked, Reply } from '../../aliyun/cloud';
import { events, heat, hot, Session, verdicts, widgets, World } from './world';

const world = new World();
/** Of a metric, the value so many hours before now. */
let past: (metric: string, ago: number) => number | undefined;
const flat = (now: number, hours = 5, before = 20) => {
  past = (_, ago) => (ago < hours ? now : before + (ago % 2));
};

beforeAll(() => world.start());
beforeEach(() => {
  world.reset();
  world.set({ w1: { heat: 20 } });
  world.intercept = (asked) => (asked.action === 'DescribeMetricList' ? answer(asked) : undefined);
  flat(20);
});
afterAll(() => world.close());

/** Hours page by page, the newest one being the last whole one; of other metrics than heat, minutes as they are now. */
function answer({ params }: Asked): Reply {
  const [from, to, step] = [Number(params.StartTime), Number(params.EndTime), Number(params.Period) * 1000];
  const points = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const ago = Math.floor((world.now.getTime() - at) / HOUR) - (step === HOUR ? 1 : 0);
    const value = past(params.MetricName ?? '', Math.max(0, ago));
    if (value !== undefined) points.push({ timestamp: at, widgetId: 'w1', Average: value });
  }
  const start = Number(params.NextToken ?? 0);
  const end = start + Number(params.Length);
  const page = { Code: '200', Datapoints: JSON.stringify(points.slice(start, end)) };
  return { body: end < points.length ? { ...page, NextToken: String(end) } : page };
}

const asked = () => world.asked.filter(({ product }) => product === 'cms').map(({ action }) => action);
const sayingOf = (event: InspectionEvent) => ({
  ...{ faultId: event.faultId, account: event.account, region: event.region, checker: event.checker },
  ...{ assetId: event.assetId, assetName: '', data: event.data, by: 'operator', at: world.now },
});

test('by the level not a call more is made; the past is read where change counts', async () => {
  const calls = async (mode: 'threshold' | 'change' | 'both') => {
    world.asked.length = 0;
    await new Session(world).run({ spec: { checkers: [hot.with({ mode })] } });
    return asked();
  };
  expect(hot.values).toMatchObject({ mode: 'threshold', budget: 20, leastChange: 16 });
  expect(await calls('threshold')).toEqual(['DescribeMetricLast']);
  expect((await calls('change')).sort()).toEqual(['DescribeMetricLast', 'DescribeMetricList']);
  expect((await calls('both')).sort()).toEqual(['DescribeMetricLast', 'DescribeMetricList']);
});

test.each<['change' | 'both', number, string, object]>([
  ['change', 70, 'w1 fail:warning', { by: 'change', kind: 'shift', unit: '%', metric: 'Heat' }],
  ['both', 70, 'w1 fail:warning', { by: 'change', kind: 'shift' }],
  // Unusual alone is never critical, whatever the value.
  ['change', 99, 'w1 fail:warning', { by: 'change', value: 99 }],
  ['both', 99, 'w1 fail:critical', { by: 'threshold', value: 99, threshold: 95 }],
  ['both', 85, 'w1 fail:warning', { by: 'threshold', threshold: 80 }],
])('%s at %d: %s', async (mode, value, verdict, data) => {
  flat(value);
  world.set({ w1: { heat: value } });
  const seen = await new Session(world).run({ spec: { checkers: [hot.with({ mode })] } });
  expect(verdicts(seen)).toEqual([`widgets-hot ${verdict}`]);
  expect(seen.events[0]?.data).toMatchObject(data);
});

test('the message says that it is unusual, since when and what was expected', async () => {
  flat(70);
  world.set({ w1: { heat: 70 } });
  const seen = await new Session(world).run({ spec: { checkers: [hot.with({ mode: 'both' })] } });
  expect(seen.findings[0]?.message.en).toMatch(
    /^Heat of w1 moved to another level, 70 % now \(since 2026-06-01T07:00Z\); .* between/,
  );
  expect(seen.findings[0]?.message.zh).toMatch(/^w1 的 Heat 水平改变，现为 70 %（自/);
});

test('a level that was always exceeded is no change, and a change below the least one is none', async () => {
  flat(90, 5, 90);
  world.set({ w1: { heat: 90 } });
  const at = async (params: Parameters<typeof hot.with>[0]) =>
    verdicts(await new Session(world).run({ spec: { checkers: [hot.with(params)] } })).join();
  expect(await at({ mode: 'change' })).toBe('widgets-hot w1 pass');
  expect(await at({ mode: 'both' })).toBe('widgets-hot w1 fail:warning');
  flat(34);
  world.set({ w1: { heat: 34 } });
  expect(await at({ mode: 'change' })).toBe('widgets-hot w1 pass');
  expect(await at({ mode: 'change', leastChange: 10 })).toBe('widgets-hot w1 fail:warning');
});

test('one fault goes from change to level and back, and recovers when both are well', async () => {
  const session = new Session(world);
  const spec = { checkers: [hot.with({ mode: 'both' })] };
  const run = async (value: number, hours: number) => {
    past = (_, ago) => (ago < hours ? value : ago < 12 && hours < 4 ? 70 : 20 + (ago % 2));
    world.set({ w1: { heat: value } });
    const seen = await session.run({ spec });
    return [...verdicts(seen), ...events(seen)];
  };
  expect(await run(70, 4)).toEqual(['widgets-hot w1 fail:warning', 'anomaly widgets-hot w1 warning']);
  expect(await run(99, 4)).toEqual(['widgets-hot w1 fail:critical', 'update widgets-hot w1 critical']);
  expect(await run(70, 4)).toEqual(['widgets-hot w1 fail:warning', 'update widgets-hot w1 warning']);
  flat(20);
  world.set({ w1: { heat: 20 } });
  expect(events(await session.run({ spec }))).toEqual(['recovery widgets-hot w1 ok']);
});

test('what cannot be read of the past hides no level, and clears nothing', async () => {
  const session = new Session(world);
  const spec = { checkers: [hot.with({ mode: 'both' })] };
  flat(70);
  world.set({ w1: { heat: 70 } });
  expect(events(await session.run({ spec }))).toEqual(['anomaly widgets-hot w1 warning']);
  world.intercept = ({ action }) =>
    action === 'DescribeMetricList' ? { status: 403, body: { Code: 'Forbidden.RAM', Message: 'no' } } : undefined;
  expect(verdicts(await session.run({ spec }))).toEqual(['widgets-hot w1 unknown']);
  world.set({ w1: { heat: 99 } });
  expect(verdicts(await session.run({ spec }))).toEqual(['widgets-hot w1 fail:critical']);
  expect(verdicts(await session.run({ spec: { checkers: [hot.with({ mode: 'change' })] } }))).toEqual([
    'widgets-hot w1 unknown',
  ]);
});

test('what is unusual by this mode, too, can be said to be normal', async () => {
  const session = new Session(world);
  const spec = { checkers: [hot.with({ mode: 'both' })] };
  flat(70);
  world.set({ w1: { heat: 70 } });
  const [event] = (await session.run({ spec })).events;
  await accept(session.state, sayingOf(event as InspectionEvent));
  expect((await session.run({ spec })).events).toMatchObject([{ kind: 'recovery', reason: 'accepted' }]);
  // A level is a level, whatever was said.
  flat(99);
  world.set({ w1: { heat: 99 } });
  expect(verdicts(await session.run({ spec }))).toEqual(['widgets-hot w1 fail:critical']);
});

const counted = (id: string, name: string, title: string) =>
  defineMetric({ ...heat, id, metric: name, title: { zh: title, en: title }, unit: 'count/s' });
const failing = defineRateChecker({
  id: 'widgets-failing',
  asset: widgets,
  part: counted('widgets-failed', 'Failed', 'Failed requests'),
  whole: counted('widgets-all', 'All', 'Requests'),
  title: { zh: '失败', en: 'Failing' },
  why: { zh: '原因', en: 'why' },
  remedy: { zh: '处理', en: 'remedy' },
  docs: 'https://example.com/docs',
  warning: 50,
  critical: 90,
  least: 10,
  messages: { high: { zh: '{{value}} %', en: '{{value}} %' } },
});

test('a share is judged by change as a share, hour by hour', async () => {
  // Ten times as many requests, and of them the same share; then a greater one.
  const shares = (share: number) => {
    past = (metric, ago) => (metric === 'All' ? (ago < 5 ? 1000 : 100) : ago < 5 ? 10 * share : 2 + (ago % 2) / 10);
    const now = (metric: string) => past(metric, 0) ?? 0;
    world.intercept = (one) => {
      if (one.action === 'DescribeMetricList') return answer(one);
      if (one.action !== 'DescribeMetricLast') return undefined;
      const point = {
        timestamp: world.now.getTime() - 60_000,
        widgetId: 'w1',
        Average: now(one.params.MetricName ?? ''),
      };
      return { body: { Code: '200', Datapoints: JSON.stringify([point]) } };
    };
  };
  const run = async () => new Session(world).run({ spec: { checkers: [failing.with({ mode: 'both' })] } });
  shares(2);
  expect(verdicts(await run())).toEqual(['widgets-failing w1 pass']);
  shares(30);
  const seen = await run();
  expect(verdicts(seen)).toEqual(['widgets-failing w1 fail:warning']);
  expect(seen.findings[0]?.data).toMatchObject({ by: 'change', value: 30, unit: '%' });
  expect(seen.findings[0]?.message.en).toMatch(/^share of failed requests of w1 /);
});
