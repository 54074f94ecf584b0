import { startEmulator, type Emulator } from '../../../emulator';
import { hbrFailed } from '../../../scripts/hbr';
import { failures, inspectEmulated, plantedFor, plantFor } from '../../harness/emulated';

let emulator: Emulator;
afterEach(() => emulator.close());

it('finds the jobs of the last day, of every kind of source, and no older one', async () => {
  const plant = plantFor([hbrFailed], 10);
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 0, backupJobs: 600, plant },
  });
  const { summary, findings } = await inspectEmulated(emulator, [hbrFailed]);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts).toEqual({ pass: 2 * 580, fail: 40, skip: 0, unknown: 0 });
  const planted = plantedFor(emulator, [hbrFailed]);
  expect(failures(findings)).toEqual(planted);
});
