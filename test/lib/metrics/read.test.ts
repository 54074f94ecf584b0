import type { Body, Client } from '../../../lib/aliyun';
import { defineMetric, pastOf, type Metric, type WireParams } from '../../../lib/define';
import { ResponseShapeError } from '../../../lib/errors';
import { BATCH, chooseMode, readHistory, readLatest, type MetricValues } from '../../../lib/metrics';
import { instances } from '../../../scripts/ecs';

const NOW = new Date('2026-06-01T12:00:00Z');
const MINUTES = 60_000;
const cpu = defineMetric({
  id: 'ecs-cpu',
  of: instances,
  title: { zh: 'CPU', en: 'CPU' },
  namespace: 'acs_ecs_dashboard',
  metric: 'CPUUtilization',
  statistic: 'Average',
  period: 900,
  dimension: 'instanceId',
  unit: '%',
});
const disk = defineMetric({ ...cpu, id: 'ecs-fs', metric: 'diskusage_utilization', part: 'device' });

type Point = Readonly<Record<string, unknown>> | null | string;
const point = (instanceId: string, Average: unknown, more: object = {}): Point => ({
  timestamp: NOW.getTime() - 15 * MINUTES,
  instanceId,
  Average,
  Maximum: 100,
  ...more,
});

function client(...answers: (Body | Error | readonly Point[])[]): Client & { asked: WireParams[] } {
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

async function read(fake: Client, metric = cpu, ids?: readonly string[]) {
  const tally = { calls: 0 };
  const { readings, unread, nameless, fault } = await readLatest(fake, metric, 'cn-hangzhou', NOW, tally, ids);
  const values = Object.fromEntries([...readings].map(([id, r]) => [id, r.value]));
  return { values, unread: toldOf(unread), nameless: nameless?.message, readings, fault };
}

const toldOf = (unread: MetricValues['unread']) =>
  Object.fromEntries([...unread].map(([id, { message }]) => [id, message.replace(/^cms:\w+ in cn-hangzhou: /, '')]));

/** What a point may have in place of a value or a time, and what is said of it. */
const UNREADABLE: readonly (readonly [what: string, more: object, told: string])[] = [
  ['without a value', { Average: undefined, Maximum: undefined }, 'has no Average'],
  ['with another statistic', { Average: undefined }, 'has no Average, only Maximum'],
  ['with a value of null', { Average: null, Maximum: null, Value: 7 }, 'has no Average, only Value'],
  ['with an empty text', { Average: '' }, 'has no number as its Average but ""'],
  ['with NaN as a text', { Average: 'NaN' }, 'has no number as its Average but "NaN"'],
  ['with Infinity as a text', { Average: '-Infinity' }, 'has no number as its Average but "-Infinity"'],
  ['with a list', { Average: [10] }, 'has no number as its Average but [10]'],
  ['with a percentage that is negative', { Average: -0.1 }, 'cannot be -0.1 %: its values are 0 to 1000'],
  ['with a negative number in a text', { Average: '-5' }, 'cannot be -5 %: its values are 0 to 1000'],
  ['with a share that no limit is exceeded by', { Average: 1001 }, 'cannot be 1001 %: its values are 0 to 1000'],
  ['without a time', { timestamp: undefined }, 'has a timestamp that is not in milliseconds since 1970: none'],
  ['with a time of null', { timestamp: null }, 'has a timestamp that is not in milliseconds since 1970: null'],
  ['with a time of 0', { timestamp: 0 }, 'has a timestamp that is not in milliseconds since 1970: 0'],
  [
    'with a time in seconds',
    { timestamp: NOW.getTime() / 1000 },
    `has a timestamp that is not in milliseconds since 1970: ${NOW.getTime() / 1000}`,
  ],
  [
    'of a day ahead',
    { timestamp: NOW.getTime() + 24 * 60 * MINUTES },
    'has a point of the future: 2026-06-02T12:00:00.000Z',
  ],
  ['of a time that is none', { timestamp: 1e300 }, 'has a point of the future: 1e+300'],
];

const broken = new ResponseShapeError('broken');

describe('chooseMode', () => {
  it.each([
    // wanted, listed, more, points: the calls that each way takes decide, a tie goes to batches.
    [0, 100, true, 1, 'batches'],
    [1, 1, false, 1, 'batches'],
    [50, 50, false, 1, 'batches'],
    [51, 51, false, 1, 'whole-account'],
    [100, 100, true, 1, 'whole-account'],
    [3, 100, true, 1, 'batches'],
    [4, 100, true, 1, 'whole-account'],
    [100, 100, true, 30, 'batches'],
    [50, 1440, false, 1, 'batches'],
    [51, 1441, false, 1, 'batches'],
  ] as const)('%i of %i assets, more: %s, %i points each: %s', (wanted, listed, more, points, mode) => {
    expect(chooseMode(wanted, listed, more, points)).toBe(mode);
  });
  it('knows the cap of a batch', () => expect(BATCH).toBe(50));
});

describe('readLatest', () => {
  it('asks for the wanted assets by the dimension of the metric', async () => {
    const fake = client([point('i-1', 10), point('i-2', 20)]);
    expect((await read(fake, cpu, ['i-1', 'i-2'])).values).toEqual({ 'i-1': 10, 'i-2': 20 });
    expect(fake.asked[0]).toEqual({ Dimensions: '[{"instanceId":"i-1"},{"instanceId":"i-2"}]', Length: 1440 });
  });

  it('reads a whole account page by page', async () => {
    const fake = client(
      { Datapoints: JSON.stringify([point('i-1', 10)]), NextToken: 't' },
      { Datapoints: JSON.stringify([point('i-2', 20)]), NextToken: '' },
    );
    expect((await read(fake)).values).toEqual({ 'i-1': 10, 'i-2': 20 });
    expect(fake.asked).toEqual([{ Length: 1440 }, { Length: 1440, NextToken: 't' }]);
  });

  it('ignores points of assets that were not asked for: a wrong dimension answers with the whole account', async () => {
    expect((await read(client([point('i-9', 99), point('i-1', 10)]), cpu, ['i-1'])).values).toEqual({ 'i-1': 10 });
    const wrong = client([{ timestamp: NOW.getTime(), clusterId: 'i-1', Average: 99 }]);
    expect((await read(wrong, cpu, ['i-1'])).values).toEqual({});
  });

  it('takes the newest of several points, in whatever order they come', async () => {
    const old = point('i-1', 10, { timestamp: NOW.getTime() - 30 * MINUTES });
    const young = point('i-1', 20, { timestamp: NOW.getTime() - 5 * MINUTES });
    expect((await read(client([old, young]))).values).toEqual({ 'i-1': 20 });
    expect((await read(client([young, old]))).values).toEqual({ 'i-1': 20 });
  });

  it('says nothing about now from a point of more than an hour ago', async () => {
    const at = (minutes: number) => ({ timestamp: NOW.getTime() - minutes * MINUTES });
    expect((await read(client([point('i-1', 10, at(61)), point('i-2', 20, at(59))]))).values).toEqual({ 'i-2': 20 });
  });

  it.each(UNREADABLE)('makes nothing up from a point %s, and says so', async (_, more, told) => {
    const { values, unread, fault } = await read(client([point('i-1', 10, more), point('i-2', 20)]));
    expect(values).toEqual({ 'i-2': 20 });
    expect(unread).toEqual({ 'i-1': `CPUUtilization of i-1 ${told}` });
    expect(fault).toBeUndefined();
  });

  it.each([
    ['null', null],
    ['a text', 'x'],
    ['without the dimension', { timestamp: NOW.getTime(), clusterId: 'i-1', Average: 10 }],
    ['with an id that is a number', { timestamp: NOW.getTime(), instanceId: 1, Average: 10 }],
  ])('says that nobody knows whose a point is: %s', async (_, odd) => {
    const { values, nameless, unread } = await read(client([odd, point('i-2', 20)]));
    expect(values).toEqual({ 'i-2': 20 });
    expect(nameless).toMatch(/CPUUtilization has a point without instanceId/);
    expect(unread).toEqual({});
    // It may have been the worst part of any of them.
    expect((await read(client([odd, point('i-2', 20, { device: 'a' })]), disk)).values).toEqual({});
  });

  it('says nothing of points that cannot be read and that nobody has asked for', async () => {
    const stranger = point('i-9', null);
    const stale = point('i-1', null, { timestamp: NOW.getTime() - 61 * MINUTES });
    expect(await read(client([stranger, stale, point('i-2', 20)]), cpu, ['i-1', 'i-2'])).toMatchObject({
      values: { 'i-2': 20 },
      unread: {},
      nameless: undefined,
    });
  });

  it.each([
    ['a number', '12.5', 12.5],
    ['a number with an exponent', '1.25E1', 12.5],
    ['a number with spaces', ' 12.5 ', 12.5],
  ])('reads %s in a text, and a time in a text', async (_, value, expected) => {
    const at = String(NOW.getTime() - 5 * MINUTES);
    const { values, readings, unread } = await read(client([point('i-1', value, { timestamp: at })]));
    expect(values).toEqual({ 'i-1': expected });
    expect(readings.get('i-1')?.at).toEqual(new Date(Number(at)));
    expect(unread).toEqual({});
  });

  it('counts the worse of two points of one moment, in whatever order they come', async () => {
    const [calm, busy] = [point('i-1', 20, { nodeId: 'a' }), point('i-1', 97.5, { nodeId: 'b' })];
    expect((await read(client([calm, busy]))).values).toEqual({ 'i-1': 97.5 });
    expect((await read(client([busy, calm]))).values).toEqual({ 'i-1': 97.5 });
    for (const lower of [{ worse: 'lower' }, { statistic: 'Minimum' }] as const) {
      const metric = defineMetric({ ...cpu, ...lower });
      const [low, high] = [20, 97.5].map((value) => point('i-1', value, { Minimum: value }));
      expect((await read(client([low ?? '', high ?? '']), metric)).values).toEqual({ 'i-1': 20 });
      expect((await read(client([high ?? '', low ?? '']), metric)).values).toEqual({ 'i-1': 20 });
    }
  });

  it('does not read an asset of whose two points of one moment one cannot be read', async () => {
    const [good, bad] = [point('i-1', 20), point('i-1', null)];
    expect((await read(client([good, bad]))).values).toEqual({});
    expect((await read(client([bad, good]))).values).toEqual({});
    const older = point('i-1', null, { timestamp: NOW.getTime() - 30 * MINUTES });
    expect(await read(client([older, good]))).toMatchObject({ values: { 'i-1': 20 }, unread: {} });
    expect(await read(client([good, older]))).toMatchObject({ values: { 'i-1': 20 }, unread: {} });
  });

  it('does not read an asset of which one part cannot be read', async () => {
    const parts = [point('i-1', 10, { device: 'a' }), point('i-1', -1, { device: 'b' })];
    const { values, unread } = await read(client([...parts, point('i-2', 20, { device: 'a' })]), disk);
    expect(values).toEqual({ 'i-2': 20 });
    expect(Object.keys(unread)).toEqual(['i-1']);
  });

  it('sorts the parts of what is worse when low, lowest first', async () => {
    const parts = [point('i-1', 90, { device: 'a' }), point('i-1', 10, { device: 'b' })];
    const { readings } = await read(client(parts), defineMetric({ ...disk, worse: 'lower' }));
    expect(readings.get('i-1')).toMatchObject({ value: 10, parts: [{ part: 'b' }, { part: 'a' }] });
  });

  it.each([
    // A range of its own; a little above it is the rounding of an average.
    [{ range: [0, 100] }, 100.5, true],
    [{ range: [0, 100] }, 101.5, false],
    [{ range: [0, 100] }, -0.01, false],
    [{ range: [-40, 120] }, -39, true],
    [{ range: [-40, 120] }, -41, false],
    // A share of a limit may exceed it.
    [{}, 130, true],
    [{ unit: 'count' }, 5e9, true],
    [{ unit: 'count' }, -1, false],
  ] as const)('with %j reads %d: %s', async (facts, value, readable) => {
    const { values } = await read(client([point('i-1', value)]), defineMetric({ ...cpu, ...facts }));
    expect(values).toEqual(readable ? { 'i-1': value } : {});
  });

  it('takes what is stamped with the end of its period, and what came late in a long run', async () => {
    const ahead = (minutes: number) => client([point('i-1', 10, { timestamp: NOW.getTime() + minutes * MINUTES })]);
    expect((await read(ahead(19))).values).toEqual({ 'i-1': 10 });
    expect((await read(ahead(21))).values).toEqual({});
    const later = () => new Date(NOW.getTime() + 60 * MINUTES);
    const { readings } = await readLatest(ahead(59), cpu, 'cn-hangzhou', NOW, { calls: 0 }, undefined, later);
    expect(readings.get('i-1')?.value).toBe(10);
  });

  it('keeps the parts, worst first', async () => {
    const fake = client([
      point('i-1', 10, { device: '/dev/vda1' }),
      point('i-1', 97, { device: '/dev/vdb1' }),
      point('i-1', 50, { device: '/dev/vdb1', timestamp: NOW.getTime() - 30 * MINUTES }),
    ]);
    const { readings } = await read(fake, disk);
    expect(readings.get('i-1')).toEqual({
      value: 97,
      at: new Date(NOW.getTime() - 15 * MINUTES),
      parts: [
        { part: '/dev/vdb1', value: 97 },
        { part: '/dev/vda1', value: 10 },
      ],
    });
  });

  it('keeps what it had when a later page fails, and says so', async () => {
    const fake = client({ Datapoints: JSON.stringify([point('i-1', 10)]), NextToken: 't' }, broken);
    const { values, fault } = await read(fake);
    expect(values).toEqual({ 'i-1': 10 });
    expect(fault).toBe(broken);
  });

  it('does not judge an asset by some of its parts', async () => {
    const first = point('i-1', 10, { device: '/dev/vda1' });
    const { values, fault } = await read(client({ Datapoints: JSON.stringify([first]), NextToken: 't' }, broken), disk);
    expect(values).toEqual({});
    expect(fault).toBe(broken);
  });

  it.each([[''], ['[]']])('takes Datapoints of %j for no data', async (Datapoints) => {
    expect(await read(client({ Datapoints }))).toMatchObject({ values: {}, fault: undefined });
  });

  it.each([['not JSON'], ['[{"a":'], ['{}'], ['5'], ['null'], [7], [null]])(
    'takes Datapoints of %j for a fault',
    async (Datapoints) => {
      const { values, fault } = await read(client({ RequestId: 'r', Datapoints }));
      expect(values).toEqual({});
      expect(fault).toMatchObject({ code: 'response-shape' });
    },
  );

  it('hands on what is no error of this library', async () => {
    await expect(read(client(new TypeError('a defect')))).rejects.toThrow('a defect');
  });
});

describe('readHistory', () => {
  const HOUR = 60 * MINUTES;
  const past = pastOf(cpu, { hours: 4, period: 3600 });
  const at = (hours: number) => ({ timestamp: NOW.getTime() - hours * HOUR });
  /** Points of so many hours before now. */
  const line = (id: string, values: readonly unknown[], more: object = {}) =>
    values.map((value, i) => point(id, value, { ...at(values.length - i), ...more }));

  async function history(fake: Client, metric: Metric = past, ids = ['i-1', 'i-2'], now = NOW) {
    const { readings, unread, nameless, fault } = await readHistory(
      fake,
      metric,
      'cn-hangzhou',
      now,
      { calls: 0 },
      { ids },
    );
    const values = [...readings].map(([id, { series = [] }]) => [
      id,
      series.map(({ part, points }) => [part, ...points.map((p) => p.value)]),
    ]);
    const told = { unread: toldOf(unread), nameless: nameless?.message };
    return { values: Object.fromEntries(values) as object, ...told, readings, fault };
  }

  it('asks for whole periods that have ended, by dimension and in the steps of the history', async () => {
    const fake = client([]);
    const called: unknown[] = [];
    const spy: Client = {
      ...fake,
      call: (product, call, ...rest) => {
        called.push([call.action, call.ram, call.params]);
        return fake.call(product, call, ...rest);
      },
    };
    await history(spy, past, ['i-1'], new Date(NOW.getTime() + 59 * MINUTES));
    expect(called).toEqual([
      [
        'DescribeMetricList',
        'cms:QueryMetricList',
        { Namespace: 'acs_ecs_dashboard', MetricName: 'CPUUtilization', Period: '3600' },
      ],
    ]);
    // The start is exclusive, the end inclusive.
    expect(fake.asked).toEqual([
      {
        Dimensions: '[{"instanceId":"i-1"}]',
        Length: 1440,
        StartTime: String(NOW.getTime() - 4 * HOUR - 1),
        EndTime: String(NOW.getTime() - 1),
      },
    ]);
  });

  it('puts pages together, in order, in whatever order they come, and each point once', async () => {
    const [a, b, c, d] = line('i-1', [1, 2, 3, 4]);
    const fake = client(
      { Datapoints: JSON.stringify([d, b, ...line('i-2', [9])]), NextToken: 't' },
      { Datapoints: JSON.stringify([b, a, c]), NextToken: '' },
    );
    const { values, readings, fault } = await history(fake);
    expect(fault).toBeUndefined();
    expect(values).toEqual({ 'i-1': [[undefined, 1, 2, 3, 4]], 'i-2': [[undefined, 9]] });
    expect(readings.get('i-1')).toMatchObject({ value: 4, at: new Date(NOW.getTime() - HOUR), parts: [] });
    expect(readings.get('i-1')?.series?.[0]).not.toHaveProperty('part');
  });

  it('tells parts apart, the highest first, and forgets those that are gone', async () => {
    const fake = client([
      ...line('i-1', [1, 2, 3, 4], { device: '/dev/vda1' }),
      ...line('i-1', [50, 60, 70, 80], { device: '/dev/vdb1' }),
      point('i-1', 99, { ...at(9), device: '/dev/vdc1' }),
    ]);
    const metric = pastOf(disk, { hours: 10, period: 3600 });
    const { values, readings } = await history(fake, metric);
    expect(values).toEqual({
      'i-1': [
        ['/dev/vdb1', 50, 60, 70, 80],
        ['/dev/vda1', 1, 2, 3, 4],
      ],
    });
    expect(readings.get('i-1')).toMatchObject({ value: 80, parts: [{ value: 80 }, { value: 4 }] });
  });

  it('counts the busier of two points of a moment that differ in another dimension', async () => {
    const fake = client([...line('i-1', [1, 2], { role: 'a' }), ...line('i-1', [3, 1], { role: 'b' })]);
    expect((await history(fake)).values).toEqual({ 'i-1': [[undefined, 3, 2]] });
  });

  it('takes no point of a period that has not ended, nor one that was not asked for', async () => {
    const fake = client([point('i-1', 7, at(0)), point('i-1', 8, at(5)), ...line('i-1', [1, 2])]);
    expect((await history(fake)).values).toEqual({ 'i-1': [[undefined, 1, 2]] });
  });

  it('says nothing of an asset whose newest point is old, or that has none', async () => {
    const metric = pastOf(cpu, { hours: 24, period: 3600 });
    const { values, fault } = await history(client([point('i-1', 1, at(4)), point('i-2', 2, at(3))]), metric);
    expect(values).toEqual({ 'i-2': [[undefined, 2]] });
    expect(fault).toBeUndefined();
  });

  it.each(UNREADABLE)('makes nothing up from a point %s, and says so', async (_, more, told) => {
    const points = [...line('i-1', [1, 2]), point('i-1', 10, { ...at(1), ...more }), ...line('i-2', [20])];
    const { values, unread, fault } = await history(client(points));
    expect(values).toEqual({ 'i-2': [[undefined, 20]] });
    expect(unread).toEqual({ 'i-1': `CPUUtilization of i-1 ${told}` });
    expect(fault).toBeUndefined();
  });

  it.each([
    ['null', null],
    ['a text', 'x'],
  ])('says that nobody knows whose a point is: %s', async (_, odd) => {
    const { values, nameless } = await history(client([odd, ...line('i-2', [20])]));
    expect(values).toEqual({ 'i-2': [[undefined, 20]] });
    expect(nameless).toMatch(/CPUUtilization has a point without instanceId/);
    const parts = await history(
      client([odd, ...line('i-2', [20], { device: 'a' })]),
      pastOf(disk, { hours: 4, period: 3600 }),
    );
    expect(parts.values).toEqual({});
  });

  it('reads numbers and times in texts', async () => {
    const texts = line('i-1', ['1.5', '2']).map((one) => ({ ...(one as { timestamp: number }) }));
    const { values } = await history(client(texts.map((one) => ({ ...one, timestamp: String(one.timestamp) }))));
    expect(values).toEqual({ 'i-1': [[undefined, 1.5, 2]] });
  });

  it('counts the lower of two points of a moment where that is the worse one', async () => {
    const fake = client([...line('i-1', [1, 2]), ...line('i-1', [3, 1])]);
    const metric = pastOf({ ...cpu, worse: 'lower' }, { hours: 4, period: 3600 });
    expect((await history(fake, metric)).values).toEqual({ 'i-1': [[undefined, 1, 1]] });
  });

  it('forgets a part that is gone, whatever its points were', async () => {
    const fake = client([...line('i-1', [1, 2], { device: 'a' }), point('i-1', -1, { ...at(9), device: 'b' })]);
    expect(await history(fake, pastOf(disk, { hours: 10, period: 3600 }))).toMatchObject({
      values: { 'i-1': [['a', 1, 2]] },
      unread: {},
    });
  });

  it('takes the average where a metric of values was summed up', async () => {
    const metric = pastOf({ ...cpu, statistic: 'Value' }, { hours: 4, period: 3600 });
    const fake = client([...line('i-1', [1, 2]), point('i-2', 5, { ...at(1), Value: 7 })]);
    expect((await history(fake, metric)).values).toEqual({ 'i-1': [[undefined, 1, 2]], 'i-2': [[undefined, 7]] });
  });

  it.each([
    ['another asset', point('i-9', 99, { timestamp: NOW.getTime() - HOUR })],
    ['another dimension', { timestamp: NOW.getTime() - HOUR, clusterId: 'i-1', Average: 99 }],
    ['an id that is a number', point(1 as unknown as string, 99)],
  ])('ends at the first point of %s: a wrong dimension answers with the whole account', async (_, odd) => {
    const endless = { Datapoints: JSON.stringify([...line('i-1', [1, 2]), odd]), NextToken: 't' };
    const fake = client(...Array.from({ length: 50 }, (__, i) => ({ ...endless, NextToken: `t${i}` })));
    const { values, fault } = await history(fake);
    expect(values).toEqual({});
    expect(fault).toMatchObject({ code: 'response-shape', message: expect.stringContaining('instanceId') as string });
    expect(fake.asked.length).toBeLessThan(4);
  });

  it.each([
    ['the first page', [broken]],
    ['a later page', [{ Datapoints: JSON.stringify(line('i-1', [1, 2])), NextToken: 't' }, broken]],
    ['a page that is empty and claims more', [{ Datapoints: '[]', NextToken: 't' }]],
  ])('gives nothing when %s cannot be read: half of a series is another series', async (_, answers) => {
    const { values, fault } = await history(client(...answers));
    expect(values).toEqual({});
    expect(fault).toBeDefined();
  });

  it.each([[''], ['[]']])('takes Datapoints of %j for no data', async (Datapoints) => {
    expect(await history(client({ Datapoints }))).toMatchObject({ values: {}, fault: undefined });
  });

  it.each([['not JSON'], ['[{"a":'], ['{}'], ['null'], [7], [null]])(
    'takes Datapoints of %j for a fault',
    async (odd) => {
      const { fault } = await history(client({ RequestId: 'r', Datapoints: odd }));
      expect(fault).toMatchObject({ code: 'response-shape' });
      expect(fault?.message).toContain('DescribeMetricList');
    },
  );

  it('hands on what is no error of this library', async () => {
    await expect(history(client(new TypeError('a defect')))).rejects.toThrow('a defect');
  });
});

test('a part of two dimensions has the names of both', async () => {
  const codes = defineMetric({ ...cpu, id: 'sls-codes', metric: 'Codes', statistic: 'Count', part: 'logstore/status' });
  const of = (logstore: string, status: string, Count: number) => point('i-1', undefined, { logstore, status, Count });
  const { readings } = await read(client([of('a', '200', 5), of('a', '403', 7), of('b', '403', 9)]), codes);
  expect(readings.get('i-1')?.parts).toEqual([
    { part: 'b/403', value: 9 },
    { part: 'a/403', value: 7 },
    { part: 'a/200', value: 5 },
  ]);
});
