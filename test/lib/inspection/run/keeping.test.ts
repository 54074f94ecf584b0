/** A checker that goes on from what it has kept: what it asks for, what it says, and what becomes of it when something fails. */
import { defineChangeChecker, defineMetric } from '../../../../lib/define';
import { keyedState, memoryState, openState, type StateStore } from '../../../../lib/state';
import type { Asked, Reply } from '../../aliyun/cloud';
import { memoryKeyed } from '../../../harness/keyed';
import { heat, REGION, Session, verdicts, widgets, World } from './world';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HOUR = 3_600_000;
const both = (en: string) => ({ zh: en, en });

const changed = defineChangeChecker({
  id: 'widgets-heat-change',
  asset: widgets,
  metrics: [defineMetric({ ...heat, range: [0, 1000] })],
  title: both('Heat changed'),
  why: both('why'),
  remedy: both('remedy'),
  docs: 'https://example.com/docs',
  least: 5,
  most: 100,
  percent: 50,
  what: both('Heat of {{id}}'),
});
const spec = { checkers: [changed] };

/** The same numbers from 0 to 1 in every run. */
function noise(at: number): number {
  const x = Math.sin((at / HOUR) * 12.9898) * 43758.5453;
  return x - Math.floor(x);
}

const world = new World();
/** What a widget's heat is at an hour; `undefined` for no point. */
let heatOf: (id: string, at: number) => number | undefined;
beforeAll(() => world.start());
beforeEach(() => {
  world.reset();
  world.now = new Date('2026-06-01T12:27:00Z');
  heatOf = (_, at) => 20 + noise(at);
  world.intercept = (asked) => (asked.action === 'DescribeMetricList' ? past(asked) : undefined);
});
afterAll(() => world.close());

/** The question that is being answered page by page. */
let answered: { readonly question: string; readonly points: readonly object[] } = { question: '', points: [] };

function past({ params }: Asked): Reply {
  const question = `${params.StartTime} ${params.EndTime} ${params.Dimensions}`;
  if (params.NextToken === undefined || answered.question !== question) answered = { question, points: all(params) };
  const { points } = answered;
  const start = Number(params.NextToken ?? 0);
  const end = start + Number(params.Length);
  const more = end < points.length && { NextToken: String(end) };
  return { body: { Code: '200', Datapoints: JSON.stringify(points.slice(start, end)), ...more } };
}

function all(params: Asked['params']): object[] {
  const [from, to] = [Number(params.StartTime), Number(params.EndTime)];
  const there = [...(world.regions.get(REGION) ?? new Map<string, unknown>()).keys()];
  const ids = params.Dimensions
    ? (JSON.parse(params.Dimensions) as { widgetId: string }[]).map(({ widgetId }) => widgetId)
    : there;
  const first = Math.floor(from / HOUR) * HOUR + HOUR;
  return ids.flatMap((widgetId) =>
    Array.from({ length: Math.max(0, Math.floor((to - first) / HOUR) + 1) }, (_, i) => first + i * HOUR).flatMap(
      (timestamp) => {
        const Average = heatOf(widgetId, timestamp);
        return Average === undefined ? [] : [{ timestamp, widgetId, Average }];
      },
    ),
  );
}

/** The questions of a run: how many assets (0 is all of the account), and for how many hours. */
const questions = () =>
  world.asked
    .filter(({ action, params }) => action === 'DescribeMetricList' && params.NextToken === undefined)
    .map(({ params }) => ({
      assets: params.Dimensions ? (JSON.parse(params.Dimensions) as unknown[]).length : 0,
      hours: Math.round((Number(params.EndTime) - Number(params.StartTime)) / HOUR),
    }));
const calls = () => world.asked.filter(({ action }) => action === 'DescribeMetricList').length;
const named = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`w${100 + i}`, {}]));
/** A run, so many hours after the last one. */
async function after(hours: number, session: Session, more: object = {}) {
  world.asked.length = 0;
  world.passes(60 * hours);
  return session.run({ spec, timeoutMs: 20_000, ...more });
}

test('a later run reads the points since the last one, the way that takes fewer calls', async () => {
  world.set(named(52));
  const session = new Session(world);
  await after(0, session);
  // 744 points of 50 assets are 26 pages, of 2 are 2.
  expect(questions()).toEqual([
    { assets: 50, hours: 744 },
    { assets: 2, hours: 744 },
  ]);
  expect(calls()).toBe(28);
  const seen = await after(6, session);
  expect(questions()).toEqual([{ assets: 0, hours: 6 }]);
  expect(verdicts(seen)).toEqual(Object.keys(named(52)).map((id) => `widgets-heat-change ${id} pass`));
  await after(0, session);
  expect(questions()).toEqual([]);
  // What is of a few is asked for by name; a new one as at first.
  world.set({ ...named(40), w999: {} });
  world.set(
    Object.fromEntries(
      Object.keys(named(52))
        .slice(40)
        .map((id) => [id, undefined]),
    ),
  );
  await after(30, session);
  expect(questions()).toEqual([
    { assets: 1, hours: 744 },
    { assets: 40, hours: 30 },
  ]);
  expect(calls()).toBe(2);
  // A hole of more than the past that is wanted.
  await after(32 * 24, session);
  expect(questions()).toEqual([{ assets: 41, hours: 744 }]);
}, 90_000);

