/**
 * How unusual a distance is, by the tail of the series' own past distances.
 *
 * Peaks over a threshold are about exponential for most noise (Pickands 1975; used on streams by Siffer et al., "Anomaly
 * detection in streams with extreme value theory", KDD 2017), so the tail is a threshold and a mean excess. A series has few
 * excesses of its own, and long means hardly any that are independent, so the mean excess is pooled with what the quiet
 * series of the benchmark have beside their thresholds. Distances are first held against what is usual at that hour of
 * day: traffic scatters more where there is more of it, and a job that comes and goes does at its own hour alone.
 */
import type { Ring } from './rings';

/** The share of distances above the threshold. */
const ABOVE = 0.1;
/** How much the pooled excess weighs, in excesses of the series' own; and what it is, as a share of the threshold. */
const POOLED = 10;
const POOLED_EXCESS = 0.5;
/** So many distances like all hours weigh in what is usual at an hour. */
const ALL_HOURS = 20;
/** Below this share of the values' own size a difference is rounding. */
const ROUNDING = 0.002;

export interface Tail {
  /** Distances are divided by it, by hour of day. */
  readonly usual: readonly number[];
  readonly threshold: number;
  readonly excess: number;
}

/**
 * @param distances of a view, at slots of which `perDay` are a day
 * @param size of the series' values, so that constants have a tail too
 * @returns `undefined` with fewer than five days of distances
 */
export function tailOf(distances: Ring, from: number, to: number, perDay: number, size: number): Tail | undefined {
  const sums = Array<number>(perDay).fill(0);
  const counts = Array<number>(perDay).fill(0);
  let sum = 0;
  let count = 0;
  for (let slot = Math.max(0, from); slot < to; slot++) {
    const one = distances.get(slot);
    if (Number.isNaN(one)) continue;
    sum += one;
    count += 1;
    if (perDay === 1) continue;
    for (let hour = slot - 1; hour <= slot + 1; hour++) {
      const at = (hour + perDay) % perDay;
      sums[at] = (sums[at] ?? 0) + one;
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  if (count < 5 * Math.max(perDay, 4)) return undefined;
  const least = Math.max(ROUNDING * size, 1e-12);
  const mean = Math.max(sum / count, least);
  const usual = sums.map((all, hour) => Math.max(least, (all + ALL_HOURS * mean) / ((counts[hour] ?? 0) + ALL_HOURS)));
  const scaled = new Float64Array(count);
  let n = 0;
  for (let slot = Math.max(0, from); slot < to; slot++) {
    const one = distances.get(slot);
    if (!Number.isNaN(one)) scaled[n++] = one / (usual[slot % perDay] ?? mean);
  }
  scaled.sort();
  const first = Math.floor(count * (1 - ABOVE));
  const threshold = Math.max(1, scaled[first] ?? 1);
  let over = 0;
  for (let i = first; i < count; i++) over += Math.max(0, (scaled[i] ?? 0) - threshold);
  const excess = (over + POOLED * POOLED_EXCESS * threshold) / (count - first + POOLED);
  return { usual, threshold, excess: Math.max(excess, excessOf(distances, usual, from, to, threshold, count - first)) };
}

/**
 * The mean excess that the second-worst day speaks for: where bursts come now and then, the many small excesses say nothing
 * of them. Of `n` exponential excesses the second-greatest is expected at the mean times (1/2 + 1/3 + … + 1/n).
 */
function excessOf(
  distances: Ring,
  usual: readonly number[],
  from: number,
  to: number,
  above: number,
  n: number,
): number {
  let [worst, next] = [0, 0];
  const perDay = usual.length;
  for (let day = Math.max(0, from); day < to; day += perDay) {
    let most = 0;
    for (let slot = day; slot < Math.min(to, day + perDay); slot++) {
      const one = distances.get(slot) / (usual[slot % perDay] ?? 1);
      if (one > most) most = one;
    }
    if (most > worst) [worst, next] = [most, worst];
    else if (most > next) next = most;
  }
  let harmonic = 0;
  for (let i = 2; i <= n; i++) harmonic += 1 / i;
  return harmonic > 0 ? (next - above) / harmonic : 0;
}

/** The decimal exponent of how seldom a distance is as great: 3 is once in a thousand; 0 below the threshold. */
export function rarity({ usual, threshold, excess }: Tail, slot: number, distance: number): number {
  const over = distance / (usual[slot % usual.length] ?? 1) - threshold;
  return over <= 0 ? 0 : -Math.log10(ABOVE) + (over / excess) * Math.LOG10E;
}

/** The distance of a rarity: the inverse of {@link rarity}. */
export function reach({ usual, threshold, excess }: Tail, slot: number, wanted: number): number {
  const over = Math.max(0, (wanted + Math.log10(ABOVE)) / Math.LOG10E) * excess;
  return (threshold + over) * (usual[slot % usual.length] ?? 1);
}
