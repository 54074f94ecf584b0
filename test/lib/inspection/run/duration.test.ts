import { defineChecker, defineMetric, defineMetricChecker } from '../../../../lib/define';
import type { Asked } from '../../aliyun/cloud';
import { broken, events, heat, Session, verdicts, widgets, World } from './world';

const both = (en: string) => ({ zh: `${en}。`, en });
/** A minute a point. */
const warmth = defineMetric({ ...heat, id: 'widgets-warmth', metric: 'Warmth', period: 60 });
const warm = defineMetricChecker({
  id: 'widgets-warm',
  asset: widgets,
  metric: warmth,
  title: both('Widget is warm'),
  why: both('why'),
  remedy: both('remedy'),
  docs: 'https://example.com/docs',
  warning: 80,
  critical: 95,
  message: both('{{id}} is at {{value}}, above {{threshold}}'),
});

const world = new World();
beforeAll(() => world.start());
afterAll(() => world.close());

/** Values a minute, the newest last; of the time before, nothing is known. */
let minutes: readonly number[] = [];
beforeEach(() => {
  world.reset();
  world.set({ w1: {} });
  world.intercept = (asked) => (asked.action === 'DescribeMetricList' ? answer(asked) : undefined);
});

function answer({ params }: Asked) {
  const newest = world.now.getTime() - 60_000;
  const points = minutes
    .map((Average, i) => ({ widgetId: 'w1', Average, timestamp: newest - (minutes.length - 1 - i) * 60_000 }))
    .filter(({ timestamp }) => timestamp > Number(params.StartTime) && timestamp <= Number(params.EndTime));
  return { body: { Code: '200', Datapoints: JSON.stringify(points) } };
}

const asked = () => world.asked.filter(({ product }) => product === 'cms').map(({ action }) => action);

test('a fault is raised after its duration, and recovers after one', async () => {
  const session = new Session(world);
  const spec = { checkers: [warm] };
  const run = async (...values: number[]) => {
    minutes = values;
    const seen = await session.run({ spec });
    world.passes(30);
    return [verdicts(seen).join(), ...events(seen)];
  };
  expect(await run(10, 10, 90)).toEqual(['widgets-warm w1 pass']);
  expect(await run(10, 90, 90, 10)).toEqual(['widgets-warm w1 pass']);
  expect(await run(10, 90, 90, 99)).toEqual(['widgets-warm w1 fail:warning', 'anomaly widgets-warm w1 warning']);
  expect(await run(90, 10, 10)).toEqual(['widgets-warm w1 unknown']);
  expect(await run(10, 10, 90)).toEqual(['widgets-warm w1 fail:warning', 'update widgets-warm w1 warning']);
  expect(await run(90, 10, 10, 10)).toEqual(['widgets-warm w1 pass', 'recovery widgets-warm w1 ok']);
});

test('the event says for how long, and each level has to hold', async () => {
  minutes = [10, 85, 96, 97, 98];
  const seen = await new Session(world).run({ spec: { checkers: [warm] } });
  const since = new Date(world.now.getTime() - 4 * 60_000);
  expect(seen.events[0]).toMatchObject({ status: 'critical', data: { value: 98, heldPeriods: 4, heldSince: since } });
  expect(seen.findings[0]?.message).toEqual({
    zh: 'w1 is at 98, above 95。（自 2026-06-01T11:56Z 起，已连续 4 个统计周期）',
    en: 'w1 is at 98, above 95 (for 4 periods in a row, since 2026-06-01T11:56Z)',
  });
});

test('durations are parameters of a run', async () => {
  minutes = [10, 90];
  const params = { 'widgets-warm': { raiseAfter: 2 } };
  const session = new Session(world);
  expect(verdicts(await session.run({ spec: { checkers: [warm] }, configs: { params } }))).toEqual([
    'widgets-warm w1 pass',
  ]);
  minutes = [10, 90, 90];
  expect(verdicts(await session.run({ spec: { checkers: [warm] }, configs: { params } }))).toEqual([
    'widgets-warm w1 fail:warning',
  ]);
  expect(() => warm.with({ raiseAfter: 11 })).toThrow(/raiseAfter/);
});

