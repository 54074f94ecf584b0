import { startEmulator, type Emulator } from '../../../host/emulator';
import * as ecs from '../../../scripts/ecs';
import { compared, inspectEmulated, type Expected } from '../../harness/emulated';

let emulator: Emulator;
afterEach(() => emulator.close());

const GROUPS: Expected = {
  'sg-open-port': [['ecs-sg-open-admin', 'error']],
  'sg-many-rules': [['ecs-sg-open-admin', 'error']],
  'sg-open-db': [['ecs-sg-open-db', 'error']],
  'sg-open-all': [
    ['ecs-sg-open-admin', 'error'],
    ['ecs-sg-open-db', 'error'],
    ['ecs-sg-open-all', 'critical'],
  ],
};
const GROUP_CHECKERS = [ecs.securityGroupOpenAdmin, ecs.securityGroupOpenDatabase, ecs.securityGroupOpenAll];

it('finds the open security groups and no other, also behind the first page of rules', async () => {
  const plant = Object.fromEntries(Object.keys(GROUPS).map((condition) => [condition, 2]));
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, securityGroups: 110, plant },
  });
  const { summary, findings } = await inspectEmulated(emulator, GROUP_CHECKERS);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts).toMatchObject({ skip: 0, unknown: 0 });
  const { found, planted } = compared(emulator, findings, GROUPS);
  expect(planted).toHaveLength(2 * 2 * 6);
  expect(found).toEqual(planted);
});

it('a group whose rules break off is unknown, not closed', async () => {
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou'], instances: 0, securityGroups: 1, plant: { 'sg-many-rules': 1 } },
  });
  emulator.faults.set([{ kind: 'denied', product: 'ecs', action: 'DescribeSecurityGroupAttribute', after: 1 }]);
  const { summary } = await inspectEmulated(emulator, GROUP_CHECKERS);
  expect(summary.complete).toBe(false);
  expect(summary.verdicts).toMatchObject({ pass: 0, fail: 0, unknown: 3 });
});

const SNAPSHOTS: Expected = {
  'snapshot-failed': [['ecs-snapshot-failed', 'warning']],
  'snapshot-orphan': [['ecs-snapshot-orphan', 'warning']],
  'snapshot-old': [['ecs-snapshot-orphan', 'info']],
  'disk-snapshot-old': [['ecs-snapshot-none-recent', 'error']],
  'disk-snapshot-none': [['ecs-snapshot-none-recent', 'error']],
};

it.each([20, 0])('finds the snapshots and disks that are planted, with %i instances', async (instances) => {
  const plant = Object.fromEntries(Object.keys(SNAPSHOTS).map((condition) => [condition, 3]));
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou'], instances, snapshots: 250, plant, changes: [] },
  });
  const { summary, findings } = await inspectEmulated(emulator, [
    ecs.snapshotFailed,
    ecs.snapshotOrphan,
    ecs.snapshotNoneRecent,
  ]);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts.unknown).toBe(0);
  const { found, planted } = compared(emulator, findings, SNAPSHOTS);
  expect(planted).toHaveLength(instances > 0 ? 15 : 9);
  expect(found).toEqual(planted);
});

const SPOT: Expected = {
  'ecs-spot-recycling': [['ecs-spot-reclaim', 'critical']],
  'ecs-spot-near-limit': [['ecs-spot-price-near-limit', 'warning']],
  'ecs-spot-over-limit': [['ecs-spot-price-near-limit', 'critical']],
  'ecs-spot-rise': [['ecs-spot-price-rise', 'warning']],
  'ecs-spot-dear': [['ecs-spot-price-rise', 'warning']],
};
const SPOT_CHECKERS = [ecs.spotReclaim, ecs.spotPriceNearLimit, ecs.spotPriceRise];
const spotWorld = (count: number, instances: number) => ({
  scenario: {
    regions: ['cn-hangzhou'],
    instances,
    plant: Object.fromEntries(Object.keys(SPOT).map((condition) => [condition, count])),
    changes: [],
  },
});

it('finds spot instances in danger, and asks for the prices of a type once', async () => {
  emulator = await startEmulator(spotWorld(30, 260));
  const { summary, findings } = await inspectEmulated(emulator, SPOT_CHECKERS);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts.unknown).toBe(0);
  const { found, planted } = compared(emulator, findings, SPOT);
  expect(planted).toHaveLength(150);
  expect(found).toEqual(planted);
  // Three times four types, in pages of a hundred rows for three zones and three days.
  expect(summary.collections.find(({ collector }) => collector === 'ecs-spot-prices')?.calls).toBe(12 * 3);
  expect(summary.collections.find(({ collector }) => collector === 'ecs-spot-advice')?.calls).toBe(12);
  const told = findings.find(({ checker, verdict }) => checker === 'ecs-spot-reclaim' && verdict === 'fail');
  expect(told?.message.en).toMatch(/the price is 0\.\d+ CNY an hour .* fewest interruptions: cn-hangzhou-h 0-3%/);
});

it('tells that an instance is reclaimed although prices may not be read', async () => {
  emulator = await startEmulator(spotWorld(1, 20));
  emulator.faults.set([{ kind: 'denied', product: 'ecs', action: 'DescribeSpotPriceHistory' }]);
  const { summary, findings } = await inspectEmulated(emulator, SPOT_CHECKERS);
  expect(summary.complete).toBe(false);
  const failed = findings.filter(({ verdict }) => verdict === 'fail');
  expect(failed.map(({ checker, severity }) => [checker, severity])).toEqual([['ecs-spot-reclaim', 'critical']]);
  expect(findings.filter(({ checker }) => checker === 'ecs-spot-price-rise').map(({ verdict }) => verdict)).toEqual(
    expect.arrayContaining(['unknown']),
  );
});

it('tells of pay-as-you-go instances that have run for long, and of no other', async () => {
  emulator = await startEmulator({
    scenario: {
      regions: ['cn-hangzhou'],
      instances: 40,
      plant: { 'ecs-spot-recycling': 2, 'ecs-stopped': 2 },
      changes: [],
    },
  });
  const { summary, findings } = await inspectEmulated(emulator, [ecs.postpaidLongrun]);
  // All were created a hundred days ago or earlier; more than half are subscriptions.
  const { pass, fail, skip, unknown } = summary.verdicts;
  expect({ pass, unknown, all: fail + skip }).toEqual({ pass: 0, unknown: 0, all: 40 });
  expect(fail).toBeGreaterThan(5);
  const planted = emulator.world.planted().map(({ assetId }) => assetId);
  expect(findings.filter(({ verdict, assetId }) => verdict === 'fail' && planted.includes(assetId))).toEqual([]);
});
