import { startEmulator, type Emulator } from '../../../emulator';
import * as ecs from '../../../scripts/ecs';
import { failures, inspectEmulated, plantedFor, plantFor } from '../../harness/emulated';

// Two regions and a call or more for each asset.
jest.setTimeout(30_000);

let emulator: Emulator;
afterEach(() => emulator.close());

const GROUP_CHECKERS = [ecs.sgOpenAdmin, ecs.sgOpenDb, ecs.sgOpenAll];

it('finds the open security groups and no other, also behind the first page of rules', async () => {
  const plant = plantFor(GROUP_CHECKERS, 2);
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, securityGroups: 102, plant },
  });
  const { summary, findings } = await inspectEmulated(emulator, GROUP_CHECKERS);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts).toMatchObject({ skip: 0, unknown: 0 });
  const planted = plantedFor(emulator, GROUP_CHECKERS);
  expect(planted).toHaveLength(2 * 2 * 9);
  expect(failures(findings)).toEqual(planted);
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

const SNAPSHOT_CHECKERS = [ecs.snapshotFailed, ecs.snapshotOrphan, ecs.snapshotNoneRecent];

it.each([20, 0])('finds the snapshots and disks that are planted, with %i instances', async (instances) => {
  const plant = plantFor(SNAPSHOT_CHECKERS, 3);
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou'], instances, snapshots: 250, plant, changes: [] },
  });
  const { summary, findings } = await inspectEmulated(emulator, SNAPSHOT_CHECKERS);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts.unknown).toBe(0);
  const planted = plantedFor(emulator, SNAPSHOT_CHECKERS);
  expect(planted).toHaveLength(instances > 0 ? 15 : 9);
  expect(failures(findings)).toEqual(planted);
});

const SPOT_CHECKERS = [ecs.spotReclaim, ecs.spotPriceNearLimit, ecs.spotPriceRise];
const spotWorld = (count: number, instances: number) => ({
  scenario: {
    regions: ['cn-hangzhou'],
    instances,
    plant: plantFor(SPOT_CHECKERS, count),
    changes: [],
  },
});

it('finds spot instances in danger, and asks for the prices of a type once', async () => {
  emulator = await startEmulator(spotWorld(30, 260));
  const { summary, findings } = await inspectEmulated(emulator, SPOT_CHECKERS);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts.unknown).toBe(0);
  const planted = plantedFor(emulator, SPOT_CHECKERS);
  expect(planted).toHaveLength(150);
  expect(failures(findings)).toEqual(planted);
  // Three times four types, four of these with and without protection, in pages of a hundred rows for three zones and
  // three days.
  expect(summary.collections.find(({ collector }) => collector === 'ecs-spot-prices')?.calls).toBe((12 + 4) * 3);
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
  const plant = plantFor([ecs.postpaidLongrun], 4);
  emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou'], instances: 40, plant, changes: [] } });
  const { summary, findings } = await inspectEmulated(emulator, [ecs.postpaidLongrun]);
  expect(summary.verdicts).toMatchObject({ fail: 4, unknown: 0 });
  expect(summary.verdicts.pass).toBeGreaterThan(5);
  expect(failures(findings)).toEqual(plantedFor(emulator, [ecs.postpaidLongrun]));
});
