import type { Emulator } from '../../emulator';
import { EMULATOR_ACCOUNT, loadScenario, startEmulator } from '../../emulator';
import type { Answer } from './client';
import { call, refusal } from './client';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ scenario: loadScenario({ regions: ['cn-hangzhou'], instances: 200 }) });
});
afterAll(() => emulator.close());

const NAMESPACE = 'acs_ecs_dashboard';

async function last(params: Record<string, unknown>): Promise<{ points: Answer[]; answer: Answer }> {
  const answer = await call(emulator, 'cms', 'DescribeMetricLast', { Namespace: NAMESPACE, ...params });
  expect(answer).toMatchObject({ Code: '200', Success: true });
  return { answer, points: JSON.parse(answer.Datapoints as string) as Answer[] };
}

const planted = (condition: string): string =>
  emulator.world.planted().find((one) => one.condition === condition)?.assetId ?? 'none planted';
const dimension = (...ids: string[]): string => JSON.stringify(ids.map((instanceId) => ({ instanceId })));
const all = (): string[] => emulator.world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'instance');

test('Datapoints is a text with fresh points of the asked instances', async () => {
  const { points, answer } = await last({
    MetricName: 'CPUUtilization',
    Dimensions: dimension(planted('ecs-cpu-critical')),
  });
  expect(typeof answer.Datapoints).toBe('string');
  expect(points).toHaveLength(1);
  expect(points[0]).toMatchObject({ instanceId: planted('ecs-cpu-critical'), userId: EMULATOR_ACCOUNT });
  expect(points[0]?.Average).toBeGreaterThan(95);
  const age = Date.now() - points[0]?.timestamp;
  expect(age).toBeGreaterThanOrEqual(60_000);
  expect(age).toBeLessThan(180_000);
});

test('file systems: one point per device, and only the last one is full', async () => {
  const { points } = await last({
    MetricName: 'diskusage_utilization',
    Dimensions: dimension(planted('ecs-fs-critical')),
  });
  expect(points.map((point) => point.device)).toEqual(['/dev/vda1', '/dev/vdb1']);
  expect(points[0]?.Average).toBeLessThan(80);
  expect(points[1]?.Average).toBeGreaterThan(95);
});

test('load is told in cores', async () => {
  const id = planted('ecs-load-critical');
  const { points } = await last({ MetricName: 'load_5m', Dimensions: dimension(id) });
  const found = await call(emulator, 'ecs', 'DescribeInstances', {
    RegionId: 'cn-hangzhou',
    InstanceIds: JSON.stringify([id]),
  });
  expect(points[0]?.Average).toBeGreaterThan(2 * found.Instances.Instance[0].Cpu);
});

test('no agent: platform metrics only; stopped: nothing', async () => {
  const noAgent = planted('ecs-no-agent');
  expect((await last({ MetricName: 'memory_usedutilization', Dimensions: dimension(noAgent) })).points).toEqual([]);
  expect((await last({ MetricName: 'CPUUtilization', Dimensions: dimension(noAgent) })).points).toHaveLength(1);
  expect((await last({ MetricName: 'CPUUtilization', Dimensions: dimension(planted('ecs-stopped')) })).points).toEqual(
    [],
  );
});

test('unknown metrics and namespaces are empty and successful', async () => {
  expect((await last({ MetricName: 'Unicorns' })).answer.Datapoints).toBe('[]');
  expect((await last({ Namespace: 'acs_unicorns', MetricName: 'CPUUtilization' })).answer.Datapoints).toBe('[]');
});

test('without dimensions, or with a wrong dimension name, the whole account answers, ghosts included', async () => {
  const whole = (await last({ MetricName: 'CPUUtilization' })).points.map((point) => point.instanceId as string);
  const stopped = emulator.world
    .planted()
    .filter((one) => /ecs-(stopped|expired-locked)/.test(one.condition))
    .map((one) => one.assetId);
  expect(
    all()
      .filter((id) => !whole.includes(id))
      .sort(),
  ).toEqual(stopped.sort());
  expect(whole.filter((id) => !all().includes(id))).toHaveLength(1);
  const wrong = await last({ MetricName: 'CPUUtilization', Dimensions: '[{"InstanceID":"i-1"}]' });
  expect(wrong.points).toHaveLength(whole.length);
});

test('Length pages, is capped, and the token ends', async () => {
  const first = await last({ MetricName: 'diskusage_utilization', Length: '150' });
  const second = await last({ MetricName: 'diskusage_utilization', Length: '1440', NextToken: first.answer.NextToken });
  expect(first.points).toHaveLength(150);
  expect(second.answer).not.toHaveProperty('NextToken');
  const capped = await call(emulator, 'cms', 'DescribeMetricList', {
    Namespace: NAMESPACE,
    MetricName: 'CPUUtilization',
    Length: '5000',
  });
  expect(JSON.parse(capped.Datapoints as string)).toHaveLength(1440);
  const foreign = call(emulator, 'cms', 'DescribeMetricLast', {
    Namespace: NAMESPACE,
    MetricName: 'CPUUtilization',
    NextToken: first.answer.NextToken,
  });
  expect((await refusal(foreign)).code).toBe('InvalidNextToken');
});

