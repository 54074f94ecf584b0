/** The few ways in which a level may go on. Which of them does is for the series' own past to say. */

/** What a level is on each day from `day` on, by the days ahead; `undefined` where the past is too short for it. */
export type Course = (past: Past, day: number, ahead: number) => number[] | undefined;

/** The levels of days and what is known of them on each day, without what came later. */
export interface Past {
  readonly levels: readonly number[];
  /** From the day before. */
  readonly changes: readonly number[];
  /** The second-lowest and second-highest change until a day: what happened once teaches nothing, what did twice is a habit. */
  readonly lowest: readonly number[];
  readonly highest: readonly number[];
}

export function pastOf(levels: readonly number[]): Past {
  const changes = levels.map((level, day) => level - (levels[day - 1] ?? level));
  const lowest: number[] = [];
  const highest: number[] = [];
  let [low, lower, high, higher] = [Infinity, Infinity, -Infinity, -Infinity];
  changes.forEach((change, day) => {
    if (day > 0) {
      [lower, low] = change < lower ? [change, lower] : [lower, Math.min(low, change)];
      [higher, high] = change > higher ? [change, higher] : [higher, Math.max(high, change)];
    }
    lowest.push(day > 1 ? low : change);
    highest.push(day > 1 ? high : change);
  });
  return { levels, changes, lowest, highest };
}

const WEEK = 7;
/** A weekday or a quickening has to be seen in two weeks, a weekday counts by its last three. */
const TWO_WEEKS = 14;
const LAST_WEEKDAYS = 3;
const LONGEST_PERIOD = 10;
/** From one week to the next a growth quickens or slows by no more than this, and goes on doing so for two weeks. */
const SLOWEST = 0.3;
const QUICKEST = 2.5;

const levelAt = ({ levels }: Past, day: number) => levels[day] ?? NaN;

/** The change of a day, with what is unique of its kind brought down to the next like it. */
export function changeAt({ changes, lowest, highest }: Past, day: number, known: number): number {
  return Math.min(highest[known] ?? NaN, Math.max(lowest[known] ?? NaN, changes[day] ?? NaN));
}

function meanChange(past: Past, known: number, days: number, until = known): number {
  let sum = 0;
  for (let day = until - days + 1; day <= until; day++) sum += changeAt(past, day, known);
  return sum / days;
}

function walk(from: number, ahead: number, step: (h: number) => number): number[] {
  const course = [from];
  for (let h = 1, level = from; h <= ahead; h++) course.push((level += step(h)));
  return course;
}

/** The mean growth of so many days goes on. */
export const growing =
  (days: number): Course =>
  (past, day, ahead) => {
    if (day < 1 || (days > 3 && day < days / 2)) return undefined;
    const rate = meanChange(past, day, Math.min(days, day));
    return walk(levelAt(past, day), ahead, () => rate);
  };

/** Each weekday grows as it did. */
const weekdays: Course = (past, day, ahead) => {
  if (day < TWO_WEEKS) return undefined;
  const rates = Array.from({ length: WEEK }, (_, i) => {
    let [sum, count] = [0, 0];
    for (let like = day - WEEK + 1 + i; like > 0 && count < LAST_WEEKDAYS; like -= WEEK, count++)
      sum += changeAt(past, like, day);
    return sum / count;
  });
  return walk(levelAt(past, day), ahead, (h) => rates[(h - 1) % WEEK] ?? 0);
};

/** What was some days before comes again, by what has grown since then: clean-ups and rotations by the calendar. */
const periodic =
  (period: number): Course =>
  (past, day, ahead) => {
    if (day + 1 < 2 * period) return undefined;
    const growth = period * meanChange(past, day, Math.min(period * Math.ceil(WEEK / period), day));
    return Array.from({ length: ahead + 1 }, (_, h) => {
      const times = Math.ceil(h / period);
      return levelAt(past, day + h - times * period) + times * growth;
    });
  };

/** Exponential growth, and growth that slows down. */
const quickening: Course = (past, day, ahead) => {
  if (day < TWO_WEEKS) return undefined;
  const [now, before] = [meanChange(past, day, WEEK), meanChange(past, day, WEEK, day - WEEK)];
  if (!(now > 0 && before > 0)) return undefined;
  const factor = Math.min(QUICKEST, Math.max(SLOWEST, now / before)) ** (1 / WEEK);
  // The mean of a week is the growth of its middle.
  return walk(levelAt(past, day), ahead, (h) => now * factor ** (4 + Math.min(h, TWO_WEEKS) - 1));
};

/** The levels right before the last clean-ups, the newest first, and the growth between them. */
export interface CleanUps {
  readonly peaks: readonly { readonly day: number; readonly level: number }[];
  readonly rate: number;
}

/** So many clean-ups are looked at. */
const MOST_PEAKS = 5;

/** A clean-up takes a third of all that was seen, and several times what a day usually changes. */
export function cleanUpsOf(past: Past, day: number): CleanUps {
  const sizes = Float64Array.from(past.changes.slice(1, day + 1), Math.abs).sort();
  const seen = past.levels.slice(0, day + 1);
  const least = Math.max(3 * (sizes[sizes.length >> 1] ?? 0), (Math.max(...seen) - Math.min(...seen)) / 3, 1);
  const peaks: { day: number; level: number }[] = [];
  let [sum, count] = [0, 0];
  for (let i = day; i > 0; i--) {
    const change = past.changes[i] ?? NaN;
    if (change <= -least) {
      if (peaks.length < MOST_PEAKS) peaks.push({ day: i - 1, level: levelAt(past, i - 1) });
    } else if (count < TWO_WEEKS) {
      sum += Math.min(past.highest[day] ?? NaN, change);
      count += 1;
    }
  }
  return { peaks, rate: count > 0 ? Math.max(0, sum / count) : 0 };
}

/** It grows until it is cleaned up, at the level at which it was before, or at one that rises from time to time. */
const cleaned =
  (rising: boolean): Course =>
  (past, day, ahead) => {
    const { peaks, rate } = cleanUpsOf(past, day);
    const [newest] = peaks;
    const oldest = peaks.at(-1);
    if (!newest || !oldest || (rising && peaks.length < 2)) return undefined;
    const slope = rising ? (newest.level - oldest.level) / (newest.day - oldest.day) : 0;
    const top = Math.max(...peaks.map((peak) => peak.level + slope * (day - peak.day)));
    const now = levelAt(past, day);
    return Array.from({ length: ahead + 1 }, (_, h) => Math.max(now, Math.min(now + rate * h, top + slope * h)));
  };

/** A course, and whether it is one of what is emptied again and again. */
export interface Candidate {
  readonly course: Course;
  readonly emptied: boolean;
}

/** All that a series of so many days may follow. */
export function candidates(days: number): readonly Candidate[] {
  const still: Course = (past, day, ahead) => walk(levelAt(past, day), ahead, () => 0);
  const free = [still, growing(2), growing(3), growing(WEEK), growing(TWO_WEEKS), growing(28), weekdays, quickening];
  const emptied = [cleaned(false), cleaned(true)];
  // Three more days than two periods, to see whether it holds.
  for (let period = 2; period <= LONGEST_PERIOD && 2 * period + 3 <= days; period++) free.push(periodic(period));
  return [
    ...free.map((course) => ({ course, emptied: false })),
    ...emptied.map((course) => ({ course, emptied: true })),
  ];
}
