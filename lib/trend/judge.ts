import { DAY, HOUR } from '../model/time';
import type { Point } from './detector';
import type { Judgement, Open, WatchOptions } from './unusual';
import { Watch } from './watch';

/** Of a fetched past, only what began within a day of its newest point is an event that nobody knows of yet. */
const RECENT = DAY;

/**
 * Judges the newest point of a fetched past, oldest first.
 *
 * @param open the event that the last judgement of the series has found, if it was not over
 */
export function judge(points: readonly Point[], options: WatchOptions, open?: Open): Judgement {
  const newest = points.at(-1);
  if (!newest) return { kind: 'too-little' };
  const watch = new Watch(options);
  let resumed = open === undefined;
  for (const point of slotsOf(points, options.slot ?? HOUR)) {
    watch.live = point.at > newest.at - RECENT;
    if (open && !resumed && point.at >= open.since) {
      // Its own place in time is only known once there is a point.
      watch.push(point);
      watch.resume(open);
      resumed = true;
    } else watch.push(point);
  }
  const found = watch.judgement();
  if (!open || found.kind !== 'too-little') return found;
  // It is over, and what was usual before it is no longer in the past that was fetched.
  return { kind: 'steady', value: newest.value, expected: (open.low + open.high) / 2, low: open.low, high: open.high };
}

/** One point for each slot: the mean of its points. */
function slotsOf(points: readonly Point[], slot: number): Point[] {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const { at, value } of points) {
    if (!Number.isFinite(value)) continue;
    const start = Math.floor(at / slot) * slot;
    const { sum, count } = sums.get(start) ?? { sum: 0, count: 0 };
    sums.set(start, { sum: sum + value, count: count + 1 });
  }
  return [...sums].map(([at, { sum, count }]) => ({ at, value: sum / count })).sort((a, b) => a.at - b.at);
}
