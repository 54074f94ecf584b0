/**
 * How new each point of a stream is to the series itself: several views of the newest points, each compared with the
 * values that the same view has had before.
 *
 * Why each part is there:
 * - Views at several lengths: a spike is a single value, a level shift shows in the level of some points, a rise in the
 *   difference of two stretches, unrest or sudden silence in the spread. Windows at several lengths side by side are what
 *   the multi-scale detectors on the Numenta board have in common; lengths four times apart overlap hardly.
 * - Distance to the nearest value already seen: nearest-neighbour conformity (Burnaev and Ishimtsev, "Conformalized
 *   density- and distance-based anomaly detection in time-series data", 2016). It knows two-humped and bursty series, for
 *   which a mean and a deviation stand for nothing.
 * - A cover instead of all values: what is asked is whether something like it was seen, not how often, so of values close
 *   together one is enough, and the state is bounded.
 * - As a share of the range seen: unit-free, and the same number of any series.
 * - Beside the usual strength of the series' own past events: what keeps setting records is not news.
 */
import { median } from '../model/statistics';

/** Lengths of the views, in points. */
const LENGTHS: readonly number[] = [1, 4, 16, 64];
const LONGEST = 64;
/** So many values of a view are kept apart. */
const KEPT = 64;
/** For so many points after the onset of an event only what is stronger than it counts, as the same event. */
const ONE_EVENT = 100;
/** So many past events say what is usual for a series. */
const PAST_EVENTS = 5;
/** What a series without past events is measured by: about a third of all that was ever seen. A judgement. */
const UNIT = 0.3;
/** A past event of more than the whole range seen counts as that: the first ones of a series have next to no range yet. */
const WHOLE = 1;
/** Weaker than this is no event. A judgement: a fiftieth of the range. */
const FAINT = 0.02;

/** A stream that is judged point by point, without looking ahead. */
export interface Novelty {
  /**
   * @param value of the next point, by its order alone: gaps and the period do not matter
   * @returns 0 for what is nothing new, or goes on; at the onset of an event how strong it is, below 1
   */
  observe(value: number): number;
  /** How much the stream remembers now, in bytes; it has a bound. */
  bytes(): number;
}

type Look = (newest: readonly number[], length: number) => number;
const tail = (newest: readonly number[], length: number) => mean(newest, newest.length - length, newest.length);
const LOOKS: readonly { readonly look: Look; readonly needs: (length: number) => number }[] = [
  { look: tail, needs: (length) => length },
  {
    look: (newest, length) => tail(newest, length) - mean(newest, newest.length - 2 * length, newest.length - length),
    needs: (length) => 2 * length,
  },
  { look: spread, needs: (length) => (length === 1 ? Infinity : length) },
];

/** @example const stream = novelty(); for (const { value } of points) console.log(stream.observe(value)); */
export function novelty(): Novelty {
  const newest: number[] = [];
  const views = LENGTHS.flatMap((length) =>
    LOOKS.filter(({ needs }) => Number.isFinite(needs(length))).map(({ look, needs }) => ({
      look,
      length,
      needs: needs(length),
      seen: [] as number[],
    })),
  );
  const events = Array<number>(PAST_EVENTS).fill(0);
  let peak = 0;
  let since = Infinity;

  function strengthOf(): number {
    let sum = 0;
    for (const { look, length, needs, seen } of views) {
      if (newest.length < needs) continue;
      const value = look(newest, length);
      const range = (seen.at(-1) ?? 0) - (seen[0] ?? 0);
      if (range > 0) sum += (distance(seen, value) / range) ** 2;
      keep(seen, value);
    }
    return Math.sqrt(sum);
  }

  return {
    observe(value) {
      if (!Number.isFinite(value)) return 0;
      newest.push(value);
      if (newest.length > 2 * LONGEST) newest.shift();
      since += 1;
      const strength = strengthOf();
      if (strength < FAINT) return 0;
      if (since > ONE_EVENT) {
        if (peak > 0) events.push(Math.min(peak, WHOLE));
        if (events.length > PAST_EVENTS) events.shift();
        peak = 0;
      }
      if (strength <= peak) return 0;
      peak = strength;
      since = 0;
      return strength / (strength + UNIT + median(events));
    },
    bytes: () => 8 * (newest.length + events.length + 2 + views.reduce((sum, { seen }) => sum + seen.length, 0)),
  };
}

function mean(values: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i] ?? 0;
  return sum / (to - from);
}

function spread(newest: readonly number[], length: number): number {
  const middle = tail(newest, length);
  let sum = 0;
  for (let i = newest.length - length; i < newest.length; i++) sum += ((newest[i] ?? 0) - middle) ** 2;
  return Math.sqrt(sum / length);
}

/** Of sorted values, the place of the first that is not below one. */
function placeOf(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function distance(sorted: readonly number[], value: number): number {
  const place = placeOf(sorted, value);
  return Math.min(value - (sorted[place - 1] ?? -Infinity), (sorted[place] ?? Infinity) - value);
}

/** Adds a value; of too many, the one goes whose neighbours are closest together, never the least or the greatest. */
function keep(sorted: number[], value: number): void {
  const place = placeOf(sorted, value);
  if (sorted[place] === value) return;
  sorted.splice(place, 0, value);
  if (sorted.length <= KEPT) return;
  let least = Infinity;
  let drop = 1;
  for (let i = 1; i < sorted.length - 1; i++) {
    const gap = (sorted[i + 1] ?? 0) - (sorted[i - 1] ?? 0);
    if (gap < least) [least, drop] = [gap, i];
  }
  sorted.splice(drop, 1);
}
