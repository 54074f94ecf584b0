import { startEmulator, type Emulator } from '../../../host/emulator';
import * as bss from '../../../scripts/bss';
import * as cas from '../../../scripts/cas';
import * as cdn from '../../../scripts/cdn';
import * as domain from '../../../scripts/domain';
import { failures, inspectEmulated, plantedFor } from '../../harness/emulated';

let emulator: Emulator;
afterEach(() => emulator.close());

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
/** What is raised only with the parameter that these checkers are given. */
const RENEWING: Readonly<Record<string, string>> = {
  'bss-renewing': 'bss-expiring',
  'domain-renewing': 'domain-expiring',
};

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
  const { summary, findings } = await inspectEmulated(emulator, CHECKERS, { now: NOW });
  expect(summary.complete).toBe(true);
  expect(summary.verdicts.unknown).toBe(0);
  const planted = emulator.world.planted();
  expect(planted).toHaveLength(conditions.length);
  const renewing = planted.flatMap(({ condition, accountId, region, assetId }) =>
    condition in RENEWING ? [`${RENEWING[condition]} ${accountId} ${region} ${assetId} info`] : [],
  );
  expect(failures(findings)).toEqual([...plantedFor(emulator, CHECKERS), ...renewing].sort());
});
