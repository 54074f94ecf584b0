import { startEmulator, type Emulator } from '../../../emulator';
import type { InspectionEvent } from '../../../lib/model';
import * as config from '../../../scripts/config';
import { diskUnencrypted } from '../../../scripts/ecs';
import { failures, inspectEmulated, plantedFor } from '../../harness/emulated';

let emulator: Emulator;
afterEach(() => emulator.close());

const CHECKERS = [config.nonCompliant, config.memberNonCompliant];

it('finds what rules of high and medium risk say, of the account and of members, and nothing that a checker says', async () => {
  const plant = { 'config-high': 1, 'config-medium': 1, 'config-low': 1, 'config-member': 1 };
  emulator = await startEmulator({ scenario: { instances: 0, plant } });
  const { summary, findings } = await inspectEmulated(emulator, CHECKERS);
  expect(summary.complete).toBe(true);
  expect(failures(findings)).toEqual(plantedFor(emulator, CHECKERS));
  // Two lists and the groups once: the groups' rules are read in the same ones.
  const calls = Object.entries(emulator.stats().byCall).map(([call, { ok }]) => `${call} ${ok}`);
  expect(calls.filter((call) => call.startsWith('config:')).sort()).toEqual([
    'config:ListAggregateConfigRuleEvaluationResults:cn-hangzhou 1',
    'config:ListAggregateConfigRules:cn-hangzhou 1',
    'config:ListAggregators:cn-hangzhou 1',
    'config:ListConfigRuleEvaluationResults:cn-hangzhou 1',
    'config:ListConfigRules:cn-hangzhou 1',
  ]);
  const skipped = findings.filter(({ verdict }) => verdict === 'skip').map(({ message }) => message.en);
  expect(new Set(skipped)).toEqual(
    new Set([
      'does not apply: the checker ecs-disk-unencrypted tells of it',
      'does not apply: its level is below warning',
      'does not apply: config-non-compliant tells of the account itself',
    ]),
  );
});

it('says once what both find in one run', async () => {
  const scenario = { regions: ['cn-hangzhou'], instances: 1, disksPerInstance: 1, configResults: 1 };
  emulator = await startEmulator({ scenario: { ...scenario, plant: { 'disk-unencrypted': 1 } } });
  const events: InspectionEvent[] = [];
  const checkers = [diskUnencrypted, config.nonCompliant.with({ ours: true })];
  const { findings } = await inspectEmulated(emulator, checkers, { events });
  const failed = findings.filter(({ verdict }) => verdict === 'fail');
  expect(failed.map(({ checker, causedBy }) => [checker, causedBy?.checker]).sort()).toEqual([
    ['config-non-compliant', 'ecs-disk-unencrypted'],
    ['ecs-disk-unencrypted', undefined],
  ]);
  expect(events.map(({ checker }) => checker)).toEqual(['ecs-disk-unencrypted']);
});

it('an account without Cloud Config is not opened, and one that refuses a part is not complete', async () => {
  emulator = await startEmulator({ scenario: { instances: 0, plant: {} } });
  emulator.faults.set([{ kind: 'serviceNotOpen', product: 'config' }]);
  const closed = await inspectEmulated(emulator, CHECKERS);
  expect(closed.summary.collections.map(({ status }) => status)).toEqual(['not-opened', 'not-opened']);
  expect(closed.summary.verdicts).toEqual({ pass: 0, fail: 0, skip: 0, unknown: 2 });

  emulator.faults.set([{ kind: 'denied', product: 'config', action: 'ListConfigRules' }]);
  const partly = await inspectEmulated(emulator, [config.nonCompliant]);
  expect(partly.summary.complete).toBe(false);
  expect(partly.summary.verdicts).toMatchObject({ fail: 0, skip: 0 });

  emulator.faults.set([{ kind: 'denied', product: 'config', action: 'ListAggregators' }]);
  const groupless = await inspectEmulated(emulator, [config.memberNonCompliant]);
  expect(groupless.summary.collections.map(({ status }) => status)).toEqual(['failed']);
});
