import type { Emulator, Planted, Scenario } from '../../emulator';
import { CONDITIONS, EMULATOR_ACCOUNT, loadScenario, startEmulator } from '../../emulator';
import type { Answer } from './client';
import { allPages, call, ecs } from './client';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 12);

async function using<T>(scenario: unknown, work: (emulator: Emulator) => Promise<T>, seed?: number): Promise<T> {
  const emulator = await startEmulator({
    scenario: loadScenario(scenario),
    now: NOW,
    ...(seed !== undefined && { seed }),
  });
  try {
    return await work(emulator);
  } finally {
    await emulator.close();
  }
}

const instances = async (emulator: Emulator): Promise<Answer[]> =>
  (await allPages(emulator, 'DescribeInstances', ['Instances', 'Instance'], 100)).rows;
const here = { regions: ['cn-hangzhou'] };
const names = (planted: Planted[]): string[] => planted.map((one) => `${one.condition} ${one.assetId}`);

test('the default world has every usual condition and is mostly healthy', () =>
  using({}, (emulator) => {
    const usual = Object.entries(CONDITIONS).filter(([, info]) => info.usual !== false);
    const planted = emulator.world.planted();
    expect([...new Set(planted.map((one) => one.condition))].sort()).toEqual(usual.map(([name]) => name).sort());
    expect(planted.find(({ product }) => product === 'ecs')).toEqual({
      condition: expect.any(String),
      product: 'ecs',
      region: 'cn-hangzhou',
      accountId: EMULATOR_ACCOUNT,
      assetId: expect.stringMatching(/^i-bp1[0-9a-z]{17}$/),
      detail: expect.any(String),
    });
    expect(emulator.world.planted('1000000000000000')).toEqual([]);
    return Promise.resolve();
  }));

test('the same seed gives the same world, another seed another one', async () => {
  const look = (seed: number): Promise<string> =>
    using(here, async (one) => JSON.stringify(await instances(one)), seed);
  const first = await look(1);
  expect(await look(1)).toBe(first);
  expect(await look(2)).not.toBe(first);
});

describe('planted conditions show in the answers', () => {
  const within = (time: string, days: number): boolean => Math.abs((Date.parse(time) - NOW) / DAY - days) < 0.1;
  const checks: Record<string, (row: Answer) => boolean> = {
    'ecs-expiring-critical': (row) => row.InstanceChargeType === 'PrePaid' && within(row.ExpiredTime as string, 5),
    'ecs-expiring-warning': (row) => row.InstanceChargeType === 'PrePaid' && within(row.ExpiredTime as string, 20),
    'ecs-expired-locked': (row) =>
      within(row.ExpiredTime as string, -3) && row.OperationLocks.LockReason[0]?.LockReason === 'financial',
    'ecs-security-locked': (row) => row.OperationLocks.LockReason[0]?.LockReason === 'security',
    'ecs-auto-release': (row) => within(row.AutoReleaseTime as string, 3),
    'ecs-stopped-billed-payg': (row) => row.StoppedMode === 'KeepCharging' && row.InstanceChargeType === 'PostPaid',
    'ecs-stopped-billed-prepaid': (row) =>
      row.Status === 'Stopped' && row.InstanceChargeType === 'PrePaid' && !lock(row),
    'ecs-spot-recycling': (row) => row.SpotStrategy !== 'NoSpot' && lock(row) === 'Recycling',
    'ecs-stopped': (row) => row.Status === 'Stopped' && row.StoppedMode === 'StopCharging',
  };
  const lock = (row: Answer): string | undefined => row.OperationLocks.LockReason[0]?.LockReason as string | undefined;

  test('instances: those planted and no others', () =>
    using({ ...here, instances: 300 }, async (emulator) => {
      const rows = await instances(emulator);
      for (const [condition, shows] of Object.entries(checks)) {
        const planted = emulator.world.planted().filter((one) => one.condition === condition);
        const shown = rows.filter(shows).map((row) => row.InstanceId as string);
        expect([condition, shown]).toEqual([condition, planted.map((one) => one.assetId)]);
      }
    }));

  test('disks: those planted and no others', () =>
    using({ ...here, instances: 300 }, async (emulator) => {
      const { rows } = await allPages(emulator, 'DescribeDisks', ['Disks', 'Disk'], 500);
      const old = (days: number) => (row: Answer) => Date.parse(row.DetachedTime as string) < NOW - days * DAY;
      const disks: Record<string, (row: Answer) => boolean> = {
        'disk-unattached-critical': (row) => row.Status === 'Available' && old(30)(row),
        'disk-unattached-warning': (row) => row.Status === 'Available' && old(7)(row) && !old(30)(row),
        'disk-no-snapshot-policy': (row) => row.AutoSnapshotPolicyId === '',
        'disk-expiring-critical': (row) => within(row.ExpiredTime as string, 3),
        'disk-unencrypted': (row) => row.Encrypted !== true,
      };
      for (const [condition, shows] of Object.entries(disks)) {
        const planted = emulator.world.planted().filter((one) => one.condition === condition);
        expect([condition, rows.filter(shows).map((row) => row.DiskId as string)]).toEqual([
          condition,
          planted.map((one) => one.assetId),
        ]);
      }
      expect(rows.filter((row) => row.Status === 'In_use')).toHaveLength(600);
    }));

  test('open events are not in the history unless asked for', () =>
    using({ ...here, instances: 300 }, async (emulator) => {
      const past = await ecs(emulator, 'DescribeInstanceHistoryEvents', { MaxResults: 100 });
      const status = (answer: Answer): string[] =>
        answer.InstanceSystemEventSet.InstanceSystemEventType.map(
          (event: Answer) => event.EventCycleStatus.Name as string,
        );
      expect(new Set(status(past))).toEqual(new Set(['Executed']));
      const wanted = { InstanceEventCycleStatus: ['Scheduled', 'Executing', 'Inquiring'], MaxResults: 100 };
      const open = await ecs(emulator, 'DescribeInstanceHistoryEvents', wanted);
      expect(status(open).sort()).toEqual(['Executing', 'Inquiring', 'Scheduled']);
      const sick = await ecs(emulator, 'DescribeInstancesFullStatus', { HealthStatus: 'Impaired' });
      expect(sick.InstanceFullStatusSet.InstanceFullStatusType.map((one: Answer) => one.InstanceId)).toEqual(
        emulator.world
          .planted()
          .filter((one) => one.condition === 'ecs-impaired')
          .map((one) => one.assetId),
      );
    }));
});

