import { EMULATOR_KEY, startEmulator, type Emulator, type Fault } from '../../../emulator';
import { fromKeys } from '../../../lib/credentials';
import { defineInspection } from '../../../lib/inspection';
import { memoryState } from '../../../lib/state';
import { diskUnencrypted } from '../../../scripts/ecs';

let emulator: Emulator;
beforeAll(async () => {
  const regions = { 'cn-hangzhou': { instances: 2 }, 'cn-shanghai': { instances: 0 }, 'cn-beijing': { instances: 0 } };
  emulator = await startEmulator({ scenario: { regions, disksPerInstance: 1, plant: {} } });
});
afterAll(() => emulator.close());

async function inspected(faults: readonly Fault[]) {
  emulator.faults.set(faults);
  const inspection = defineInspection({
    id: 'in-use',
    title: { zh: 'x', en: 'x' },
    schedule: '0 * * * *',
    timeoutSeconds: 60,
    accounts: [{ name: 'a', credentials: fromKeys(EMULATOR_KEY), regions: 'in-use' }],
    checkers: [diskUnencrypted],
  });
  const env = { ALIYUN_ENDPOINT: emulator.endpoint };
  const { collections, complete } = await inspection.run(undefined, { env, state: memoryState(), reporters: [] });
  expect(complete).toBe(true);
  return collections.map(({ region }) => region);
}

const counting = { product: 'resourcecenter', action: 'GetResourceCounts' };

it('looks only where Resource Center counts assets', async () => {
  expect(await inspected([])).toEqual(['cn-hangzhou']);
});

it('looks only where it finds some, when it has no such action as counting', async () => {
  expect(await inspected([{ kind: 'refused', code: 'InvalidAction.NotFound', status: 404, ...counting }])).toEqual([
    'cn-hangzhou',
  ]);
});

it('looks everywhere when it may not be asked', async () => {
  expect(await inspected([{ kind: 'denied', ...counting }])).toEqual(['cn-beijing', 'cn-hangzhou', 'cn-shanghai']);
});