test('a window is one call; where nothing has to hold, the newest value is', async () => {
  minutes = [10, 10, 10];
  await new Session(world).run({ spec: { checkers: [warm] } });
  expect(asked()).toEqual(['DescribeMetricList']);
  world.asked.length = 0;
  await new Session(world).run({ spec: { checkers: [warm.with({ raiseAfter: 1, recoverAfter: 1 })] } });
  expect(asked()).toEqual(['DescribeMetricLast']);
});

test('what cannot be read, or is not there, is unknown and clears nothing', async () => {
  const session = new Session(world);
  const spec = { checkers: [warm] };
  minutes = [90, 90, 90];
  expect(events(await session.run({ spec }))).toEqual(['anomaly widgets-warm w1 warning']);
  minutes = [];
  expect(verdicts(await session.run({ spec }))).toEqual(['widgets-warm w1 unknown']);
  world.intercept = ({ action }) =>
    action === 'DescribeMetricList'
      ? { body: { Code: '200', Datapoints: JSON.stringify([{ widgetId: 'w1', timestamp: world.now.getTime() }]) } }
      : undefined;
  const seen = await session.run({ spec });
  expect(verdicts(seen)).toEqual(['widgets-warm w1 unknown']);
  expect(seen.summary).toMatchObject({ complete: false });
  expect(seen.events).toEqual([]);
});

describe('what a cause has told of', () => {
  /** Broken because it is warm: a state that comes and goes at once, where the metric takes its time. */
  const brokenByHeat = defineChecker({ ...broken, because: ['widgets-warm'], severity: 'critical' });
  const spec = { checkers: [warm, brokenByHeat] };
  const session = new Session(world);
  const run = async (status: string, ...values: number[]) => {
    world.set({ w1: { status } });
    minutes = values;
    const seen = await session.run({ spec });
    world.passes(30);
    return seen;
  };

  it('waits for its metric before it stands alone: it may show what is over', async () => {
    expect(events(await run('Broken', 10, 10, 10))).toEqual(['anomaly widgets-broken w1 critical']);
    expect(events(await run('Broken', 99, 99, 99))).toEqual(['update widgets-broken w1 critical']);
    const over = await run('Running', 99, 99, 99);
    expect(events(over)).toEqual(['recovery widgets-broken w1 ok']);
    const pending = over.findings.find(({ checker }) => checker === 'widgets-warm');
    expect(pending).toMatchObject({ verdict: 'fail', pending: { since: over.summary.startedAt, minutes: 13 } });
    expect(pending?.message.en).toMatch(
      / \(its cause recovered at .*: it makes an event when it lasts for 13 minutes more\)$/,
    );
    expect(events(await run('Running', 10, 10, 10))).toEqual([]);
  });

  it('stands alone when it lasts', async () => {
    await run('Broken', 10, 10, 10);
    await run('Broken', 99, 99, 99);
    await run('Running', 99, 99, 99);
    expect(events(await run('Running', 99, 99, 99))).toEqual(['anomaly widgets-warm w1 critical']);
    expect(events(await run('Running', 10, 10, 10))).toEqual(['recovery widgets-warm w1 ok']);
  });

  it('tells of what it leads to, when that comes back meanwhile', async () => {
    await run('Broken', 10, 10, 10);
    await run('Broken', 99, 99, 99);
    await run('Running', 99, 99, 99);
    expect(events(await run('Broken', 99, 99, 99))).toEqual(['anomaly widgets-warm w1 critical']);
    expect(events(await run('Running', 99, 99, 99))).toEqual(['update widgets-warm w1 critical']);
    expect(events(await run('Running', 10, 10, 10))).toEqual(['recovery widgets-warm w1 ok']);
  });
});
