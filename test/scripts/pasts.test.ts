/**
 * The checkers that look at the past of a metric, against the emulator: what is planted is found, on the very assets,
 * and nothing else is.
 */
import { startEmulator, type Emulator } from '../../emulator';
import type { Finding, RunSummary } from '../../lib/model';
import * as ecs from '../../scripts/ecs';
import * as rds from '../../scripts/rds';
import * as vpc from '../../scripts/vpc';
import { failures, inspectEmulated, plantedFor } from '../harness/emulated';

const REGION = 'cn-hangzhou';

const CHECKERS = [
  ecs.fsFilling,
  ecs.cpuChange,
  ecs.ecsIdle,
  rds.diskFilling,
  rds.cpuChange,
  rds.rdsIdle,
  vpc.eipZeroTraffic,
  vpc.eipTrafficChange,
] as const;

/** How many days of growth are whole, and so how grave it is, depends on the hour: this one is noon in China. */
const NOW = new Date('2026-06-20T04:00:00Z');

let emulator: Emulator;
let summary: RunSummary;
let findings: readonly Finding[];

beforeAll(async () => {
  emulator = await startEmulator({
    now: NOW.getTime(),
    scenario: { regions: { [REGION]: { instances: 60, rdsInstances: 32, eips: 30 } } },
  });
  ({ summary, findings } = await inspectEmulated(emulator, CHECKERS, { now: NOW }));
}, 120_000);
afterAll(() => emulator.close());

test('what is planted is found, and nothing else', () => {
  const planted = plantedFor(emulator, CHECKERS);
  expect(failures(findings)).toEqual(planted);
  expect(new Set(planted.map((one) => one.split(' ')[0])).size).toBe(CHECKERS.length);
});

test('the run is complete, and says how many calls it took', () => {
  expect(summary).toMatchObject({ complete: true });
  const calls = Object.fromEntries(summary.collections.map((c) => [c.collector, c.calls]));
  // 60 instances are two batches, of 47 and 10 pages at most where it is four weeks of two lines, of 26 and 6 where it is a month of one; those that
  // are stopped have no points. What goes on with the CPU from run to run does not share it with what looks at a week of it.
  for (const [id, most] of [
    ['ecs-cpu-since-3600', 32],
    ['ecs-file-system-history-3600', 57],
  ] as const) {
    expect(calls[id]).toBeGreaterThan(0.85 * most);
    expect(calls[id]).toBeLessThanOrEqual(most);
  }
  expect(emulator.stats().byCall[`cms:DescribeMetricLast:${REGION}`]).toBeUndefined();
});
