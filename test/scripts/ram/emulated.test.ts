import { startEmulator, type Emulator } from '../../../emulator';
import { CHECKERS } from '../../../scripts/registry.gen';
import { failures, inspectEmulated, plantedFor, plantFor } from '../../harness/emulated';

// Two regions and a call or more for each asset.
jest.setTimeout(30_000);

let emulator: Emulator;
afterEach(() => emulator.close());

const RAM = CHECKERS.filter((checker) => checker.id.startsWith('ram-'));

it('finds what is planted and nothing else', async () => {
  const plant = plantFor(RAM, 2);
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, users: 30, plant },
  });
  const { summary, findings } = await inspectEmulated(emulator, RAM);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts.unknown).toBe(0);
  const planted = plantedFor(emulator, RAM);
  expect(planted).toHaveLength(6 * 2 + 4);
  expect(failures(findings)).toEqual(planted);
});

it('what cannot be read is unknown: a refused question is no user without MFA', async () => {
  emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou'], instances: 0, users: 6, plant: {} } });
  emulator.faults.set([
    { kind: 'denied', product: 'ram' },
    { kind: 'denied', product: 'ims', action: 'GetLoginProfile' },
    { kind: 'denied', product: 'ims', action: 'GetAccountSecurityPracticeReport' },
    { kind: 'denied', product: 'ims', action: 'GetPasswordPolicy' },
  ]);
  const { summary, findings } = await inspectEmulated(emulator, RAM);
  expect(summary.complete).toBe(false);
  const unread = findings.filter((one) => one.checker !== 'ram-ak-age');
  expect(new Set(unread.map((one) => one.verdict))).toEqual(new Set(['unknown']));
  const reasons = summary.collections.map((one) => one.reason ?? '').join('\n');
  for (const action of [
    'GetLoginProfile',
    'GetUserMFAInfo',
    'ListPoliciesForUser',
    'ListPoliciesForGroup',
    'GetAccountSecurityPracticeReport',
    'GetPasswordPolicy',
  ])
    expect(reasons).toMatch(new RegExp(`:${action} in global for account a denied: grant`));
});
