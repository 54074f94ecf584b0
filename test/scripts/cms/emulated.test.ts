import { EMULATOR_KEY, startEmulator, type Emulator } from '../../../host/emulator';
import { fromKeys } from '../../../lib/credentials';
import { defineInspection } from '../../../lib/inspection';
import type { Finding } from '../../../lib/model';
import { memoryState } from '../../../lib/state';
import * as cms from '../../../scripts/cms';

let emulator: Emulator;
afterEach(() => emulator.close());

const EXPECTED: Readonly<Record<string, readonly [string, string]>> = {
  'cms-event-critical': ['cms-system-event', 'critical'],
  'cms-event-warning': ['cms-system-event', 'warning'],
  'cms-blackhole': ['cms-ddos-blackhole', 'critical'],
  'cms-spot-interruption': ['cms-spot-interruption', 'error'],
};

it('finds what is planted and nothing else, page by page and region by region', async () => {
  const plant = Object.fromEntries(Object.keys(EXPECTED).map((condition) => [condition, 3]));
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 5, systemEvents: 430, plant },
  });
  const findings: Finding[] = [];
  const inspection = defineInspection({
    id: 'emulated',
    title: { zh: 'x', en: 'x' },
    schedule: '0 * * * *',
    timeoutSeconds: 60,
    accounts: [{ name: 'a', credentials: fromKeys(EMULATOR_KEY), regions: 'all' }],
    checkers: [cms.systemEvent, cms.ddosBlackhole, cms.spotInterruption],
  });
  const summary = await inspection.run(undefined, {
    env: { ALIYUN_ENDPOINT: emulator.endpoint },
    state: memoryState(),
    reporters: [{ name: 'keep', findings: (batch) => void findings.push(...batch) }],
  });
  expect(summary.complete).toBe(true);
  expect(summary.assets).toBe(860);
  expect(summary.verdicts.unknown).toBe(0);
  const found = findings.filter((one) => one.verdict === 'fail');
  expect(found.map((one) => [one.checker, one.severity, one.region, one.assetId]).sort()).toEqual(
    emulator.world
      .planted()
      .map(({ condition, region, assetId }) => [...(EXPECTED[condition] ?? []), region, assetId])
      .sort(),
  );
  expect(found).toHaveLength(4 * 3 * 2);
});