describe('epochs', () => {
  test('recoveries, new conditions, deletions, a stop, a worsening', () =>
    using(here, async (emulator) => {
      const { world } = emulator;
      const before = {
        planted: names(world.planted()),
        rows: await instances(emulator),
        ids: world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'disk'),
      };
      const find = (condition: string): Planted[] => world.planted().filter((one) => one.condition === condition);
      const warned = find('ecs-cpu-warning').map((one) => one.assetId);
      emulator.advance();
      expect(world.epoch).toBe(1);
      const after = await instances(emulator);
      const left = new Set(after.map((row) => row.InstanceId as string));
      const gone = before.rows.map((row) => row.InstanceId as string).filter((id) => !left.has(id));
      expect(gone).toHaveLength(2);
      expect(before.planted.filter((one) => gone.some((id) => one.includes(id)))).toEqual([]);
      expect(world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'disk')).toHaveLength(before.ids.length - 4);
      expect(find('ecs-security-locked')).toEqual([]);
      expect(find('ecs-impaired')).toHaveLength(2);
      expect(find('ecs-cpu-warning')).toEqual([]);
      expect(find('ecs-cpu-critical').map((one) => one.assetId)).toEqual(expect.arrayContaining(warned));
      const stopped = (rows: Answer[]): string[] =>
        rows.filter((row) => row.Status === 'Stopped').map((row) => row.InstanceId as string);
      expect(stopped(after).filter((id) => !stopped(before.rows).includes(id))).toHaveLength(1);
      const charge = (rows: Answer[]): string[] =>
        rows
          .filter((row) => left.has(row.InstanceId as string))
          .map((row) => `${row.InstanceId} ${row.InstanceChargeType}`);
      expect(charge(after)).toEqual(charge(before.rows));
      const byId = await ecs(emulator, 'DescribeInstances', { InstanceIds: JSON.stringify(gone) });
      expect(byId.Instances.Instance).toEqual([]);
      const whole = await call(emulator, 'cms', 'DescribeMetricLast', {
        Namespace: 'acs_ecs_dashboard',
        MetricName: 'CPUUtilization',
      });
      expect(gone.every((id) => (whole.Datapoints as string).includes(id))).toBe(true);
    }));

  test('over HTTP, and as the scenario says', () =>
    using(
      {
        ...here,
        instances: 50,
        plant: { 'ecs-impaired': 4 },
        changes: [{ epoch: 2, do: 'recover', condition: 'ecs-impaired', count: 0.5 }],
      },
      async (emulator) => {
        const advance = async (): Promise<number> =>
          ((await (await fetch(`${emulator.url}/__emulator/advance`, { method: 'POST' })).json()) as Answer)
            .epoch as number;
        const before = names(emulator.world.planted());
        expect(await advance()).toBe(1);
        expect(names(emulator.world.planted())).toEqual(before);
        expect(await advance()).toBe(2);
        expect(emulator.world.planted()).toHaveLength(2);
        expect(before).toEqual(expect.arrayContaining(names(emulator.world.planted())));
      },
    ));
});

