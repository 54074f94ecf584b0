/**
 * What a series had at like moments before: the same hour of the last seven days, the same hour and weekday of the last four
 * weeks, and the same day of the month before, each an hour earlier or later too.
 *
 * The distance to the second-nearest is what is judged (the k-th nearest neighbour as a measure of how far out a point is:
 * Ramaswamy, Rastogi and Shim, "Efficient algorithms for mining outliers from large data sets", 2000). Of two sets the
 * nearer one counts: a holiday is like the weekend, a made-up working Sunday like a weekday, a weekly backup like that of
 * two weeks ago, without a calendar or a season being declared. Two are needed, so that one past fault teaches nothing
 * and a weekly job is known after two times. The hour on either side is daylight saving and jobs that run late.
 */
import { daysToLikeMonth } from '../model/time';
import type { Ring } from './rings';

/** The places of like moments, in slots back from one. */
export interface Places {
  readonly days: readonly number[];
  readonly weeks: readonly number[];
  /** How far a moment may be off. */
  readonly off: number;
}

export function placesOf(perDay: number): Places {
  const known = places.get(perDay);
  if (known) return known;
  const every = (days: number, count: number) => Array.from({ length: count }, (_, i) => (i + 1) * days * perDay);
  const made =
    perDay === 1
      ? { days: every(1, 7), weeks: every(7, 8), off: 0 }
      : { days: every(1, 7), weeks: every(7, 4), off: 1 };
  places.set(perDay, made);
  return made;
}
/** By how many slots are a day: each watch has the same. */
const places = new Map<number, Places>();

/** Like moments of a day that is not as its weekday says. */
export interface Special {
  /** Slots back to the like day of the month before, of which one time is enough; 0 where there is none. */
  readonly month: number;
  /** Slots back to days of the same kind, where a holiday or a day made up for it is in the way. */
  readonly alike: readonly number[];
}

/** So many days back are looked at for days of the same kind. */
const DAYS_BACK = 28;

/**
 * @param today a day of Beijing, see `beijingDay`, in which `at` is
 * @param works whether people work on a day; all weeks are alike when absent
 */
export function specialOf(today: number, at: number, perDay: number, works?: (day: number) => boolean): Special {
  const month = perDay * daysToLikeMonth(at);
  if (!works) return { month, alike: [] };
  const kind = (day: number, working: (one: number) => boolean) => `${working(day)} after ${working(day - 1)}`;
  const plain = (day: number) => day % 7 !== 2 && day % 7 !== 3;
  const wanted = kind(today, works);
  if (wanted === kind(today, plain)) return { month, alike: [] };
  const alike = Array.from({ length: DAYS_BACK }, (_, i) => i + 1)
    .filter((back) => kind(today - back, works) === wanted)
    .map((back) => back * perDay);
  return { month, alike };
}

/**
 * How far a value is from its like moments.
 *
 * @param enough below it, it does not matter how near: something nearer may be left out
 * @returns `Infinity` with fewer than two in each set
 */
export function distance(
  view: Ring,
  slot: number,
  value: number,
  { days, weeks, off }: Places,
  { month, alike }: Special,
  enough = 0,
): number {
  let best = Infinity;
  // Twice the same month: of one place, too, there is a second-nearest then.
  for (const back of [days, weeks, alike, month > 0 ? [month, month] : []]) {
    best = Math.min(best, view.secondNearest(slot, value, back, off, enough));
    if (best < enough) break;
  }
  return best;
}
