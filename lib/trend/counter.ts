/** Series that only ever grow, such as bytes since a start, are judged by what they grow by. */

/** A counter falls at most so often, and rises at least so often. */
const FALLS = 0.03;
const RISES = 0.9;

export interface Counted {
  raw: number;
  rises: number;
  falls: number;
  steps: number;
  counts: boolean;
}

export function notCounted(): Counted {
  return { raw: NaN, rises: 0, falls: 0, steps: 0, counts: false };
}

/**
 * Notes the next value.
 *
 * @returns whether its nature has turned out to be the other one: what was learned is of no use then
 */
export function count(of: Counted, value: number, perDay: number): boolean {
  const step = value - of.raw;
  of.raw = value;
  if (!Number.isNaN(step)) {
    of.steps += 1;
    if (step > 0) of.rises += 1;
    if (step < 0) of.falls += 1;
  }
  const counts = of.steps >= 2 * perDay && of.falls <= FALLS * of.steps && of.rises >= RISES * of.steps;
  // Its nature shows in the first days.
  if (counts === of.counts || of.steps > 7 * perDay) return false;
  of.counts = counts;
  return true;
}
