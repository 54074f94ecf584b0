import { startEmulator, type Emulator } from '../../../host/emulator';
import * as ecs from '../../../scripts/ecs';
import { compared, inspectEmulated, type Expected } from '../../harness/emulated';

// Two regions and a call or more for each asset.
jest.setTimeout(30_000);

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
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, securityGroups: 102, plant },
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
