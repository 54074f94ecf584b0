/** Checkers that no template has, against the emulator: every condition is found, and nothing else. */
import { EMULATOR_KEY, startEmulator, type Emulator } from '../../host/emulator';
import { fromKeys } from '../../lib/credentials';
import type { AnyChecker } from '../../lib/define';
import { defineInspection } from '../../lib/inspection';
import type { Finding } from '../../lib/model';
import { memoryState } from '../../lib/state';
import * as kafka from '../../scripts/kafka';
import { CHECKERS } from '../../scripts/registry.gen';

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

/** The conditions that checkers with such ids are there to find, and the severity that they give them. */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, readonly [string, string]>>>> = {
  kafka: {
    'kafka-disk-warning': ['kafka-disk-high', 'warning'],
    'kafka-disk-critical': ['kafka-disk-high', 'critical'],
    'kafka-traffic-warning': ['kafka-traffic-high', 'warning'],
    'kafka-traffic-critical': ['kafka-traffic-high', 'critical'],
    'kafka-lag-warning': ['kafka-lag-high', 'warning'],
    'kafka-lag-critical': ['kafka-lag-high', 'critical'],
    'kafka-expiring': ['kafka-expiring', 'critical'],
    'kafka-expiring-warning': ['kafka-expiring', 'warning'],
    'kafka-stopped': ['kafka-status-abnormal', 'critical'],
    'kafka-risk-urgent': ['kafka-risk', 'critical'],
    'kafka-risk-important': ['kafka-risk', 'warning'],
  },
  rocketmq: {
    'rocketmq-tps-warning': ['rocketmq-tps-high', 'warning'],
    'rocketmq-tps-critical': ['rocketmq-tps-high', 'critical'],
    'rocketmq-throttled': ['rocketmq-throttled', 'error'],
    'rocketmq-lag-warning': ['rocketmq-lag-high', 'warning'],
    'rocketmq-lag-critical': ['rocketmq-lag-high', 'critical'],
    'rocketmq-delay-warning': ['rocketmq-delay-high', 'warning'],
    'rocketmq-delay-critical': ['rocketmq-delay-high', 'critical'],
    'rocketmq-dead-letter-warning': ['rocketmq-dead-letter', 'warning'],
    'rocketmq-dead-letter-critical': ['rocketmq-dead-letter', 'critical'],
    'rocketmq-expiring': ['rocketmq-expiring', 'critical'],
    'rocketmq-expiring-warning': ['rocketmq-expiring', 'warning'],
    'rocketmq-stopped': ['rocketmq-status-abnormal', 'critical'],
  },
  es: {
    'es-yellow': ['es-status', 'warning'],
    'es-red': ['es-status', 'critical'],
    'es-disk-warning': ['es-disk-high', 'warning'],
    'es-disk-critical': ['es-disk-high', 'critical'],
    'es-heap-warning': ['es-heap-high', 'warning'],
    'es-heap-critical': ['es-heap-high', 'critical'],
    'es-cpu-warning': ['es-cpu-high', 'warning'],
    'es-cpu-critical': ['es-cpu-high', 'critical'],
    'es-expiring': ['es-expiring', 'critical'],
    'es-expiring-warning': ['es-expiring', 'warning'],
    'es-frozen': ['es-inactive', 'critical'],
  },
  nas: {
    'nas-capacity-warning': ['nas-capacity-high', 'warning'],
    'nas-capacity-critical': ['nas-capacity-high', 'critical'],
    'nas-expiring': ['nas-expiring', 'critical'],
    'nas-expiring-warning': ['nas-expiring', 'warning'],
  },
  ess: {
    'ess-suspended': ['ess-suspended', 'error'],
    'ess-at-capacity': ['ess-at-capacity', 'warning'],
  },
  'vpc-bandwidth': {
    'cbwp-high-warning': ['vpc-bandwidth-package-high', 'warning'],
    'cbwp-high-critical': ['vpc-bandwidth-package-high', 'critical'],
  },
  'vpc-vpn-bandwidth': {
    'vpn-bandwidth-warning': ['vpc-vpn-bandwidth-high', 'warning'],
    'vpn-bandwidth-critical': ['vpc-vpn-bandwidth-high', 'critical'],
  },
  'redis-conn': {
    'redis-conn-warning': ['redis-conn-high', 'warning'],
    'redis-conn-critical': ['redis-conn-high', 'critical'],
  },
  'rds-memory': {
    'rds-memory-warning': ['rds-memory-high', 'warning'],
    'rds-memory-critical': ['rds-memory-high', 'critical'],
  },
  'rds-iops': {
    'rds-iops-warning': ['rds-iops-high', 'warning'],
    'rds-iops-critical': ['rds-iops-high', 'critical'],
  },
  'rds-basic': { 'rds-basic': ['rds-basic-edition', 'warning'] },
  'polardb-storage': {
    'polardb-storage-warning': ['polardb-storage-high', 'warning'],
    'polardb-storage-critical': ['polardb-storage-high', 'critical'],
  },
  'ecs-packet-drop': {
    'ecs-packet-drop-warning': ['ecs-packet-drop', 'warning'],
    'ecs-packet-drop-critical': ['ecs-packet-drop', 'critical'],
  },
  'ecs-deletion-protection': { 'ecs-unprotected': ['ecs-deletion-protection-off', 'info'] },
  'ecs-oversized': { 'ecs-oversized': ['ecs-oversized', 'info'] },
  'ecs-imdsv1': { 'ecs-imdsv1': ['ecs-imdsv1', 'warning'] },
  'ecs-public-ip': { 'ecs-public-ip': ['ecs-public-ip', 'warning'] },
  'ecs-classic': { 'ecs-classic': ['ecs-classic-network', 'warning'] },
  'ecs-disk-unencrypted': { 'disk-unencrypted': ['ecs-disk-unencrypted', 'info'] },
  'slb-single-zone': { 'slb-single-zone': ['slb-single-zone', 'info'] },
  'alb-rejected': { 'alb-rejected': ['alb-rejected', 'error'] },
};
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

it.each(Object.entries(EXPECTED))('finds what is planted in %s and nothing else', async (product, expected) => {
  const plant = Object.fromEntries(Object.keys(expected).map((condition) => [condition, 2]));
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], ...SIZES, plant },
  });
  const { summary, findings } = await inspect(CHECKERS.filter(({ id }) => `${id}-`.startsWith(`${product}-`)));
  expect(summary.complete).toBe(true);
  expect(findings.filter((one) => one.verdict === 'unknown')).toEqual([]);
  const found = findings
    .filter((one) => one.verdict === 'fail')
    .map((one) => `${one.checker} ${one.assetId} ${one.severity}`);
  const planted = emulator.world.planted().map((one) => {
    const [checker, severity] = expected[one.condition] ?? ['?', '?'];
    return `${checker} ${one.assetId} ${severity}`;
  });
  expect(planted).toHaveLength(Object.keys(expected).length * 2 * 2);
  expect(found.sort()).toEqual(planted.sort());
});

it('what cannot be read is unknown', async () => {
  emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, plant: {} } });
  emulator.faults.set([
    { kind: 'denied', product: 'alikafka', action: 'GetRiskList' },
    { kind: 'denied', product: 'cms', action: 'DescribeMetricLast' },
  ]);
  const { summary } = await inspect([kafka.riskOpen, kafka.lagHigh]);
  expect(summary.complete).toBe(false);
  expect(summary.verdicts).toMatchObject({ pass: 0, fail: 0, skip: 0 });
  const reasons = summary.collections.map((one) => one.reason ?? '').join('\n');
  expect(reasons).toContain('grant alikafka:GetRiskList');
});
