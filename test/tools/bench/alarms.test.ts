import { alarms, BUDGETS } from '../../../tools/bench/alarms';
import { FAMILIES, quietAsset } from '../../../tools/bench/alarms/quiet';
import { MORE, spend } from '../../../tools/bench/alarms/spend';

test('an asset is the same each time, and of each family there are some', () => {
  const families = Object.keys(FAMILIES);
  const assets = families.map((_, i) => quietAsset(i, 14));
  expect(new Set(assets.map(({ family }) => family))).toEqual(new Set(families));
  expect(quietAsset(7, 14)).toEqual(assets[7]);
  for (const { values } of assets) expect(values).toHaveLength(14 * 24);
});

test('the table has a row for each detector and budget, and finds more where more may be false', () => {
  const { rows } = alarms(2);
  expect(rows.filter(({ name }) => name === 'this detector').map(({ budget }) => budget)).toEqual(BUDGETS);
  expect(rows).toHaveLength(4 * BUDGETS.length);
  const [strict, , , loose] = rows;
  expect(loose?.found['level shift']).toBeGreaterThanOrEqual(strict?.found['level shift'] ?? 1);
}, 60_000);

test('what products cost is judged as the checker does: mining is found, and more of it where it is more', () => {
  const { found, falseEvents } = spend(20);
  expect(found).toHaveLength(MORE.length);
  expect(found.at(-1)).toBeGreaterThan(0.8);
  expect(found.at(-1)).toBeGreaterThanOrEqual(found[0] ?? 1);
  expect(falseEvents).toBeLessThan(50);
}, 60_000);
