import { startEmulator, type Emulator } from '../../../host/emulator';
import * as kms from '../../../scripts/kms';
import { compared, inspectEmulated, type Expected } from '../../harness/emulated';

// Two regions and a call or more for each asset.
jest.setTimeout(30_000);

let emulator: Emulator;
afterEach(() => emulator.close());

const EXPECTED: Expected = {
  'kms-pending-deletion': [['kms-pending', 'error']],
  'kms-disabled': [['kms-pending', 'warning']],
  'kms-rotation-off': [['kms-rotation-off', 'warning']],
  'kms-material-warning': [['kms-material-expiring', 'warning']],
  'kms-material-critical': [['kms-material-expiring', 'critical']],
};

it('finds what is planted and nothing else', async () => {
  const plant = Object.fromEntries(Object.keys(EXPECTED).map((condition) => [condition, 2]));
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, kmsKeys: 102, plant },
  });
  const { summary, findings } = await inspectEmulated(emulator, [
    kms.keyPending,
    kms.keyRotationOff,
    kms.keyMaterialExpiring,
  ]);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts.unknown).toBe(0);
  const { found, planted } = compared(emulator, findings, EXPECTED);
  expect(planted).toHaveLength(2 * 5 * 2);
  expect(found).toEqual(planted);
});
