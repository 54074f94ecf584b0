import { EMULATOR_ACCOUNT, startEmulator, type Emulator } from '../../../host/emulator';
import * as sas from '../../../scripts/sas';
import { compared, inspectEmulated, type Expected } from '../../harness/emulated';

let emulator: Emulator;
afterEach(() => emulator.close());

const CHECKERS = [sas.agentOffline, sas.alarmOpen];
const EXPECTED: Expected = {
  'sas-agent-warning': [['sas-agent', 'warning']],
  'sas-agent-critical': [['sas-agent', 'critical']],
  'sas-alarm-serious': [['sas-alarm', 'critical']],
  'sas-alarm-suspicious': [['sas-alarm', 'warning']],
};

it.each(Object.keys(EXPECTED))('finds %s and nothing else', async (condition) => {
  emulator = await startEmulator({ scenario: { instances: 0, plant: { [condition]: 1 } } });
  const { summary, findings } = await inspectEmulated(emulator, CHECKERS);
  expect(summary.complete).toBe(true);
  expect(summary.verdicts).toMatchObject({ pass: 1, fail: 1, unknown: 0 });
  const { found, planted } = compared(emulator, findings, EXPECTED);
  expect(planted).toEqual([EXPECTED[condition]?.[0]?.join(` ${EMULATOR_ACCOUNT} `)]);
  expect(found).toEqual(planted);
});

it('an account without Security Center is unknown, not safe', async () => {
  emulator = await startEmulator({ scenario: { instances: 0, plant: {} } });
  emulator.faults.set([{ kind: 'serviceNotOpen', product: 'sas' }]);
  const { summary } = await inspectEmulated(emulator, CHECKERS);
  expect(summary.verdicts).toEqual({ pass: 0, fail: 0, skip: 0, unknown: 2 });
});
