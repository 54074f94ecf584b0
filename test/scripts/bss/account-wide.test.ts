import { startEmulator, type Emulator } from '../../../emulator';
import type { AnyChecker } from '../../../lib/define';
import * as bss from '../../../scripts/bss';
import * as cas from '../../../scripts/cas';
import * as cdn from '../../../scripts/cdn';
import * as domain from '../../../scripts/domain';
import { failures, inspectEmulated, plantedFor } from '../../harness/emulated';

let emulator: Emulator;
afterEach(() => emulator.close());

const CHECKERS = [
  bss.bssExpiring.with({ autoRenewal: true }),
  bss.balanceLow,
  bss.spendSpike,
  bss.overBudget.with({ budget: 20_000 }),
  bss.budgetForecast.with({ budget: 20_000 }),
  bss.packageExpiring,
  bss.planExpiring,
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

const inspect = (checkers: readonly AnyChecker[]) => inspectEmulated(emulator, checkers, { now: NOW });

it.each([
  ['a healthy account', []],
  [
    'subscriptions',
    ['bss-expiring-warning', 'bss-expiring-critical', 'bss-expired', 'bss-renewing', 'bss-not-renewed'],
  ],
  ['packages', ['bss-package-low', 'bss-package-expiring']],
  ['savings plans', ['bss-plan-expiring-warning', 'bss-plan-expiring-critical', 'bss-plan-stopped']],
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
  const { summary, findings } = await inspect(CHECKERS);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts.unknown).toBe(0);
  const planted = emulator.world.planted();
  expect(planted).toHaveLength(conditions.length);
  const renewing = planted.flatMap(({ condition, accountId, region, assetId }) =>
    condition in RENEWING ? [`${RENEWING[condition]} ${accountId} ${region} ${assetId} info`] : [],
  );
  expect(failures(findings)).toEqual([...plantedFor(emulator, CHECKERS), ...renewing].sort());
});

const BUDGETS = [bss.spendSpike, bss.overBudget.with({ budget: 5500 }), bss.budgetForecast.with({ budget: 4300 })];

it('sees weeks before that a budget will not do, and tells what costs most', async () => {
  emulator = await startEmulator({
    now: NOW.getTime(),
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 250, plant: { 'bss-forecast-over': 1 } },
  });
  const { summary, findings } = await inspect(BUDGETS);
  expect(summary.complete).toBe(true);
  const failed = findings.filter((one) => one.verdict === 'fail');
  expect(failed.map(({ checker, severity }) => [checker, severity])).toEqual([['bss-budget-forecast', 'warning']]);
  const { data } = failed[0] ?? {};
  const value = Number(data?.value);
  expect(Number(data?.low)).toBeLessThanOrEqual(value);
  expect(Number(data?.high)).toBeGreaterThanOrEqual(value);
  // 1.7 times what a month costs, of which pay-as-you-go is forecast for June's thirty days.
  expect(value).toBeGreaterThan(4300);
  expect(value).toBeLessThan(5000);
  expect(data?.products).toEqual([expect.stringMatching(/^rds \d/), ...Array<unknown>(3).fill(expect.any(String))]);
  expect(data?.instances).toHaveLength(5);
  const calls = Object.fromEntries(summary.collections.map(({ collector, calls: made }) => [collector, made]));
  expect(calls).toMatchObject({ 'bss-bills': 5, 'bss-daily-bills': 38 });
  expect(calls['bss-instance-bills']).toBeGreaterThan(2);
});

it('tells of spending although it may not read what instances cost', async () => {
  emulator = await startEmulator({ now: NOW.getTime(), scenario: { instances: 0, plant: { 'bss-spend-month': 1 } } });
  emulator.faults.set([{ kind: 'denied', product: 'bssopenapi', action: 'DescribeInstanceBill' }]);
  const { summary, findings } = await inspect(BUDGETS);
  expect(summary.complete).toBe(false);
  expect(findings.filter((one) => one.verdict === 'fail').map((one) => [one.checker, one.data.instances])).toEqual([
    ['bss-spend-spike', '-'],
    ['bss-over-budget', '-'],
    ['bss-budget-forecast', '-'],
  ]);
});

it('forecasts nothing when the bill of a day may not be read', async () => {
  emulator = await startEmulator({ now: NOW.getTime(), scenario: { instances: 0, plant: {} } });
  emulator.faults.set([{ kind: 'denied', product: 'bssopenapi', action: 'QueryAccountBill', after: 10 }]);
  const { findings } = await inspect(BUDGETS);
  expect(findings.map(({ checker, verdict }) => [checker, verdict])).toContainEqual(['bss-budget-forecast', 'unknown']);
});
