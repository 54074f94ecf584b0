import {
  EMULATOR_ACCOUNT,
  EMULATOR_KEY,
  loadScenario,
  startEmulator,
  type Emulator,
  type EpisodeScenario,
} from '../../emulator';
import { readTimeline } from '../../emulator/timeline';
import { allPages, call, type Answer } from './client';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 5, 10);
const REGION = 'cn-hangzhou';

async function using(
  timeline: readonly EpisodeScenario[],
  work: (emulator: Emulator) => Promise<void>,
  more: object = {},
): Promise<void> {
  const scenario = loadScenario({ regions: [REGION], instances: 5, plant: {}, stepMinutes: 30, timeline, ...more });
  const emulator = await startEmulator({ scenario, now: NOW });
  try {
    await work(emulator);
  } finally {
    await emulator.close();
  }
}

const rows = async (emulator: Emulator): Promise<Map<string, Answer>> => {
  const all = await allPages(emulator, 'DescribeInstances', ['Instances', 'Instance'], 100);
  return new Map(all.rows.map((row) => [String(row.InstanceId), row]));
};

const conditions = ({ world }: Emulator) => world.planted().map(({ condition }) => condition);

test('a condition begins and ends with the clock, which moves with the epochs alone', () =>
  using([{ asset: 'web', condition: 'ecs-security-locked', from: 1, to: 2 }], (emulator) => {
    const { world } = emulator;
    expect([world.time, conditions(emulator)]).toEqual([NOW, []]);
    emulator.advance(2);
    expect([world.time - NOW, conditions(emulator)]).toEqual([HOUR, ['ecs-security-locked']]);
    expect(world.planted()[0]?.assetId).toBe(world.named('web'));
    emulator.advance(2);
    expect(conditions(emulator)).toEqual([]);
    expect(world.named('db')).toBeUndefined();
    return Promise.resolve();
  }));

test('an asset comes, goes, and is as old as it is', () =>
  using(
    [
      { asset: 'scaled', absent: 'instance', to: 10 },
      { asset: 'scaled', condition: 'ecs-scaling', from: 10, to: 20 },
      { asset: 'scaled', absent: 'instance', from: 20 },
    ],
    async (emulator) => {
      const id = emulator.world.named('scaled') ?? '';
      expect((await rows(emulator)).size).toBe(4);
      emulator.advance(24);
      const row = (await rows(emulator)).get(id);
      expect(row).toMatchObject({ CreationTime: '2026-06-10T10:00Z', InstanceChargeType: 'PostPaid' });
      expect(JSON.stringify(row?.Tags)).toContain('acs:autoscaling:scalingGroupId');
      emulator.advance(16);
      expect((await rows(emulator)).has(id)).toBe(false);
      expect(emulator.world.count(EMULATOR_ACCOUNT, REGION, 'instance')).toBe(4);
    },
  ));

test('what ends in days counts from the beginning of its condition', () =>
  using([{ asset: 'old', condition: 'ecs-expiring-critical', from: 48 }], async (emulator) => {
    const id = emulator.world.named('old') ?? '';
    emulator.advance(2 * 48 + 10);
    const end = Date.parse(String((await rows(emulator)).get(id)?.ExpiredTime));
    expect(end).toBe(NOW + 2 * DAY + 5 * DAY + HOUR);
  }));

test('a subscription by the month is renewed nine days before its end', () =>
  using(
    [],
    async (emulator) => {
      const left: number[] = [];
      for (let day = 0; day < 60; day++) {
        for (const row of (await rows(emulator)).values()) {
          left.push((Date.parse(String(row.ExpiredTime)) - emulator.world.time) / DAY);
        }
        emulator.advance(48);
      }
      expect(Math.min(...left)).toBeGreaterThanOrEqual(9);
      expect(Math.min(...left)).toBeLessThan(10.5);
      expect(Math.max(...left)).toBeLessThan(39.1);
    },
    { plant: { 'ecs-monthly': 5 } },
  ));

test('points are those of the time that they are of', () =>
  using([{ asset: 'busy', condition: 'ecs-cpu-critical', from: 1, to: 2 }], async (emulator) => {
    emulator.advance(6);
    const body = await call(
      emulator,
      'cms',
      'DescribeMetricList',
      {
        Namespace: 'acs_ecs_dashboard',
        MetricName: 'CPUUtilization',
        Period: '300',
        StartTime: String(NOW),
        EndTime: String(NOW + 3 * HOUR),
        Dimensions: JSON.stringify([{ instanceId: emulator.world.named('busy') }]),
      },
      EMULATOR_KEY,
    );
    const points = JSON.parse(String(body.Datapoints)) as { timestamp: number; Average: number }[];
    const high = points.filter(({ Average }) => Average > 90).map(({ timestamp }) => timestamp);
    expect([Math.min(...high), Math.max(...high)]).toEqual([NOW + HOUR, NOW + 2 * HOUR - 300_000]);
    expect(high).toHaveLength(12);
  }));

test.each<[string, unknown, number, string]>([
  ['no time', [{ condition: 'ecs-stopped' }], 0, 'timeline: stepMinutes expected'],
  ['an unknown condition', [{ condition: 'ecs-stoped' }], 30, 'timeline[0].condition: no such condition'],
  ['an unknown kind', [{ absent: 'instanc' }], 30, 'timeline[0].absent: no such kind'],
  ['neither', [{ from: 1 }], 30, 'timeline[0]: either a condition or absent expected'],
  ['an end before its beginning', [{ absent: 'eip', from: 2, to: 1 }], 30, 'timeline[0].to: an hour after from'],
  [
    'one name for two kinds',
    [
      { asset: 'a', absent: 'eip' },
      { asset: 'a', condition: 'ecs-stopped' },
    ],
    30,
    'timeline[1]: "a" is a eip',
  ],
])('a timeline with %s is refused', (_, timeline, step, message) => {
  expect(() => readTimeline(timeline, step, 'timeline')).toThrow(message);
});

test('a timeline with more assets than there are is refused when they are asked for', () =>
  using(
    Array.from({ length: 6 }, () => ({ condition: 'ecs-stopped' })),
    ({ world }) => {
      expect(() => world.planted()).toThrow('more assets than the 5');
      return Promise.resolve();
    },
  ));

test('a domain name that renews itself never ends, however long the world lives', () =>
  using(
    [],
    async (emulator) => {
      const ends = async () => {
        const answer = await call(emulator, 'domain', 'QueryDomainList', { PageNum: 1, PageSize: 100 });
        const names = answer.Data.Domain as Answer[];
        return Math.min(
          ...names.filter(({ AutoRenewEnabled }) => AutoRenewEnabled).map((one) => Number(one.ExpirationDateLong)),
        );
      };
      const first = await ends();
      expect((first - NOW) / DAY).toBeCloseTo(5, 0);
      emulator.advance(48 * 8);
      expect((await ends()) - emulator.world.time).toBeGreaterThan(DAY);
    },
    { plant: { 'domain-renewing': 2 }, domainNames: 2 },
  ));
