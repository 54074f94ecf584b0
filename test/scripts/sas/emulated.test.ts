import { startEmulator, type Emulator } from '../../../emulator';
import * as sas from '../../../scripts/sas';
import { failures, inspectEmulated, plantedFor, plantFor } from '../../harness/emulated';

let emulator: Emulator;
afterEach(() => emulator.close());

const CHECKERS = [sas.sasAgent, sas.sasAlarm];

it.each(Object.keys(plantFor(CHECKERS, 1)))('finds %s and nothing else', async (condition) => {
  emulator = await startEmulator({ scenario: { instances: 0, plant: { [condition]: 1 } } });
  const { summary, findings } = await inspectEmulated(emulator, CHECKERS);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts).toMatchObject({ pass: 3, fail: 1, unknown: 0 });
  const planted = plantedFor(emulator, CHECKERS);
  expect(planted).toHaveLength(1);
  expect(failures(findings)).toEqual(planted);
});

it('an account without Security Center is unknown, not safe', async () => {
  emulator = await startEmulator({ scenario: { instances: 0, plant: {} } });
  emulator.faults.set([{ kind: 'serviceNotOpen', product: 'sas' }]);
  const { summary } = await inspectEmulated(emulator, CHECKERS);
  expect(summary.verdicts).toEqual({ pass: 0, fail: 0, skip: 0, unknown: 4 });
});

it('a centre that refuses hides nothing of the other one', async () => {
  emulator = await startEmulator({ scenario: { instances: 0, plant: {} } });
  emulator.faults.set([{ kind: 'denied', product: 'sas', region: 'cn-shanghai' }]);
  const { summary } = await inspectEmulated(emulator, CHECKERS);
  expect(summary.verdicts).toEqual({ pass: 2, fail: 0, skip: 0, unknown: 2 });
  expect(summary.collections.map(({ collector, region, status }) => `${collector} ${region} ${status}`)).toEqual([
    'sas-alarms ap-southeast-1 complete',
    'sas-server-statistics ap-southeast-1 complete',
    'sas-server-statistics cn-shanghai failed',
  ]);
});
