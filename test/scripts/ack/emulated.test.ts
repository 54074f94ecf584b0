import { startEmulator, type Emulator } from '../../../emulator';
import * as ack from '../../../scripts/ack';
import * as oss from '../../../scripts/oss';
import { failures, inspectEmulated, plantedFor, plantFor } from '../../harness/emulated';

// Two regions and a call or more for each asset.
jest.setTimeout(30_000);

let emulator: Emulator;
afterEach(() => emulator.close());

const CHECKERS = [
  ack.ackState,
  ack.ackNode,
  ack.publicApi,
  ack.nodePool,
  ack.auditOff,
  oss.ossPublic,
  oss.ossAvailability,
];

it('finds what is planted and nothing else, across regions', async () => {
  const plant = plantFor(CHECKERS, 2);
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, clusters: 102, buckets: 40, plant },
  });
  const { summary, findings } = await inspectEmulated(emulator, CHECKERS);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts.unknown).toBe(0);
  const planted = plantedFor(emulator, CHECKERS);
  expect(planted).toHaveLength(2 * 5 * 2 + 6 * 2);
  expect(failures(findings)).toEqual(planted);
});

it('what cannot be read is unknown', async () => {
  emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, plant: {} } });
  emulator.faults.set([
    { kind: 'denied', product: 'oss', action: 'GetBucketInfo' },
    { kind: 'denied', product: 'cs', action: 'DescribeClusterNodes' },
  ]);
  const { summary } = await inspectEmulated(emulator, [oss.ossPublic, ack.ackNode]);
  expect(summary.complete).toBe(false);
  expect(summary.verdicts).toMatchObject({ pass: 0, fail: 0 });
  const reasons = summary.collections.map((one) => one.reason ?? '').join('\n');
  expect(reasons).toContain('grant oss:GetBucketInfo');
  expect(reasons).toContain('grant cs:DescribeClusterNodes');
});