test('at most 50 dimensions', async () => {
  const ask = (count: number): Promise<unknown> =>
    last({ MetricName: 'CPUUtilization', Dimensions: dimension(...all().slice(0, count)) });
  await ask(50);
  expect((await refusal(ask(51))).code).toBe('InvalidParameterValue');
});

test('a series has one point per period, left open and right closed', async () => {
  const end = Math.floor(Date.now() / 300_000) * 300_000 - 300_000;
  const params = {
    Namespace: NAMESPACE,
    MetricName: 'CPUUtilization',
    Dimensions: dimension(all()[3] ?? ''),
    Period: '300',
    StartTime: String(end - 3_600_000),
    EndTime: String(end),
  };
  const answer = await call(emulator, 'cms', 'DescribeMetricList', params);
  const times = (JSON.parse(answer.Datapoints as string) as Answer[]).map((point) => point.timestamp as number);
  expect(times).toHaveLength(12);
  expect(times.at(-1)).toBe(end);
  const long = { ...params, StartTime: String(end - 32 * 86_400_000) };
  expect((await refusal(call(emulator, 'cms', 'DescribeMetricList', long))).code).toBe('InvalidParameter.StartTime');
});

test('the list of metrics', async () => {
  const metas = await call(emulator, 'cms', 'DescribeMetricMetaList', { Namespace: NAMESPACE, PageSize: 100 });
  expect(metas.TotalCount).toBe(String(metas.Resources.Resource.length));
  expect(metas.Resources.Resource.map((one: Answer) => one.MetricName)).toContain('diskusage_utilization');
});

describe('a series', () => {
  const HOUR = 3_600_000;

  async function series(namespace: string, metric: string, id: string, hours: number): Promise<Answer[]> {
    const points: Answer[] = [];
    let NextToken: string | undefined;
    const end = Math.floor(Date.now() / HOUR) * HOUR;
    do {
      const answer = await call(emulator, 'cms', 'DescribeMetricList', {
        Namespace: namespace,
        MetricName: metric,
        Dimensions: dimension(id),
        Period: '3600',
        StartTime: String(end - hours * HOUR - 1),
        EndTime: String(end - 1),
        Length: '100',
        ...(NextToken !== undefined && { NextToken }),
      });
      points.push(...(JSON.parse(answer.Datapoints as string) as Answer[]));
      NextToken = answer.NextToken as string | undefined;
    } while (NextToken);
    return points;
  }
  const averages = (points: readonly Answer[]) => points.map((point) => point.Average as number);

  test('has a point an hour and a wave of a day that comes back', async () => {
    const values = averages(await series(NAMESPACE, 'CPUUtilization', all()[150] ?? '', 336));
    expect(values).toHaveLength(336);
    const hourly = Array.from({ length: 24 }, (_, hour) => values.filter((__, i) => i % 24 === hour));
    const means = hourly.map((one) => one.reduce((sum, value) => sum + value, 0) / one.length);
    expect(Math.max(...means) - Math.min(...means)).toBeGreaterThan(8);
    for (const [hour, one] of hourly.entries()) {
      for (const value of one) expect(Math.abs(value - (means[hour] ?? 0))).toBeLessThan(10);
    }
  });

  test('agrees with the newest point', async () => {
    const id = all()[150] ?? '';
    const [newest] = (await last({ MetricName: 'CPUUtilization', Dimensions: dimension(id), Period: '900' })).points;
    const answer = await call(emulator, 'cms', 'DescribeMetricList', {
      Namespace: NAMESPACE,
      MetricName: 'CPUUtilization',
      Dimensions: dimension(id),
      Period: '900',
    });
    expect((JSON.parse(answer.Datapoints as string) as Answer[]).at(-1)).toEqual(newest);
  });

  test('jumps, fills up and lies idle where that is planted', async () => {
    const jump = averages(await series(NAMESPACE, 'CPUUtilization', planted('ecs-cpu-jump'), 48));
    expect(Math.max(...jump.slice(0, -5))).toBeLessThan(25);
    expect(Math.min(...jump.slice(-3))).toBeGreaterThan(60);
    const filling = await series(NAMESPACE, 'diskusage_utilization', planted('ecs-fs-filling-warning'), 168);
    const data = averages(filling.filter((point) => point.device === '/dev/vdb1'));
    expect((data.at(-1) ?? 0) - (data[0] ?? 0)).toBeGreaterThan(30);
    expect(Math.max(...averages(filling.filter((point) => point.device !== '/dev/vdb1')))).toBeLessThan(70);
    const idle = averages(await series(NAMESPACE, 'CPUUtilization', planted('ecs-idle'), 336));
    expect(Math.max(...idle)).toBeLessThan(1);
    const traffic = await series('acs_vpc_eip', 'net_rx.rate', planted('eip-idle'), 168);
    expect(new Set(traffic.map((point) => point.Value as number))).toEqual(new Set([0]));
  });
});