test('what is not settled yet is judged, and read again', async () => {
  world.set(named(1));
  world.now = new Date('2026-06-01T12:05:00Z');
  const session = new Session(world);
  // The hour is not complete where it is averaged.
  heatOf = (_, at) => (at >= world.now.getTime() - 1.2 * HOUR ? 90 : 20);
  expect(verdicts(await after(0, session))).toEqual(['widgets-heat-change w100 fail:warning']);
  heatOf = () => 20;
  const seen = await after(1, session);
  expect(questions()).toEqual([{ assets: 1, hours: 2 }]);
  expect(verdicts(seen)).toEqual(['widgets-heat-change w100 pass']);
  expect(seen.events.map(({ kind }) => kind)).toEqual(['recovery']);
});

const FAULT_AT = Date.UTC(2026, 5, 1, 14);
const failing = () => {
  heatOf = (_, at) => (at >= FAULT_AT ? 80 : 20) + noise(at);
};

let dir: string;
beforeAll(() => (dir = mkdtempSync(join(tmpdir(), 'keeping-'))));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test.each<[string, () => StateStore]>([
  ['memory', () => memoryState()],
  ['a file', () => openState(dir)],
  ['a store of texts', () => keyedState(memoryKeyed())],
])('a fault is one event against what was usual before it, and its return the recovery: in %s', async (_, make) => {
  world.set(named(3));
  const state = make();
  const session = new Session(world, state);
  failing();
  await after(0, session);
  const kinds: string[] = [];
  for (let run = 0; run < 5; run++) {
    const seen = await after(6, session);
    kinds.push(...seen.events.filter(({ assetId }) => assetId === 'w101').map(({ kind }) => kind));
    const found = seen.findings.find(({ assetId }) => assetId === 'w101');
    if (found?.verdict !== 'fail') continue;
    expect(found.data).toMatchObject({ since: new Date(FAULT_AT) });
    expect(Number(found.data.expected)).toBeCloseTo(20.5, 0);
  }
  heatOf = (__, at) => 20 + noise(at) + (at >= FAULT_AT && at < FAULT_AT + 29 * HOUR ? 60 : 0);
  kinds.push(...(await after(12, session)).events.filter(({ assetId }) => assetId === 'w101').map(({ kind }) => kind));
  expect(kinds[0]).toBe('anomaly');
  expect(kinds.filter((kind) => kind === 'anomaly')).toHaveLength(1);
  expect(kinds.at(-1)).toBe('recovery');
  await state.close();
});

test('a reading that fails moves nothing on: the next one reads what that one should have', async () => {
  world.set(named(2));
  const session = new Session(world);
  await after(0, session);
  const answering = world.intercept;
  failing();
  world.intercept = (asked) =>
    asked.action === 'DescribeMetricList' ? { status: 403, body: { Code: 'Forbidden.RAM', Message: 'no' } } : undefined;
  expect(verdicts(await after(3, session)).filter((one) => one.includes('w10'))).toEqual([
    'widgets-heat-change w100 unknown',
    'widgets-heat-change w101 unknown',
  ]);
  world.intercept = answering;
  const seen = await after(3, session);
  expect(questions()).toEqual([{ assets: 2, hours: 6 }]);
  expect(seen.findings.map(({ data }) => data.since)).toEqual([new Date(FAULT_AT), new Date(FAULT_AT)]);
});

test('what is damaged, or was kept with other days, is learned anew', async () => {
  world.set(named(2));
  const state = memoryState();
  const session = new Session(world, state);
  await after(0, session);
  const scope = { inspection: 'widgets', account: '1000000000000001', region: REGION, collector: 'widgets-widgets' };
  const body = (await state.series(scope, ['w100'])).get('w100')?.get('widgets-heat-change') ?? new Uint8Array();
  expect(body.length).toBeGreaterThan(500);
  const bytes = body.map((byte, i) => (i === 300 ? byte ^ 1 : byte));
  const series = [{ asset: 'w100', checker: 'widgets-heat-change', body: bytes }];
  await state.apply(scope, { opened: [], closed: [], remembered: [], forgotten: [], events: [], series });
  await after(2, session);
  expect(questions()).toEqual([
    { assets: 1, hours: 744 },
    { assets: 1, hours: 2 },
  ]);
  await after(2, session, { spec: { checkers: [changed.with({ days: 21 })] } });
  expect(questions()).toEqual([{ assets: 2, hours: 504 }]);
  await after(2, session, { spec: { checkers: [changed.with({ days: 21, budget: 50 })] } });
  expect(questions()).toEqual([{ assets: 2, hours: 2 }]);
});

test('series of assets that are gone are forgotten, and not those that were not asked for', async () => {
  world.set(named(3));
  const session = new Session(world);
  await after(0, session);
  const scope = { inspection: 'widgets', account: '1000000000000001', region: REGION, collector: 'widgets-widgets' };
  const kept = async () => [...(await session.state.seriesAssets(scope))].sort();
  expect(await kept()).toEqual(['w100', 'w101', 'w102']);
  await after(1, session, { configs: { instanceIds: ['w101'] } });
  expect(await kept()).toEqual(['w100', 'w101', 'w102']);
  world.set({ w102: undefined });
  await after(1, session);
  expect(await kept()).toEqual(['w100', 'w101']);
});

test('an asset without points is asked for once, and judged when it has some', async () => {
  world.set(named(2));
  heatOf = (id, at) => (id === 'w100' ? 20 : at > FAULT_AT ? 30 : undefined);
  const session = new Session(world);
  expect(verdicts(await after(0, session))).toEqual([
    'widgets-heat-change w100 pass',
    'widgets-heat-change w101 unknown',
  ]);
  await after(1, session);
  expect(questions()).toEqual([{ assets: 2, hours: 1 }]);
  expect(verdicts(await after(16 * 24, session))).toEqual([
    'widgets-heat-change w100 pass',
    'widgets-heat-change w101 pass',
  ]);
});
