import { EMULATOR_KEY, startEmulator, type Emulator } from '../../../host/emulator';
import { fromKeys } from '../../../lib/credentials';
import type { AnyChecker } from '../../../lib/define';
import { defineInspection } from '../../../lib/inspection';
import type { Finding } from '../../../lib/model';
import { memoryState } from '../../../lib/state';
import * as ack from '../../../scripts/ack';
import * as oss from '../../../scripts/oss';

let emulator: Emulator;
afterEach(() => emulator.close());

async function inspect(checkers: readonly AnyChecker[]) {
  const findings: Finding[] = [];
  const inspection = defineInspection({
    id: 'emulated',
    title: { zh: 'x', en: 'x' },
    schedule: '0 * * * *',
    timeoutSeconds: 60,
    accounts: [{ name: 'a', credentials: fromKeys(EMULATOR_KEY), regions: ['cn-hangzhou', 'cn-shanghai'] }],
    checkers,
  });
  const summary = await inspection.run(undefined, {
    env: { ALIYUN_ENDPOINT: emulator.endpoint },
    state: memoryState(),
    reporters: [{ name: 'keep', findings: (batch) => void findings.push(...batch) }],
  });
  return { summary, findings };
}

/** The conditions that a checker is there to find, and the severity that it gives them. */
const EXPECTED: Readonly<Record<string, readonly [string, string]>> = {
  'ack-unavailable': ['ack-state', 'critical'],
  'ack-node-not-ready': ['ack-node', 'critical'],
  'ack-public-api': ['ack-public-api', 'error'],
  'oss-public-read': ['oss-public', 'critical'],
  'oss-public-write': ['oss-public', 'critical'],
  'oss-public-policy': ['oss-public', 'critical'],
  'oss-availability-warning': ['oss-availability', 'warning'],
  'oss-availability-critical': ['oss-availability', 'critical'],
  'oss-requests-invalid': ['oss-availability', 'warning'],
};
const CHECKERS = [ack.clusterState, ack.nodeNotReady, ack.publicApi, oss.bucketPublic, oss.availabilityLow];

it('finds what is planted and nothing else, across regions', async () => {
  const plant = Object.fromEntries(Object.keys(EXPECTED).map((condition) => [condition, 2]));
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, clusters: 130, buckets: 40, plant },
  });
  const { summary, findings } = await inspect(CHECKERS);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts.unknown).toBe(0);
  const found = findings
    .filter((one) => one.verdict === 'fail')
    .map((one) => `${one.checker} ${one.assetId} ${one.severity}`);
  const planted = emulator.world.planted().map((one) => {
    const [checker, severity] = EXPECTED[one.condition] ?? ['?', '?'];
    return `${checker} ${one.assetId} ${severity}`;
  });
  expect(planted).toHaveLength(2 * 3 * 2 + 6 * 2);
  expect(found.sort()).toEqual(planted.sort());
});

it('what cannot be read is unknown', async () => {
  emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, plant: {} } });
  emulator.faults.set([
    { kind: 'denied', product: 'oss', action: 'GetBucketInfo' },
    { kind: 'denied', product: 'cs', action: 'DescribeClusterNodes' },
  ]);
  const { summary } = await inspect([oss.bucketPublic, ack.nodeNotReady]);
  expect(summary.complete).toBe(false);
  expect(summary.verdicts).toMatchObject({ pass: 0, fail: 0 });
  const reasons = summary.collections.map((one) => one.reason ?? '').join('\n');
  expect(reasons).toContain('grant oss:GetBucketInfo');
  expect(reasons).toContain('grant cs:DescribeClusterNodes');
});
