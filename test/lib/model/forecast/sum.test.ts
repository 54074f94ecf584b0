import { forecastSum, tQuantile } from '../../../../lib/model';

test.each([
  [0.975, 1, 12.706],
  [0.975, 2, 4.303],
  [0.975, 3, 3.182],
  [0.95, 5, 2.015],
  [0.975, 13, 2.16],
  [0.95, 29, 1.699],
  [0.995, 28, 2.763],
  [0.05, 29, -1.699],
  [0.5, 10, 0],
])('the %f quantile of t with %i degrees of freedom is %f', (probability, degrees, expected) => {
  expect(Math.abs(tQuantile(probability, degrees) - expected)).toBeLessThan(0.02);
});

/** Numbers between -1 and 1 that always are the same. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state / 2_147_483_648) * 2 - 1;
  };
}

test('what never changes goes on as it is, without a doubt', () => {
  const found = forecastSum(Array<number>(30).fill(7), 10, 90);
  for (const one of [found?.expected, found?.low, found?.high]) expect(one).toBeCloseTo(70);
});

test('a straight line goes on as a line', () => {
  const line = Array.from({ length: 20 }, (_, i) => 100 + 5 * i);
  const next = [20, 21, 22].reduce((sum, i) => sum + 100 + 5 * i, 0);
  const found = forecastSum(line, 3, 95);
  expect(found?.expected).toBeCloseTo(next);
  expect(found?.low).toBeCloseTo(next);
  expect(found?.high).toBeCloseTo(next);
});

test('what falls does not fall below nothing', () => {
  const falling = Array.from({ length: 20 }, (_, i) => 100 - 5 * i);
  const found = forecastSum(falling, 30, 95);
  for (const one of [found?.expected, found?.low, found?.high]) expect(one).toBeCloseTo(0);
});

test.each([
  ['a level', () => 0],
  ['a line', (day: number) => 3 * day],
])('the interval of %s holds the truth as often as it says', (_, trend) => {
  const roll = dice(7);
  const noisy = (day: number) => 100 + trend(day) + 20 * (roll() + roll() + roll());
  let held = 0;
  const runs = 2000;
  for (let i = 0; i < runs; i++) {
    const days = Array.from({ length: 42 }, (_unused, day) => noisy(day));
    const truth = days.slice(30).reduce((sum, value) => sum + value, 0);
    const { low = NaN, high = NaN } = forecastSum(days.slice(0, 30), 12, 90) ?? {};
    if (truth >= low && truth <= high) held += 1;
  }
  // Not knowing whether it is a level or a line makes the range of a line a little too wide.
  expect(held / runs).toBeGreaterThan(0.87);
  expect(held / runs).toBeLessThan(0.97);
});

test('more confidence takes a wider interval, and more days ahead a wider one still', () => {
  const values = [10, 12, 9, 11, 13, 8, 10, 12, 11, 9];
  const width = (ahead: number, confidence: number) => {
    const { low = NaN, high = NaN } = forecastSum(values, ahead, confidence) ?? {};
    return high - low;
  };
  expect(width(5, 95)).toBeGreaterThan(width(5, 80));
  expect(width(10, 80)).toBeGreaterThan(width(5, 80) * 1.4);
});

test('weekdays cost what they usually do', () => {
  const week = [100, 100, 100, 100, 100, 20, 20];
  const found = forecastSum(
    Array.from({ length: 30 }, (_, day) => week[day % 7] ?? 0),
    5,
    90,
  );
  // The days that come are of the weekdays 2 to 6.
  expect(found?.expected).toBeCloseTo(340);
});

test('a purchase is no habit, a level that has doubled counts as it is', () => {
  const roll = dice(3);
  const days = Array.from({ length: 30 }, () => 100 + 3 * roll());
  const bought = forecastSum(
    days.map((cost, day) => (day === 20 ? cost + 2000 : cost)),
    20,
    90,
  );
  expect(bought?.expected).toBeGreaterThan(1960);
  expect(bought?.expected).toBeLessThan(2040);
  const doubled = forecastSum(
    days.map((cost, day) => (day >= 24 ? 2 * cost : cost)),
    20,
    90,
  );
  expect(doubled?.expected).toBeGreaterThan(3920);
  expect(doubled?.expected).toBeLessThan(4080);
});

test('two values are too few, and nothing ahead is nothing', () => {
  expect(forecastSum([1, 2], 5, 90)).toBeUndefined();
  expect(forecastSum([1, 2, 9], 0, 90)).toEqual({ expected: 0, low: 0, high: 0 });
});
