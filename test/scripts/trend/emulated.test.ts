/**
 * The checkers that look at the past of a metric, against the emulator: what is planted is found, on the very assets,
 * and nothing else is.
 */
import { EMULATOR_KEY, startEmulator, type Emulator } from '../../../host/emulator';
import { fromKeys } from '../../../lib/credentials';
import { defineInspection } from '../../../lib/inspection';
import type { Finding, RunSummary } from '../../../lib/model';
import { memoryState } from '../../../lib/state';
import * as ecs from '../../../scripts/ecs';
import * as rds from '../../../scripts/rds';
import * as vpc from '../../../scripts/vpc';

const REGION = 'cn-hangzhou';

/** What each condition must raise. Every other one must raise nothing. */
const RAISES: Readonly<Record<string, string>> = {
  'ecs-fs-filling-warning': 'ecs-fs-filling warning',
  'ecs-fs-filling-critical': 'ecs-fs-filling critical',
  'ecs-cpu-jump': 'ecs-cpu-change warning',
  'ecs-idle': 'ecs-idle warning',
  'rds-disk-filling-warning': 'rds-disk-filling warning',
  'rds-disk-filling-critical': 'rds-disk-filling critical',
  'rds-cpu-jump': 'rds-cpu-change warning',
  'rds-idle': 'rds-idle warning',
  'eip-idle': 'vpc-eip-zero-traffic warning',
  'eip-traffic-jump': 'vpc-eip-traffic-change warning',
  'eip-traffic-drop': 'vpc-eip-traffic-change warning',
};

const CHECKERS = [
  ecs.fileSystemFilling,
  ecs.cpuChange,
  ecs.instanceIdle,
  rds.diskFilling,
  rds.cpuChange,
  rds.instanceIdle,
  vpc.eipZeroTraffic,
  vpc.eipTrafficChange,
] as const;

let emulator: Emulator;
let summary: RunSummary;
const findings: Finding[] = [];

beforeAll(async () => {
  emulator = await startEmulator({
    scenario: { regions: { [REGION]: { instances: 60, rdsInstances: 32, eips: 30 } } },
  });
  summary = await defineInspection({
    id: 'trends',
    title: { zh: '趋势', en: 'Trends' },
    schedule: '0 * * * *',
    timeoutSeconds: 110,
    accounts: [{ name: 'a', credentials: fromKeys(EMULATOR_KEY), regions: [REGION] }],
    checkers: CHECKERS,
  }).run(undefined, {
    env: { ALIYUN_ENDPOINT: emulator.endpoint },
    state: memoryState(),
    reporters: [{ name: 'k', findings: (batch) => void findings.push(...batch) }],
  });
}, 120_000);
afterAll(() => emulator.close());

test('what is planted is found, and nothing else', () => {
  const raised = findings.filter((f) => f.verdict === 'fail').map((f) => `${f.assetId} ${f.checker} ${f.severity}`);
  const planted = emulator.world
    .planted()
    .flatMap(({ assetId, condition }) => (RAISES[condition] ? [`${assetId} ${RAISES[condition]}`] : []));
  expect(raised.sort()).toEqual(planted.sort());
  expect(new Set(planted.map((one) => one.split(' ').slice(1).join(' '))).size).toBe(
    new Set(Object.values(RAISES)).size,
  );
});

test('the run is complete, and says how many calls it took', () => {
  expect(summary).toMatchObject({ complete: true });
  const calls = Object.fromEntries(summary.collections.map((c) => [c.collector, c.calls]));
  // 60 instances are two batches, of 12 and 3 pages at most: two weeks of one line, or one of two. Two checkers share
  // the CPU; those that are stopped have no points.
  for (const id of ['ecs-cpu-history-3600', 'ecs-file-system-history-3600']) {
    expect(calls[id]).toBeGreaterThan(12);
    expect(calls[id]).toBeLessThanOrEqual(15);
  }
  expect(emulator.stats().byCall[`cms:DescribeMetricLast:${REGION}`]).toBeUndefined();
});
