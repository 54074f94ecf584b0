/** What is said of an event: what it is, what was expected, and when it was alike before. */
import { median } from '../model/statistics';
import type { Places } from './neighbours';
import { SIZE, type Ring } from './rings';
import { reach, type Tail } from './tail';
import { budgetOf, rarityOf, type Kind } from './unusual';
import type { View } from './views';

/** The days before an event by which it is told whether a value is an ordinary one. */
const DAYS_BEFORE = 28;
const MOST_WEEKS = 520;

/** What lasts for so many slots at most is a spike. @param perDay so many slots are a day */
export function shortOf(perDay: number): number {
  return perDay === 1 ? 1 : 3;
}

/** Once in how many weeks something so rare is to be expected. */
export function weeksOf(rare: number): number {
  return Math.min(MOST_WEEKS, Math.max(1, Math.round(1000 / budgetOf(rare))));
}

/** @param back whether the level itself is usual by now */
export function kindOf(
  { view, from }: { readonly view: number; readonly from: number },
  slot: number,
  { kind, length }: View = { kind: 'level', length: 1 },
  back: boolean,
  values: Ring,
  perDay: number,
): Kind {
  if (view < 0) return 'zero';
  if (kind === 'unrest') return 'spread';
  if (length <= 2 && slot - from < shortOf(perDay)) return 'spike';
  if (length >= 7 && back) return 'drift';
  const before = values.between(from - DAYS_BEFORE * perDay, from).sort((a, b) => a - b);
  const edge = Math.floor(before.length * 0.05);
  const value = values.get(slot);
  const ordinary = value >= (before[edge] ?? NaN) && value <= (before[before.length - 1 - edge] ?? NaN);
  return ordinary && perDay > 1 ? 'season' : 'shift';
}

/** The newest slot before an event at which a view showed about the same. */
export function alikeTo(ring: Ring, tail: Tail, from: number, value: number, budget: number): number | undefined {
  for (let slot = from - 1; slot > from - SIZE; slot--) {
    if (Math.abs(ring.get(slot) - value) <= reach(tail, slot, rarityOf(budget))) return slot;
  }
  return undefined;
}

/** What like moments had, and how far beyond is still usual. @param like the slot whose like moments count */
export function bandOf(
  ring: Ring,
  like: number,
  slot: number,
  tail: Tail | undefined,
  { days, weeks }: Places,
  budget: number,
): { expected: number; low: number; high: number } {
  const known = [...days, ...weeks]
    .map((back) => ring.get(like - back))
    .filter((one) => !Number.isNaN(one))
    .sort((one, other) => one - other);
  const far = tail ? reach(tail, slot, rarityOf(budget)) : 0;
  const quarter = Math.floor(known.length / 4);
  return {
    expected: median(known),
    // Of what was never below nothing, nothing below that is expected.
    low: Math.max((known[quarter] ?? NaN) - far, (known[0] ?? 0) >= 0 ? 0 : -Infinity),
    high: (known[known.length - 1 - quarter] ?? NaN) + far,
  };
}
