import { DAY, HOUR } from '../time';

/** One point of a series: when (epoch milliseconds) and how much. */
export interface Timed {
  readonly at: number;
  readonly value: number;
}

/** What a series comes up to on each day, the oldest first. */
export interface Levels {
  readonly values: readonly number[];
  /** Which part of a day's rise has come after so many of its hours, 0 to 24. */
  readonly rise: readonly number[];
}

/** The cloud keeps no more days of hours. */
const MOST_DAYS = 31;
const HOURS = 24;
/** How a day rises is known from so many of the newest. */
const RISING_DAYS = 14;

/**
 * Days that end with the newest point, each as its second-highest point: what is full at its daily peak is full, and a
 * daily clean-up or wave is no growth, but one wild point is nothing. Holes are bridged.
 *
 * @param points oldest first
 * @returns `undefined` when most days have no point
 */
export function levelsOf(points: readonly Timed[]): Levels | undefined {
  const [first] = points;
  const newest = points.at(-1);
  if (!first || !newest) return undefined;
  const count = Math.min(MOST_DAYS, Math.floor((newest.at - first.at + HOUR) / DAY));
  if (count < 1) return undefined;
  const top = Array<number>(count).fill(-Infinity);
  const second = Array<number>(count).fill(-Infinity);
  for (const { at, value } of points) {
    const day = count - 1 - Math.floor((newest.at - at) / DAY);
    if (day < 0 || !Number.isFinite(value)) continue;
    if (value >= (top[day] ?? NaN)) {
      second[day] = top[day] ?? NaN;
      top[day] = value;
    } else if (value > (second[day] ?? NaN)) second[day] = value;
  }
  const known = second.filter((level) => level > -Infinity).length;
  if (known < count / 2 || second.at(-1) === -Infinity) return undefined;
  bridge(second);
  return { values: second, rise: riseOf(points, newest.at, second) };
}

function bridge(levels: number[]): void {
  levels.forEach((level, day) => {
    if (level > -Infinity) return;
    const next = levels.findIndex((one, i) => i > day && one > -Infinity);
    const after = levels[next] ?? NaN;
    const before = levels[day - 1] ?? after;
    levels[day] = before + (after - before) / (next - day + 1);
  });
}

/** A nightly batch comes at once, what office hours write comes by day: it matters for what is full within a day or two. */
function riseOf(points: readonly Timed[], newest: number, levels: readonly number[]): number[] {
  const sums = Array<number>(HOURS + 1).fill(0);
  let all = 0;
  let next = 0;
  for (let day = Math.max(1, levels.length - RISING_DAYS); day < levels.length; day++) {
    const from = levels[day - 1] ?? NaN;
    const by = (levels[day] ?? NaN) - from;
    if (!(by > 0)) continue;
    const start = newest - (levels.length - day) * DAY;
    while ((points[next]?.at ?? Infinity) <= start) next++;
    let most = 0;
    for (let hour = 0; hour <= HOURS; hour++) {
      for (let point = points[next]; point && point.at <= start + hour * HOUR; point = points[++next])
        most = Math.max(most, Math.min(1, (point.value - from) / by));
      sums[hour] = (sums[hour] ?? 0) + most * by;
    }
    all += by;
  }
  return sums.map((sum, hour) => (hour === HOURS ? 1 : all > 0 ? sum / all : hour / HOURS));
}
