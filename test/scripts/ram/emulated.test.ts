import { EMULATOR_ACCOUNT, startEmulator, type Emulator } from '../../../host/emulator';
import { CHECKERS } from '../../../scripts/registry.gen';
import { compared, inspectEmulated, type Expected } from '../../harness/emulated';

// Two regions and a call or more for each asset.
jest.setTimeout(30_000);

let emulator: Emulator;
afterEach(() => emulator.close());

const EXPECTED: Expected = {
  'ram-key-old': [['ram-ak-age', 'error']],
  'ram-user-inactive': [['ram-user-inactive', 'warning']],
  'ram-user-never': [['ram-user-inactive', 'warning']],
  'ram-user-no-mfa': [['ram-user-no-mfa', 'error']],
  'ram-user-admin': [['ram-admin-policy', 'error']],
  'ram-group-admin': [['ram-group-admin-policy', 'warning']],
  'ram-root-key': [['ram-root-ak', 'critical']],
  'ram-root-no-mfa': [['ram-root-mfa-off', 'critical']],
};
const RAM = CHECKERS.filter((checker) => checker.id.startsWith('ram-'));

it.each(['ram-root-key', 'ram-root-no-mfa'])('finds what is planted and nothing else, and %s', async (root) => {
  const conditions = Object.keys(EXPECTED).filter((one) => !one.startsWith('ram-root') || one === root);
  const plant = Object.fromEntries(conditions.map((condition) => [condition, 2]));
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, users: 30, plant },
  });
  const { summary, findings } = await inspectEmulated(emulator, RAM);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts.unknown).toBe(0);
  const named = findings.map((one) => ({ ...one, assetId: one.assetId.replace(/@.*/, '') }));
  const { found, planted } = compared(emulator, named, EXPECTED);
  expect(planted).toHaveLength(6 * 2 + 1);
  expect(planted).toContain(`${EXPECTED[root]?.[0]?.join(` ${EMULATOR_ACCOUNT} `) ?? ''}`);
  expect(found).toEqual(planted);
});

it('what cannot be read is unknown: a refused question is no user without MFA', async () => {
  emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou'], instances: 0, users: 6, plant: {} } });
  emulator.faults.set([
    { kind: 'denied', product: 'ram' },
    { kind: 'denied', product: 'ims', action: 'GetAccountSecurityPracticeReport' },
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
  ])
    expect(reasons).toMatch(new RegExp(`:${action} in global for account a denied: grant`));
});
