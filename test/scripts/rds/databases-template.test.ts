/** The template of databases against the emulator: what was planted is what is found, and nothing else. */
import { EMULATOR_ACCOUNT, EMULATOR_KEY, loadScenario, startEmulator, type Emulator } from '../../../emulator';
import type { CollectionSummary, Finding, RunSummary } from '../../../lib/model';
import { memoryState } from '../../../lib/state';
import { inspection } from '../../../templates/databases';
import { failures, plantedFor, plantFor } from '../../harness/emulated';

/** One region with more than one page of every list, one with hardly anything that is healthy. */
const SIZES = {
  'cn-hangzhou': { rdsInstances: 101, redisInstances: 51, polardbClusters: 101, mongoInstances: 30 },
  'ap-southeast-1': { rdsInstances: 18, redisInstances: 16, polardbClusters: 20, mongoInstances: 24 },
};
const SMALL = 'ap-southeast-1';

interface Run {
  readonly summary: RunSummary;
  readonly findings: readonly Finding[];
  readonly collections: readonly CollectionSummary[];
}

let emulator: Emulator;
const before = { ...process.env };
const scenario = {
  regions: SIZES,
  instances: 0,
  plant: plantFor(inspection.checkers, 1),
  changes: [{ epoch: 1, do: 'recover', condition: 'rds-whitelist-open' }],
};

// A thousand calls over HTTP, on a machine that may be busy.
jest.setTimeout(120_000);

beforeAll(async () => {
  emulator = await startEmulator({ scenario: loadScenario(scenario) });
  process.env.ALIBABA_CLOUD_ACCESS_KEY_ID = EMULATOR_KEY.accessKeyId;
  process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET = EMULATOR_KEY.accessKeySecret;
});
afterAll(async () => {
  process.env = before;
  await emulator.close();
});
afterEach(() => emulator.faults.set([]));

async function run(regions?: readonly string[], state = memoryState()): Promise<Run> {
  const findings: Finding[] = [];
  const collections: CollectionSummary[] = [];
  const summary = await inspection.run(regions && { regions }, {
    env: { ...process.env, ALIYUN_ENDPOINT: emulator.endpoint },
    state,
    reporters: [
      {
        name: 'memory',
        findings: (batch) => void findings.push(...batch),
        collection: (one) => void collections.push(one),
      },
    ],
  });
  return { summary, findings, collections };
}

const planted = (region?: string): string[] =>
  plantedFor(emulator, inspection.checkers).filter((one) => (region ?? one.split(' ')[2]) === one.split(' ')[2]);

test('every condition is planted once in each region', () => {
  const counts = new Map<string, number>();
  for (const { condition } of emulator.world.planted()) counts.set(condition, (counts.get(condition) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual(plantFor(inspection.checkers, 2));
});

test('what was planted is found with its severity, and nothing else; every asset is judged', async () => {
  const { summary, findings, collections } = await run();
  expect(summary.complete).toBe(true);
  expect(failures(findings)).toEqual(planted());
  expect(findings.filter((finding) => finding.verdict === 'unknown')).toEqual([]);
  expect(summary.assets).toBe(
    Object.values(SIZES).reduce((sum, sizes) => Object.values(sizes).reduce((all, size) => all + size, sum), 0),
  );
  expect(new Set(findings.map((finding) => finding.checker)).size).toBe(inspection.checkers.length);
  // One call for each asset that is asked for, and not one more.
  const calls = Object.fromEntries(
    collections.filter((one) => one.region === 'cn-hangzhou').map((one) => [one.collector, one.calls]),
  );
  const { rdsInstances, redisInstances, mongoInstances } = SIZES['cn-hangzhou'];
  expect(calls).toMatchObject({
    'rds-instances': 2,
    'redis-instances': 2,
    'polardb-clusters': 2,
    // Two pages, and one for those without a server.
    'mongodb-instances': 3,
    'rds-whitelist': rdsInstances,
    'rds-net-info': rdsInstances,
    'redis-attributes': redisInstances,
    'mongodb-audit-policy': mongoInstances,
  });
  expect(calls['rds-backups']).toBeLessThan(rdsInstances);
});

test('a recovery is told, and the rest stays as it was', async () => {
  const state = memoryState();
  const first = await run([SMALL], state);
  emulator.advance();
  const second = await run([SMALL], state);
  expect(failures(second.findings)).toEqual(planted(SMALL));
  expect(second.summary.events).toEqual({ anomaly: 0, update: 0, recovery: 1 });
  expect(second.summary.stillOpen).toBe(first.summary.events.anomaly - 1);
});

test('a whitelist that may not be read is unknown, never a pass, and its neighbours are judged', async () => {
  emulator.faults.set([{ kind: 'denied', product: 'rds', action: 'DescribeDBInstanceIPArrayList' }]);
  const { summary, findings, collections } = await run([SMALL]);
  const verdicts = (checker: string) =>
    new Set(findings.filter((finding) => finding.checker === checker).map((finding) => finding.verdict));
  expect(verdicts('rds-whitelist-open')).toEqual(new Set(['unknown']));
  expect(verdicts('rds-public-endpoint')).toEqual(new Set(['pass', 'fail']));
  expect(summary.complete).toBe(false);
  expect(collections.find((one) => one.collector === 'rds-whitelist')).toMatchObject({
    status: 'failed',
    account: EMULATOR_ACCOUNT,
    reason: expect.stringContaining('rds:DescribeDBInstanceIPArrayList'),
  });
});
