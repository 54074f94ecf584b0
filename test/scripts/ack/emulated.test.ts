import { startEmulator, type Emulator } from '../../../host/emulator';
import * as ack from '../../../scripts/ack';
import * as oss from '../../../scripts/oss';
import { compared, inspectEmulated, type Expected } from '../../harness/emulated';

// Two regions and a call or more for each asset.
jest.setTimeout(30_000);

let emulator: Emulator;
afterEach(() => emulator.close());

/** The conditions that a checker is there to find, and the severity that it gives them. */
const EXPECTED: Expected = {
  'ack-unavailable': [['ack-state', 'critical']],
  'ack-node-not-ready': [['ack-node', 'critical']],
  'ack-public-api': [['ack-public-api', 'error']],
  'ack-pool-failed': [['ack-node-pool', 'error']],
  'ack-audit-off': [['ack-audit-off', 'warning']],
  'oss-public-read': [['oss-public', 'critical']],
  'oss-public-write': [['oss-public', 'critical']],
  'oss-public-policy': [['oss-public', 'critical']],
  'oss-availability-warning': [['oss-availability', 'warning']],
  'oss-availability-critical': [['oss-availability', 'critical']],
  'oss-requests-invalid': [['oss-availability', 'warning']],
};
const CHECKERS = [
  ack.clusterState,
  ack.nodeNotReady,
  ack.publicApi,
  ack.nodePoolAbnormal,
  ack.auditOff,
  oss.bucketPublic,
  oss.availabilityLow,
];

it('finds what is planted and nothing else, across regions', async () => {
  const plant = Object.fromEntries(Object.keys(EXPECTED).map((condition) => [condition, 2]));
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, clusters: 102, buckets: 40, plant },
  });
  const { summary, findings } = await inspectEmulated(emulator, CHECKERS);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts.unknown).toBe(0);
  const { found, planted } = compared(emulator, findings, EXPECTED);
  expect(planted).toHaveLength(2 * 5 * 2 + 6 * 2);
  expect(found).toEqual(planted);
});

it('what cannot be read is unknown', async () => {
  emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, plant: {} } });
  emulator.faults.set([
    { kind: 'denied', product: 'oss', action: 'GetBucketInfo' },
    { kind: 'denied', product: 'cs', action: 'DescribeClusterNodes' },
  ]);
  const { summary } = await inspectEmulated(emulator, [oss.bucketPublic, ack.nodeNotReady]);
  expect(summary.complete).toBe(false);
  expect(summary.verdicts).toMatchObject({ pass: 0, fail: 0 });
  const reasons = summary.collections.map((one) => one.reason ?? '').join('\n');
  expect(reasons).toContain('grant oss:GetBucketInfo');
  expect(reasons).toContain('grant cs:DescribeClusterNodes');
});
