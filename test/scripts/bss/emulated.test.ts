import { EMULATOR_KEY, startEmulator, type Emulator } from '../../../host/emulator';
import { fromKeys } from '../../../lib/credentials';
import { defineInspection } from '../../../lib/inspection';
import type { Finding } from '../../../lib/model';
import { memoryState } from '../../../lib/state';
import * as bss from '../../../scripts/bss';

let emulator: Emulator;
afterEach(() => emulator.close());

/** What a checker says about a planted condition. */
const EXPECTED: Readonly<Record<string, readonly [string, string]>> = {
  'bss-expiring-warning': ['bss-expiring', 'warning'],
  'bss-expiring-critical': ['bss-expiring', 'critical'],
  'bss-expired': ['bss-expiring', 'critical'],
  'bss-renewing': ['bss-expiring', 'info'],
  'bss-balance-warning': ['bss-balance-low', 'warning'],
  'bss-balance-critical': ['bss-balance-low', 'critical'],
  'bss-balance-days': ['bss-balance-low', 'warning'],
  'bss-spend-month': ['bss-spend-spike', 'warning'],
  'bss-spend-year': ['bss-spend-spike', 'warning'],
};
const CHECKERS = [
  bss.subscriptionExpiring.with({ autoRenewal: true }),
  bss.balanceLow,
  bss.spendSpike,
  bss.overBudget.with({ budget: 20_000 }),
] as const;

/** The 20th, so that the month under way says something. */
const NOW = new Date('2026-06-20T04:00:00Z');

it.each([
  ['a healthy account', []],
  ['subscriptions', ['bss-expiring-warning', 'bss-expiring-critical', 'bss-expired', 'bss-renewing']],
  ['little money', ['bss-balance-warning']],
  ['a debt', ['bss-balance-critical', 'bss-spend-year']],
  ['money for few days', ['bss-balance-days']],
  ['a jump', ['bss-spend-month']],
])('finds what is planted and nothing else: %s', async (_, conditions) => {
  const plant = Object.fromEntries(conditions.map((condition) => [condition, 1]));
  emulator = await startEmulator({ now: NOW.getTime(), scenario: { instances: 0, plant } });
  const findings: Finding[] = [];
  const inspection = defineInspection({
    id: 'emulated',
    title: { zh: 'x', en: 'x' },
    schedule: '0 * * * *',
    timeoutSeconds: 60,
    accounts: [{ name: 'a', credentials: fromKeys(EMULATOR_KEY), regions: 'all' }],
    checkers: CHECKERS,
  });
  const summary = await inspection.run(undefined, {
    env: { ALIYUN_ENDPOINT: emulator.endpoint },
    now: () => NOW,
    state: memoryState(),
    reporters: [{ name: 'keep', findings: (batch) => void findings.push(...batch) }],
  });
  expect(summary.complete).toBe(true);
  expect(summary.verdicts.unknown).toBe(0);
  const found = findings.filter((one) => one.verdict === 'fail');
  const planted = emulator.world.planted();
  expect(planted).toHaveLength(conditions.length);
  expect(found.map((one) => [one.checker, one.severity, one.assetId]).sort()).toEqual(
    planted.map(({ condition, assetId }) => [...(EXPECTED[condition] ?? []), assetId]).sort(),
  );
});
