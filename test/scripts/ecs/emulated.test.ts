import { startEmulator, type Emulator } from '../../../host/emulator';
import * as ecs from '../../../scripts/ecs';
import { failures, inspectEmulated, plantedFor, plantFor } from '../../harness/emulated';

// Two regions and a call or more for each asset.
jest.setTimeout(30_000);

let emulator: Emulator;
afterEach(() => emulator.close());

const GROUP_CHECKERS = [ecs.securityGroupOpenAdmin, ecs.securityGroupOpenDatabase, ecs.securityGroupOpenAll];

it('finds the open security groups and no other, also behind the first page of rules', async () => {
  const plant = plantFor(GROUP_CHECKERS, 2);
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, securityGroups: 102, plant },
  });
  const { summary, findings } = await inspectEmulated(emulator, GROUP_CHECKERS);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts).toMatchObject({ skip: 0, unknown: 0 });
  const planted = plantedFor(emulator, GROUP_CHECKERS);
  expect(planted).toHaveLength(2 * 2 * 6);
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
