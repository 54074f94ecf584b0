/** What of a series of days is a weekday's habit, and what is unlike all other days. */
import { median } from '../statistics';

export const WEEK = 7;
/** Weekdays are known once each was there twice. */
export const LEAST_FOR_WEEKDAYS = 14;

/** The medians of a week around each day. */
export function runningMedian(values: readonly number[]): number[] {
  return values.map((_, day) => median(values.slice(Math.max(0, day - 3), day + 4)));
}

/** Unlike others is what is off by so many times the usual scatter, and by this share of the level: a judgement. */
const OFF = 5;
const LEAST_OFF = 0.3;

/**
 * Days unlike others (Hampel 1974): a purchase, or a day without a bill. What lasts for three days, or for the newest two,
 * is no such day but a new level.
 *
 * @param levels what is usual around each day
 */
export function oddDays(values: readonly number[], levels: readonly number[]): boolean[] {
  const ratios = values.map((value, day) => value / (levels[day] ?? NaN));
  const usual = Array.from({ length: WEEK }, (_, weekday) =>
    values.length < LEAST_FOR_WEEKDAYS ? 1 : median(ratios.filter((_ratio, day) => day % WEEK === weekday)),
  );
  const off = ratios.map((ratio, day) => Math.abs(ratio - (usual[day % WEEK] ?? 1)));
  const least = Math.max(OFF * 1.4826 * median(off), LEAST_OFF);
  const odd = off.map((one) => one > least);
  for (let from = 0; from < odd.length; from++) {
    if (odd[from] !== true) continue;
    let to = from;
    while (odd[to + 1] === true) to++;
    const lasts = to - from >= 2 || (to === odd.length - 1 && to > from);
    if (lasts) odd.fill(false, from, to + 1);
    from = to;
  }
  return odd;
}

/** How much of the usual level each weekday has, counted from the first day, and how far that is believed, 0 to 1. */
export interface Weekdays {
  readonly shares: readonly number[];
  readonly believed: number;
}

export const NO_WEEKDAYS: Weekdays = { shares: Array<number>(WEEK).fill(1), believed: 0 };
/** The scatter is itself uncertain: a pattern has to be so much clearer than it. */
const CLEARER = 1.5;

/**
 * The median of each weekday beside the fitted level, drawn to none by as much as the scatter within weekdays could have made
 * it (James and Stein; Efron and Morris 1975).
 *
 * @param values `NaN` for days that do not count
 */
export function weekdaysOf(values: readonly number[], fitted: readonly number[]): Weekdays {
  let [within, degrees] = [0, 0];
  const medians = Array.from({ length: WEEK }, (_, weekday) => {
    const ratios = values.flatMap((value, day) =>
      day % WEEK === weekday && !Number.isNaN(value) ? [value / (fitted[day] ?? NaN)] : [],
    );
    if (ratios.length === 0) return 1;
    const middle = median(ratios);
    within += ratios.reduce((sum, ratio) => sum + (ratio - middle) ** 2, 0);
    degrees += ratios.length - 1;
    return middle;
  });
  const centre = medians.reduce((sum, one) => sum + one, 0) / WEEK;
  if (!(centre > 0)) return NO_WEEKDAYS;
  const between = medians.reduce((sum, one) => sum + (one - centre) ** 2, 0) / (WEEK - 1);
  const chance = within / Math.max(1, degrees) / (values.length / WEEK);
  const believed = between > 0 ? Math.max(0, 1 - (CLEARER * chance) / between) : 0;
  return { shares: medians.map((one) => Math.max(0.01, 1 + believed * (one / centre - 1))), believed };
}
