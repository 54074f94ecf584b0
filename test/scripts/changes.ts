/** Series of 31 days, each with one kind of anomaly at its end, for checkers of what is unusual. */
import { past } from './pasts';

/** The same number between -1 and 1 for an hour in every run. */
function noise(n: number): number {
  const x = Math.sin((n + 1) * 12.9898) * 43758.5453;
  return 2 * (x - Math.floor(x)) - 1;
}

const month = (value: (ago: number) => number) => past(31, value) as number[];
const day = (ago: number) => (ago % 24 < 12 ? 70 : 20);

/** What is usual: about 40, give or take one. */
export const usual = month((ago) => 40 + noise(ago));
/** With what one hour has more the next one has less; with a day of two levels; and now here, now there. */
const swinging = month((ago) => 40 + (ago % 2 === 0 ? 1 : -1) * 8 * (1 + noise(ago)));
const daily = month((ago) => day(ago) + noise(ago));
const blocks = month((ago) => 20 + 15 * Math.floor(2.5 * (1 + noise(Math.floor(ago / 3)))));

/** The same past, with other values in its newest hours. */
export function since(
  hours: number,
  before: readonly number[],
  value: (before: number, ago: number) => number,
): number[] {
  return before.map((one, i) => (before.length - 1 - i < hours ? value(one, before.length - 1 - i) : one));
}

export const KINDS = {
  spike: since(1, usual, () => 90),
  zero: since(3, usual, () => 0),
  shift: since(6, usual, (value) => value + 50),
  drift: since(24, swinging, (value, ago) => (ago < 1 ? 54 : value + 22)),
  season: since(6, daily, () => 20),
  spread: since(24, blocks, (_, ago) => (ago % 2 === 0 ? 80 : 20)),
} as const;

export const times = (factor: number, values: readonly number[]) => values.map((value) => value * factor);
