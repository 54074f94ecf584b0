/** Statistics that a few wild points cannot move. */
import type { Point } from './detector';

/** The middle of some values; `NaN` of none. @example median([1, 9, 2]) // 2 */
export function median(values: readonly number[]): number {
  if (values.length === 0) return NaN;
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? NaN) + high) / 2;
}

/** Makes the median of distances comparable with a standard deviation. */
const LIKE_DEVIATION = 1.4826;

/** The usual distance from a centre, their median by default: the MAD, scaled like a standard deviation. */
export function scatter(values: readonly number[], centre = median(values)): number {
  return LIKE_DEVIATION * median(values.map((value) => Math.abs(value - centre)));
}

/** More points than this are thinned out before each is compared with each. */
const MOST_PAIRED = 64;

/** Theil-Sen: the median of the slopes between all pairs of points, per millisecond; `NaN` with fewer than two. */
export function slope(points: readonly Point[]): number {
  const some = thinned(points);
  const slopes: number[] = [];
  some.forEach((from, i) => {
    for (let j = i + 1; j < some.length; j++) {
      const to = some[j];
      if (to && to.at > from.at) slopes.push((to.value - from.value) / (to.at - from.at));
    }
  });
  return median(slopes);
}

/** The medians of neighbours, few enough to pair. */
function thinned(points: readonly Point[]): readonly Point[] {
  const size = Math.ceil(points.length / MOST_PAIRED);
  if (size <= 1) return points;
  const groups = Array.from({ length: Math.ceil(points.length / size) }, (_, n) =>
    points.slice(n * size, (n + 1) * size),
  );
  return groups.map((group) => ({ at: median(group.map((p) => p.at)), value: median(group.map((p) => p.value)) }));
}
