import { startEmulator, type Emulator } from '../../../emulator';
import * as nas from '../../../scripts/nas';
import { inspectEmulated } from '../../harness/emulated';

let emulator: Emulator;
afterEach(() => emulator.close());

it('general-purpose file systems, which have no status, are read like the others', async () => {
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou'], instances: 0, fileSystems: 24, plant: {} },
  });
  const { summary, findings } = await inspectEmulated(emulator, [nas.capacityHigh, nas.nasExpiring]);
  expect(summary.complete).toBe(true);
  const [root, ...others] = summary.collections;
  expect(root).toMatchObject({ collector: 'nas-file-systems', status: 'complete', assets: 24 });
  expect(others.map(({ collector }) => collector)).toEqual(['nas-renewals']);
  expect(summary.verdicts).toMatchObject({ fail: 0, unknown: 0 });
  const skipped = findings.filter(({ verdict, checker }) => verdict === 'skip' && checker === 'nas-capacity-high');
  expect(skipped.length).toBeGreaterThan(0);
});
