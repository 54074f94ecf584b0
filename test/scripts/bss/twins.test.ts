/** Billing lists the assets of all products once more: an end that both tell of is one event. */
import { startEmulator, type Emulator } from '../../../emulator';
import type { InspectionEvent } from '../../../lib/model';
import { bssExpiring } from '../../../scripts/bss';
import { CHECKERS } from '../../../scripts/registry.gen';
import { inspectEmulated } from '../../harness/emulated';

let emulator: Emulator;
afterEach(() => emulator.close());

const NOW = new Date('2026-06-20T04:00:00Z');
const ecsExpiring = CHECKERS.find(({ id }) => id === 'ecs-expiring');

it('tells the end of an instance once, by the checker of its product', async () => {
  emulator = await startEmulator({
    now: NOW.getTime(),
    scenario: {
      regions: ['cn-hangzhou'],
      ...{ instances: 1, subscriptions: 1 },
      plant: { 'ecs-expiring-critical': 1, 'bss-expiring-critical': 1 },
    },
  });
  const [instance = ''] = emulator.world.ids(emulator.world.accounts[0]?.accountId ?? '', 'cn-hangzhou', 'instance');
  const set = { 'Data.InstanceList[].InstanceID': instance };
  emulator.faults.set([
    { kind: 'fields', product: bssExpiring.asset.product.code, action: 'QueryAvailableInstances', set },
  ]);
  const events: InspectionEvent[] = [];
  const checkers = [bssExpiring, ...(ecsExpiring ? [ecsExpiring] : [])];
  const { findings } = await inspectEmulated(emulator, checkers, { now: NOW, events });
  expect(findings.filter(({ verdict }) => verdict === 'fail').map(({ checker }) => checker)).toHaveLength(2);
  expect(events.map(({ checker, assetId, consequences = [] }) => [checker, assetId, consequences.length])).toEqual([
    ['ecs-expiring', instance, 1],
  ]);
});

/** What ends without a subscription of billing's. */
const APART = /^bss-|-cert-expiring$|^kms-|^ecs-auto-renew-off$/;

it('knows each checker of a product that tells of the same', async () => {
  emulator = await startEmulator();
  const own = CHECKERS.filter(({ id, category }) => category === 'expiry' && !APART.test(id)).map(({ id }) => id);
  expect([...bssExpiring.because].sort()).toEqual(own.sort());
});
