import { novelty } from '../../../lib/trend';

/** The same numbers between 0 and 1 in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const scoresOf = (values: readonly number[]) => {
  const stream = novelty();
  return values.map((value) => stream.observe(value));
};

/** Values by the hour of day, every five minutes of so many days. */
function daily(days: number, seed: number): number[] {
  const roll = dice(seed);
  return Array.from({ length: days * 288 }, (_, i) => {
    const hour = (i % 288) / 12;
    return (hour >= 9 && hour < 18 ? 80 : 20) + 4 * roll();
  });
}

const FROM = 10 * 288 + 130;
const strongest = (scores: readonly number[], from: number, to: number) => Math.max(...scores.slice(from, to));

test.each<[string, (value: number, i: number) => number]>([
  ['a spike', (value, i) => (i === FROM ? value + 100 : value)],
  ['a level above all that was', (value, i) => (i >= FROM && i < FROM + 80 ? value * 2 : value)],
  ['a level between the two that are usual', (value, i) => (i >= FROM && i < FROM + 40 ? 50 : value)],
  ['unrest', (value, i) => (i >= FROM && i < FROM + 60 ? value + (i % 2 === 0 ? 25 : -25) : value)],
])('%s stands out by its onset', (_, change) => {
  const scores = scoresOf(daily(14, 5).map(change));
  const onset = strongest(scores, FROM, FROM + 64);
  expect(onset).toBeGreaterThan(2 * strongest(scores, 3 * 288, FROM));
  expect(onset).toBeLessThan(1);
});

test('what goes on is one event: only what is stronger than its onset counts again', () => {
  const scores = scoresOf(daily(14, 5).map((value, i) => (i >= FROM ? value + 200 : value)));
  const after = scores.slice(FROM, FROM + 100).filter((score) => score > 0);
  expect(after.length).toBeGreaterThan(0);
  expect([...after].sort((a, b) => a - b)).toEqual(after);
});

test('what was seen before is nothing new', () => {
  const job = (i: number) => i % 288 === 100;
  const scores = scoresOf(daily(14, 5).map((value, i) => (job(i) ? 150 : value)));
  expect(strongest(scores, 0, 200)).toBeGreaterThan(0.5);
  expect(strongest(scores, 5 * 288, 14 * 288)).toBeLessThan(0.15);
});

test('what keeps setting records stands out less than the same record of a calm series', () => {
  const quiet = Array.from({ length: 4800 }, (_, i) => (i === 4799 ? 1500 : i === 399 ? 1000 : i % 7));
  const busy = quiet.map((value, i) => (i % 400 === 399 && i < 4000 ? 100 * Math.ceil(i / 400) : value));
  expect(scoresOf(quiet)[4799]).toBeGreaterThan(0.4);
  expect(scoresOf(busy)[4799]).toBeLessThan(0.9 * (scoresOf(quiet)[4799] ?? 0));
});

test('the unit does not matter', () => {
  const values = daily(6, 3);
  const one = scoresOf(values);
  const other = scoresOf(values.map((value) => value * 1e9));
  other.forEach((score, i) => expect(score).toBeCloseTo(one[i] ?? NaN, 6));
});

test('nothing is seen in constants, and what is no number is passed over', () => {
  expect(strongest(scoresOf(Array<number>(500).fill(7)), 0, 500)).toBe(0);
  expect(scoresOf([])).toEqual([]);
  const values = daily(6, 3);
  const holes = values.flatMap((value, i) => (i % 50 === 0 ? [value, NaN] : [value]));
  const scores = scoresOf(holes);
  expect(scores.filter((_, i) => Number.isNaN(holes[i]))).toEqual(holes.filter(Number.isNaN).map(() => 0));
  expect(scores.filter((_, i) => !Number.isNaN(holes[i]))).toEqual(scoresOf(values));
});

test('no look ahead: the scores of a beginning are the beginning of the scores', () => {
  const values = daily(8, 9);
  expect(scoresOf(values).slice(0, 1000)).toEqual(scoresOf(values.slice(0, 1000)));
});

test('the state is bounded', () => {
  const roll = dice(1);
  const stream = novelty();
  for (let i = 0; i < 50_000; i++) stream.observe(roll() * i);
  expect(stream.bytes()).toBeLessThan(8192);
});