test('a million assets: pages deep inside are answered at once and agree with the ids', () =>
  using({ ...here, instances: 1_000_000, disksPerInstance: 1 }, async (emulator) => {
    const deep = await ecs(emulator, 'DescribeInstances', { PageNumber: 9_000, PageSize: 100 });
    expect(deep.TotalCount).toBe(1_000_000);
    const id = deep.Instances.Instance[42].InstanceId as string;
    const found = await ecs(emulator, 'DescribeInstances', { InstanceIds: JSON.stringify([id]) });
    expect(found.Instances.Instance[0]).toEqual(deep.Instances.Instance[42]);
    expect(emulator.world.count(EMULATOR_ACCOUNT, 'cn-hangzhou', 'disk')).toBe(1_000_000);
  }));

describe('scenarios', () => {
  test('regions and accounts can differ', () =>
    using(
      {
        regions: { 'cn-hangzhou': { instances: 7, plant: { 'ecs-stopped': 2 } }, 'cn-beijing': { instances: 0 } },
        plant: {},
        accounts: [
          { accountId: EMULATOR_ACCOUNT, accessKeyId: 'k', accessKeySecret: 's' },
          { accountId: '1999999999999999', instances: 3 },
        ],
      },
      (emulator) => {
        const { world } = emulator;
        expect(world.regions).toEqual(['cn-hangzhou', 'cn-beijing']);
        expect(world.count(EMULATOR_ACCOUNT, 'cn-hangzhou', 'instance')).toBe(7);
        expect(world.count(EMULATOR_ACCOUNT, 'cn-beijing', 'instance')).toBe(0);
        expect(world.count('1999999999999999', 'cn-beijing', 'instance')).toBe(3);
        expect(world.planted().map((one) => [one.condition, one.region, one.accountId])).toEqual([
          ['ecs-stopped', 'cn-hangzhou', EMULATOR_ACCOUNT],
          ['ecs-stopped', 'cn-hangzhou', EMULATOR_ACCOUNT],
          ['ecs-stopped', 'cn-hangzhou', '1999999999999999'],
          ['ecs-stopped', 'cn-hangzhou', '1999999999999999'],
        ]);
        return Promise.resolve();
      },
    ));

  test('faults of a scenario are switched on from the start', () =>
    using({ ...here, faults: [{ kind: 'json500' }] }, async (emulator) => {
      expect(await ecs(emulator, 'DescribeRegions')).toEqual({ message: 'internal error' });
    }));

  test.each<[unknown, string]>([
    ['{', 'scenario: not JSON'],
    [[], 'scenario: an object expected'],
    [{ colour: 1 }, 'scenario.colour: unknown field'],
    [{ instances: -1 }, 'scenario.instances: a whole number'],
    [{ instances: 5_000_000 }, 'scenario.instances: at most 4000000'],
    [{ regions: [] }, 'scenario.regions: at least one region'],
    [{ regions: ['cn-hangzhou', 'Hangzhou'] }, 'scenario.regions[1]: not a region id'],
    [{ regions: { 'cn-hangzhou': { instance: 3 } } }, 'scenario.regions.cn-hangzhou.instance: unknown field'],
    [{ accounts: [{ accountId: '12' }] }, 'scenario.accounts[0].accountId: 16 digits'],
    [{ accounts: [{ accountId: EMULATOR_ACCOUNT, accessKeyId: 'k' }] }, 'scenario.accounts[0]: accessKeyId and'],
    [{ plant: { 'ecs-unicorn': 1 } }, 'scenario.plant.ecs-unicorn: no such condition'],
    [{ plant: { 'ecs-impaired': 1.5 } }, 'scenario.plant.ecs-impaired: a fraction'],
    [{ changes: [{ epoch: 1, do: 'explode' }] }, 'scenario.changes[0].do: one of'],
    [{ changes: [{ epoch: 0, do: 'stop' }] }, 'scenario.changes[0].epoch: at least 1'],
    [{ changes: [{ epoch: 1, do: 'recover' }] }, 'scenario.changes[0].condition: recover needs it'],
    [
      { changes: [{ epoch: 1, do: 'worsen', condition: 'ecs-impaired', to: 'disk-unencrypted' }] },
      'scenario.changes[0].to: a condition of the same kind',
    ],
    [{ faults: [{ kind: 'silence' }] }, 'scenario.faults[0].seconds: a number'],
  ])('refuses %j', (scenario, message) => {
    expect(() => loadScenario(scenario)).toThrow(message);
  });

  test('reads what it is given', () => {
    const scenario: Scenario = { seed: 3, regions: ['cn-hangzhou'], instances: 5, plant: { 'ecs-impaired': 0.5 } };
    expect(loadScenario(JSON.stringify(scenario))).toEqual(scenario);
  });
});
