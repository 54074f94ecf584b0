import { catalogueOf, type Kind } from '../../emulator/catalogue';
import type { Emulated } from '../../emulator/emulated';
import { loadScenario, startEmulator, type Scenario } from '../../emulator';

const api = { code: 'shop', version: '2026-01-01', actions: [] };
const shop: Emulated = {
  products: [api],
  kinds: { basket: { prefix: 'b-', size: 'baskets', usual: 3 } },
  conditions: { 'basket-torn': { kind: 'basket', detail: 'a hole in it' } },
  raises: { 'basket-torn': ['shop-torn error'] },
};

test('a kind belongs to the first product of its declaration, and its size is one of a scenario', () => {
  const catalogue = catalogueOf([shop]);
  expect(catalogue.kinds.basket).toEqual({ product: 'shop', prefix: 'b-', size: 'baskets', usual: 3 });
  expect(catalogue.sizes).toEqual({ baskets: 3 });
});

const metrics: Emulated['metrics'] = {
  acs_shop: { metrics: [{ name: 'Load', unit: '%', low: 1, high: 2, under: { 'basket-full': [3, 4] } }] },
};
const other = { products: [{ ...api, code: 'market' }] };

test.each<[string, Emulated[], string]>([
  ['a product twice', [shop, { products: [api] }], 'the product "shop" is declared twice'],
  [
    'an alias twice',
    [shop, { products: [{ ...api, code: 'x', aliases: ['shop'] }] }],
    'the product "shop" is declared',
  ],
  ['a kind twice', [shop, { ...other, kinds: { basket: { prefix: 'c-' } } }], 'the kind "basket" is declared twice'],
  ['a size twice', [shop, { ...other, sizes: { baskets: 1 } }], 'the size "baskets" is declared twice'],
  [
    'a condition of an unknown kind',
    [{ ...shop, kinds: {} }],
    'the condition "basket-torn" names the kind "basket", which is not declared',
  ],
  ['a condition that raises nothing', [{ ...shop, raises: {} }], '"basket-torn", which is not declared'],
  ['findings of no condition', [{ ...shop, raises: { ...shop.raises, no: [] } }], 'raises names the condition "no"'],
  ['a metric under no condition', [{ ...shop, metrics }], 'acs_shop Load names the condition "basket-full"'],
  [
    'a change of no condition',
    [{ ...shop, changes: [{ epoch: 1, do: 'appear', condition: 'basket-lost' }] }],
    'changes names the condition "basket-lost"',
  ],
])('refuses %s', (_, declarations, message) => {
  expect(() => catalogueOf(declarations)).toThrow(message);
});

test('a scenario with a condition or a size that no product declares is refused, parsed or not', async () => {
  const plant = { 'ecs-expiring-critcal': 1 };
  expect(() => loadScenario({ instance: 3 })).toThrow('scenario.instance');
  expect(() => loadScenario({ plant })).toThrow('no such condition, did you mean');
  await expect(startEmulator({ scenario: { plant } })).rejects.toThrow('scenario.plant.ecs-expiring-critcal');
  const regions: Scenario['regions'] = { 'cn-hangzhou': { plant } };
  await expect(startEmulator({ scenario: { regions } })).rejects.toThrow('scenario.regions.cn-hangzhou.plant');
});

test('a kind that no product declares is an error', async () => {
  const emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou'], instances: 1 } });
  const [account] = emulator.world.accounts;
  const ask = (kind: string) => emulator.world.count(account?.accountId ?? '', 'cn-hangzhou', kind as Kind);
  expect(ask('instance')).toBe(1);
  expect(() => ask('instnace')).toThrow('no product of the emulator declares the kind "instnace"');
  await emulator.close();
});
