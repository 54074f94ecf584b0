import { startEmulator, type Emulator } from '../../../emulator';
import * as kms from '../../../scripts/kms';
import { failures, inspectEmulated, plantedFor, plantFor } from '../../harness/emulated';

// Two regions and a call or more for each asset.
jest.setTimeout(30_000);

let emulator: Emulator;
afterEach(() => emulator.close());

const CHECKERS = [kms.kmsPending, kms.rotationOff, kms.materialExpiring];

it('finds what is planted and nothing else', async () => {
  const plant = plantFor(CHECKERS, 2);
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, kmsKeys: 102, plant },
  });
  const { summary, findings } = await inspectEmulated(emulator, CHECKERS);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts.unknown).toBe(0);
  const planted = plantedFor(emulator, CHECKERS);
  expect(planted).toHaveLength(2 * 6 * 2);
  expect(failures(findings)).toEqual(planted);
});
