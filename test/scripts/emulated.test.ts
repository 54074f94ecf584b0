/** Checkers that no template has, against the emulator: every condition is found, and nothing else. */
import { startEmulator, type Emulator } from '../../emulator';
import * as kafka from '../../scripts/kafka';
import { CHECKERS } from '../../scripts/registry.gen';
import { failures, inspectEmulated, plantedFor, plantFor } from '../harness/emulated';

let emulator: Emulator;
afterEach(() => emulator.close());

/** What the ids of checkers begin with that are tried together. */
const GROUPS = [
  'kafka',
  'rocketmq',
  'es',
  'nas',
  'ess',
  'vpc-bandwidth',
  'vpc-vpn-bandwidth',
  'redis-conn',
  'rds-memory',
  'rds-iops',
  'rds-basic',
  'polardb-storage',
  'ecs-packet-drop',
  'ecs-net-out',
  'ecs-deletion-protection',
  'ecs-imdsv1',
  'ecs-public-ip',
  'ecs-classic',
  'ecs-disk-unencrypted',
  'slb-single-zone',
  'alb-rejected',
  ...['hbase', 'cloudapi', 'eas', 'sls', 'maxcompute'],
];
const SIZES = {
  instances: 12,
  kafkaInstances: 60,
  rocketmqInstances: 250,
  esInstances: 130,
  fileSystems: 30,
  scalingGroups: 60,
  bandwidthPackages: 60,
  vpnGateways: 60,
};

it.each(GROUPS)('finds what is planted for %s and nothing else', async (group) => {
  const checkers = CHECKERS.filter(({ id }) => `${id}-`.startsWith(`${group}-`));
  const plant = plantFor(checkers, 2);
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], ...SIZES, plant },
  });
  const { summary, findings } = await inspectEmulated(emulator, checkers);
  expect(summary.complete).toBe(true);
  expect(findings.filter((one) => one.verdict === 'unknown')).toEqual([]);
  const planted = plantedFor(emulator, checkers);
  expect(planted).toHaveLength(Object.keys(plant).length * 2 * 2);
  expect(failures(findings)).toEqual(planted);
});

it.each(['advisor', 'sas-server', 'pvtz'])(
  'finds what is planted for %s, which knows an account and no regions',
  async (group) => {
    const checkers = CHECKERS.filter(({ id }) => `${id}-`.startsWith(`${group}-`));
    const plant = plantFor(checkers, 2);
    emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, plant } });
    const { summary, findings } = await inspectEmulated(emulator, checkers);
    expect(summary.complete).toBe(true);
    const planted = plantedFor(emulator, checkers);
    expect(planted).toHaveLength(Object.keys(plant).length * 2);
    expect(failures(findings)).toEqual(planted);
  },
);

it('what cannot be read is unknown', async () => {
  emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, plant: {} } });
  emulator.faults.set([
    { kind: 'denied', product: 'alikafka', action: 'GetRiskList' },
    { kind: 'denied', product: 'cms', action: 'DescribeMetricList' },
  ]);
  const { summary } = await inspectEmulated(emulator, [kafka.kafkaRisk, kafka.lagHigh]);
  expect(summary.complete).toBe(false);
  expect(summary.verdicts).toMatchObject({ pass: 0, fail: 0, skip: 0 });
  const reasons = summary.collections.map((one) => one.reason ?? '').join('\n');
  expect(reasons).toContain('grant alikafka:GetRiskList');
});
