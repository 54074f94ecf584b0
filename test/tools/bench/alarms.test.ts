import { alarms, BUDGETS } from '../../../tools/bench/alarms';
import { FAMILIES, quietAsset } from '../../../tools/bench/alarms/quiet';

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
