import type { Body, Client } from '../../../lib/aliyun';
import { defineMetric, type WireParams } from '../../../lib/define';
import { ResponseShapeError } from '../../../lib/errors';
import { BATCH, chooseMode, readLatest } from '../../../lib/metrics';
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
  const { readings, fault } = await readLatest(fake, metric, 'cn-hangzhou', NOW, tally, ids);
  return { values: Object.fromEntries([...readings].map(([id, r]) => [id, r.value])), readings, fault };
}

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

  it.each([
    ['null', null],
    ['a text', 'x'],
    ['without a value', { timestamp: NOW.getTime(), instanceId: 'i-1' }],
    ['with a value that is a text', point('i-1', '10')],
    ['with a value of null', point('i-1', null)],
    ['without a time', { instanceId: 'i-1', Average: 10 }],
    ['with an id that is a number', { timestamp: NOW.getTime(), instanceId: 1, Average: 10 }],
  ])('makes nothing up from a point %s', async (_, odd) => {
    const { values, fault } = await read(client([odd, point('i-2', 20)]));
    expect(values).toEqual({ 'i-2': 20 });
    expect(fault).toBeUndefined();
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
