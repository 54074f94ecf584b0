import type { Body, Client } from '../../../lib/aliyun';
import { defineMetric, type WireParams } from '../../../lib/define';
import { ResponseShapeError } from '../../../lib/errors';
import { readWindow } from '../../../lib/metrics';
import { instances } from '../../../scripts/ecs';

const NOW = new Date('2026-06-01T12:00:00Z');
const MINUTE = 60_000;
const heat = defineMetric({
  id: 'ecs-heat',
  of: instances,
  title: { zh: 'heat', en: 'heat' },
  namespace: 'acs_ecs_dashboard',
  metric: 'Heat',
  statistic: 'Average',
  period: 60,
  dimension: 'instanceId',
  unit: '%',
});
const metric = { ...heat, window: 5 };
const perDevice = { ...metric, part: 'device' };

/** A point of so many minutes ago. */
const ago = (minutes: number, Average: unknown, more: object = {}) => ({
  timestamp: NOW.getTime() - minutes * MINUTE,
  instanceId: 'i-1',
  Average,
  ...more,
});

type Answer = Body | Error | readonly unknown[];

function client(...answers: Answer[]): Client & { asked: WireParams[] } {
  const asked: WireParams[] = [];
  return {
    accountName: 'a',
    asked,
    async call(_product, _call, _region, params = {}) {
      await Promise.resolve();
      const answer = answers[asked.length] ?? answers.at(-1);
      asked.push(params);
      if (answer instanceof Error) throw answer;
      return Array.isArray(answer) ? { Datapoints: JSON.stringify(answer) } : (answer as Body);
    },
  };
}

const read = (fake: Client, of: typeof metric = metric, ids?: readonly string[]) =>
  readWindow(fake, of, 'cn-hangzhou', NOW, { calls: 0 }, ids);
/** Minutes ago and value, of the asset's only series. */
async function seriesOf(...points: readonly unknown[]) {
  const { readings } = await read(client(points));
  const [one] = readings.get('i-1')?.series ?? [];
  return one?.points.map(({ at, value }) => [(NOW.getTime() - at) / MINUTE, value]);
}

test('asks for the window, of some assets or of all', async () => {
  const fake = client([]);
  await read(fake, metric, ['i-1', 'i-2']);
  await read(fake);
  const span = { StartTime: String(NOW.getTime() - 5 * MINUTE), EndTime: String(NOW.getTime()), Length: 1440 };
  expect(fake.asked).toEqual([{ Dimensions: '[{"instanceId":"i-1"},{"instanceId":"i-2"}]', ...span }, span]);
});

test('points are in order, whatever the order of the answer', async () => {
  expect(await seriesOf(ago(1, 30), ago(3, 10), ago(2, 20))).toEqual([
    [3, 10],
    [2, 20],
    [1, 30],
  ]);
  const { readings } = await read(client([ago(1, 30), ago(3, 10)]));
  expect(readings.get('i-1')).toMatchObject({ value: 30, at: new Date(NOW.getTime() - MINUTE), parts: [] });
});

test('of two points of one moment the worse one counts, and what is older than the window is left out', async () => {
  expect(await seriesOf(ago(1, 30), ago(1, 40), ago(1, 35), ago(6, 99))).toEqual([[1, 40]]);
});

test('an older point that cannot be read is left out; the newest one leaves the asset without a reading', async () => {
  expect(await seriesOf(ago(3, 10), ago(2, 'x'), ago(1, 30))).toEqual([
    [3, 10],
    [1, 30],
  ]);
  for (const bad of [ago(1, 'x'), ago(1, -1), ago(0, 5, { timestamp: undefined }), ago(-60, 5)]) {
    const { readings, unread } = await read(client([ago(3, 10), ago(2, 20), bad]));
    expect(readings.size).toBe(0);
    expect(unread.get('i-1')?.message).toMatch(/^cms:DescribeMetricList in cn-hangzhou: Heat of i-1 /);
  }
});

test('points of assets that were not asked for are left out, and those of nobody are told', async () => {
  const { readings, nameless } = await read(client([ago(1, 1), ago(1, 2, { instanceId: 'i-9' })]), metric, ['i-1']);
  expect([...readings.keys()]).toEqual(['i-1']);
  expect(nameless).toBeUndefined();
  expect((await read(client([ago(1, 1), null]))).nameless?.message).toContain('nobody knows whose');
});

test('a window that breaks off is none: its newest points may be those that are missing', async () => {
  const page = { Datapoints: JSON.stringify([ago(4, 10), ago(3, 10)]), NextToken: '2' };
  const { readings, fault } = await read(client(page, new ResponseShapeError('broken')));
  expect(readings.size).toBe(0);
  expect(fault?.message).toContain('broken');
});

test('parts have a series each, the worst newest value first', async () => {
  const points = [ago(2, 1, { device: 'a' }), ago(1, 2, { device: 'a' }), ago(1, 9, { device: 'b' })];
  const { readings } = await read(client(points), perDevice);
  expect(readings.get('i-1')).toMatchObject({
    value: 9,
    parts: [
      { part: 'b', value: 9 },
      { part: 'a', value: 2 },
    ],
    series: [{ part: 'b' }, { part: 'a', points: [{ value: 1 }, { value: 2 }] }],
  });
  const unread = await read(client([...points, ago(1, 'x', { device: 'c' })]), perDevice);
  expect(unread.readings.size).toBe(0);
  expect((await read(client([...points, null]), perDevice)).readings.size).toBe(0);
});
