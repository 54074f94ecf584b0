import { DAY, HOUR } from '../model/time';
import type { GoneOn, Kept, Point } from './detector';
import type { Judgement, Open, WatchOptions } from './unusual';
import { Watch } from './watch';

/** Of a fetched past, only what began within a day of its newest point is an event that nobody knows of yet; of days, within a week. */
const [RECENT, RECENT_DAYS] = [DAY, 7 * DAY];
/** For so many slots a series that has no point is waited for: points may come late. */
const AWAITED = 3;

/**
 * Judges the newest point of a fetched past, oldest first.
 *
 * @param open the event that the last judgement of the series has found, if it was not over
 */
export function judge(points: readonly Point[], options: WatchOptions, open?: Open): Judgement {
  return goOn(points, options, { open, settled: -Infinity }).judgement;
}

/** @see KeepingDetector.goOn */
export function goOn(
  points: readonly Point[],
  options: WatchOptions,
  { open, kept, settled }: { readonly open?: Open; readonly kept?: Kept; readonly settled: number },
): GoneOn {
  const slot = options.slot ?? HOUR;
  const slots = slotsOf(points, slot);
  const newest = slots.at(-1);
  const before = kept && Watch.unpack(kept.body, options);
  if (!before && !newest) return { judgement: { kind: 'too-little' } };
  const watch = before ?? new Watch(options);
  const known = watch.end;
  // A watch that goes on has its event itself.
  let resumed = open === undefined || before !== undefined;
  let keeps: Kept | undefined;
  let settling = settled > -Infinity;
  const keep = (): Kept => {
    const end = Math.max(known, watch.end);
    const until = end >= settled - AWAITED * slot ? end : settled;
    return { until, body: before && kept && watch.end === known ? kept.body : watch.pack() };
  };
  for (const point of slots) {
    if (settling && point.at >= settled) {
      settling = false;
      if (watch.end > 0) keeps = keep();
    }
    watch.live = before !== undefined || point.at > (newest?.at ?? 0) - (slot === DAY ? RECENT_DAYS : RECENT);
    if (open && !resumed && point.at >= open.since) {
      // Its own place in time is only known once there is a point.
      watch.push(point);
      watch.resume(open);
      resumed = true;
    } else watch.push(point);
  }
  if (settling && watch.end > 0) keeps = keep();
  const found = watch.judgement();
  const at = watch.end - slot;
  watch.release();
  // An event that is over may leave too little of what was usual before it in the past that was fetched.
  const judgement: Judgement = open && found.kind === 'too-little' ? { kind: 'steady' } : found;
  return { judgement, at, ...(keeps && { kept: keeps }) };
}

/** One point for each slot: the mean of its points. */
function slotsOf(points: readonly Point[], slot: number): readonly Point[] {
  if (areSlots(points, slot)) return points;
  const sums = new Map<number, { sum: number; count: number }>();
  for (const { at, value } of points) {
    if (!Number.isFinite(value)) continue;
    const start = Math.floor(at / slot) * slot;
    const { sum, count } = sums.get(start) ?? { sum: 0, count: 0 };
    sums.set(start, { sum: sum + value, count: count + 1 });
  }
  return [...sums].map(([at, { sum, count }]) => ({ at, value: sum / count })).sort((a, b) => a.at - b.at);
}

/** Whether the points are what they nearly always are: at most one of each slot, at its beginning, in order. */
function areSlots(points: readonly Point[], slot: number): boolean {
  let before = -Infinity;
  for (const { at, value } of points) {
    if (at <= before || at % slot !== 0 || !Number.isFinite(value)) return false;
    before = at;
  }
  return true;
}
