import { startEmulator, type Emulator } from '../../../emulator';
import * as cms from '../../../scripts/cms';
import { failures, inspectEmulated, plantedFor, plantFor } from '../../harness/emulated';

let emulator: Emulator;
afterEach(() => emulator.close());

const CHECKERS = [cms.systemEvent, cms.ddosBlackhole, cms.spotInterruption];

it('finds what is planted and nothing else, page by page and region by region', async () => {
  const plant = plantFor(CHECKERS, 3);
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou', 'cn-shanghai'], instances: 5, systemEvents: 430, plant },
  });
  const { summary, findings } = await inspectEmulated(emulator, CHECKERS);
  expect(summary.complete).toBe(true);
  expect(summary.assets).toBe(860);
  expect(summary.verdicts.unknown).toBe(0);
  const planted = plantedFor(emulator, CHECKERS);
  expect(failures(findings)).toEqual(planted);
  // Six conditions: what has a checker of its own is told by that one alone.
  expect(planted).toHaveLength(6 * 3 * 2);
});
