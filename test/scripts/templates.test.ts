/** The templates of one purpose against the emulator: they read all that they want, and find what is planted for them. */
import { EMULATOR_KEY, startEmulator, type Emulator } from '../../emulator';
import type { Finding } from '../../lib/model';
import { memoryState } from '../../lib/state';
import { inspection as billing } from '../../templates/billing';
import { inspection as idle } from '../../templates/idle';
import { inspection as spot } from '../../templates/spot';

let emulator: Emulator;
const before = { ...process.env };
beforeEach(() => {
  process.env.ALIBABA_CLOUD_ACCESS_KEY_ID = EMULATOR_KEY.accessKeyId;
  process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET = EMULATOR_KEY.accessKeySecret;
});
afterEach(async () => {
  process.env = before;
  await emulator.close();
});
jest.setTimeout(60_000);

const BILLING = { 'bss-spend-month': ['bss-spend-spike'], 'bss-balance-warning': ['bss-balance-low'] };
const IDLE = {
  'ecs-idle': ['ecs-idle'],
  'ecs-stopped-billed-payg': ['ecs-stopped-billed'],
  'disk-unattached-warning': ['ecs-disk-unattached'],
  'snapshot-orphan': ['ecs-snapshot-orphan'],
  'rds-idle': ['rds-idle'],
  'eip-unbound': ['vpc-eip-unbound'],
  'eip-idle': ['vpc-eip-zero-traffic'],
  'nat-no-address': ['vpc-nat-idle'],
  'alb-idle': ['alb-idle'],
  'alb-group-empty': ['alb-server-group-empty'],
  'nlb-idle': ['nlb-idle'],
  'nlb-group-empty': ['nlb-server-group-empty'],
};
const SPOT = {
  'ecs-spot-recycling': ['ecs-spot-reclaim'],
  'cms-spot-interruption': ['cms-spot-interruption'],
  'ecs-spot-near-limit': ['ecs-spot-price-near-limit'],
  'ecs-spot-dear': ['ecs-spot-price-rise'],
};

it.each([
  ['billing', billing, BILLING],
  ['idle', idle, IDLE],
  ['spot', spot, SPOT],
] as const)('%s', async (_, inspection, expected: Readonly<Record<string, readonly string[]>>) => {
  const plant = Object.fromEntries(Object.keys(expected).map((condition) => [condition, 1]));
  const sizes = { instances: 12, rdsInstances: 8, eips: 8, natGateways: 4, albs: 4, nlbs: 4 };
  emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou'], ...sizes, plant } });
  const findings: Finding[] = [];
  const summary = await inspection.run(undefined, {
    env: { ...process.env, ALIYUN_ENDPOINT: emulator.endpoint },
    state: memoryState(),
    reporters: [{ name: 'keep', findings: (batch) => void findings.push(...batch) }],
  });
  expect(summary.complete).toBe(true);
  expect(findings.filter(({ verdict }) => verdict === 'unknown')).toEqual([]);
  const found = findings.filter(({ verdict }) => verdict === 'fail');
  expect(found.map(({ checker, assetId }) => `${checker} ${assetId}`).sort()).toEqual(
    emulator.world
      .planted()
      .flatMap(({ condition, assetId }) => (expected[condition] ?? []).map((checker) => `${checker} ${assetId}`))
      .sort(),
  );
});
