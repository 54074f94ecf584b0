import { EMULATOR_KEY, startEmulator, type Emulator } from '../../../host/emulator';
import { fromKeys } from '../../../lib/credentials';
import { defineInspection } from '../../../lib/inspection';
import type { Finding } from '../../../lib/model';
import { memoryState } from '../../../lib/state';
import * as bss from '../../../scripts/bss';
import * as cas from '../../../scripts/cas';
import * as cdn from '../../../scripts/cdn';
import * as domain from '../../../scripts/domain';

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
  'cas-expiring-warning': ['cas-cert-expiring', 'warning'],
  'cas-expiring-critical': ['cas-cert-expiring', 'critical'],
  'cas-expired': ['cas-cert-expiring', 'critical'],
  'domain-expiring-warning': ['domain-expiring', 'warning'],
  'domain-expiring-critical': ['domain-expiring', 'critical'],
  'domain-redeem': ['domain-expiring', 'critical'],
  'domain-renewing': ['domain-expiring', 'info'],
  'cdn-offline': ['cdn-status-abnormal', 'warning'],
  'cdn-configure-failed': ['cdn-status-abnormal', 'error'],
  'cdn-check-failed': ['cdn-status-abnormal', 'error'],
  'cdn-cert-expiring-warning': ['cdn-cert-expiring', 'warning'],
  'cdn-cert-expiring-critical': ['cdn-cert-expiring', 'critical'],
  'cdn-cert-expired': ['cdn-cert-expiring', 'critical'],
};
const CHECKERS = [
  bss.subscriptionExpiring.with({ autoRenewal: true }),
  bss.balanceLow,
  bss.spendSpike,
  bss.overBudget.with({ budget: 20_000 }),
  cas.certExpiring,
  domain.domainExpiring.with({ autoRenewal: true }),
  cdn.statusAbnormal,
  cdn.certExpiring,
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
  ['certificates', ['cas-expiring-warning', 'cas-expiring-critical', 'cas-expired']],
  ['names', ['domain-expiring-warning', 'domain-expiring-critical', 'domain-redeem', 'domain-renewing']],
  ['CDN', ['cdn-offline', 'cdn-configure-failed', 'cdn-check-failed']],
  ['CDN certificates', ['cdn-cert-expiring-warning', 'cdn-cert-expiring-critical', 'cdn-cert-expired']],
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
