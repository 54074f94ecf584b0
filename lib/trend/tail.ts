/**
 * How unusual a distance is, by the tail of the series' own past distances.
 *
 * Peaks over a threshold are about exponential for most noise (Pickands 1975; used on streams by Siffer et al., "Anomaly
 * detection in streams with extreme value theory", KDD 2017), so the tail is a threshold and a mean excess. A series has few
 * excesses of its own, and long means hardly any that are independent, so the mean excess is pooled with what the quiet
 * series of the benchmark have beside their thresholds. Distances are first held against what is usual at that hour of
 * day: traffic scatters more where there is more of it, and a job that comes and goes does at its own hour alone.
 */
import { usualOf } from './codes';
import { SIZE } from './rings';

/** The share of distances above the threshold. */
const ABOVE = 0.1;
/** How much the pooled excess weighs, in excesses of the series' own; and what it is, as a share of the threshold. */
const POOLED = 10;
const POOLED_EXCESS = 0.5;
/** So many distances like all hours weigh in what is usual at an hour. */
const ALL_HOURS = 20;
/** Below this share of the values' own size a difference is rounding. */
const ROUNDING = 0.002;

/** The distances of a view, by slot. */
export interface Distances {
  /** Those from a slot up to another one, without it; `NaN` where there is none. */
  read(from: number, to: number, into: Float64Array): void;
}

export interface Tail {
  /** Distances are divided by it, by hour of day. */
  readonly usual: Float32Array;
  readonly threshold: number;
  readonly excess: number;
}

/** Room for the distances of a view, and for their order. */
const scaled = new Float64Array(SIZE);
const ordered = new Float64Array(SIZE);

/**
 * @param distances of a view, at slots of which `perDay` are a day
 * @param size of the series' values, so that constants have a tail too
 * @returns `undefined` with fewer than five days of distances
 */
export function tailOf(distances: Distances, from: number, to: number, perDay: number, size: number): Tail | undefined {
  const first = Math.max(0, from);
  const own = new Float64Array(perDay);
  const owned = new Float64Array(perDay);
  let sum = 0;
  let count = 0;
  distances.read(first, to, scaled);
  for (let slot = first, hour = first % perDay; slot < to; slot++, hour = hour + 1 === perDay ? 0 : hour + 1) {
    const one = scaled[slot - first] ?? NaN;
    if (Number.isNaN(one)) continue;
    sum += one;
    count += 1;
    own[hour] = (own[hour] ?? 0) + one;
    owned[hour] = (owned[hour] ?? 0) + 1;
  }
  if (count < 5 * Math.max(perDay, 4)) return undefined;
  if (perDay === 1) {
    // Of so few days one would stand for all: a single purchase is no measure of what is usual.
    const worstAt = worstOf(scaled, to - first);
    sum -= scaled[worstAt] ?? 0;
    count -= 1;
    scaled[worstAt] = NaN;
  }
  const least = Math.max(ROUNDING * size, 1e-12);
  const mean = Math.max(sum / count, least);
  const around = (of: Float64Array, hour: number) =>
    perDay === 1 ? 0 : (of[(hour + perDay - 1) % perDay] ?? 0) + (of[hour] ?? 0) + (of[(hour + 1) % perDay] ?? 0);
  const usual = new Float32Array(perDay);
  for (let hour = 0; hour < perDay; hour++)
    usual[hour] = usualOf(Math.max(least, (around(own, hour) + ALL_HOURS * mean) / (around(owned, hour) + ALL_HOURS)));
  let n = 0;
  // Of the days, from the first slot on, the worst two.
  let [worst, next, most, left] = [0, 0, 0, perDay];
  for (let slot = first, hour = first % perDay; slot < to; slot++, hour = hour + 1 === perDay ? 0 : hour + 1) {
    const one = (scaled[slot - first] ?? NaN) / (usual[hour] ?? 1);
    if (!Number.isNaN(one)) {
      ordered[n++] = one;
      if (one > most) most = one;
    }
    left -= 1;
    if (left > 0 && slot < to - 1) continue;
    if (most > worst) [worst, next] = [most, worst];
    else if (most > next) next = most;
    [most, left] = [0, perDay];
  }
  const place = Math.floor(count * (1 - ABOVE));
  const threshold = Math.max(1, select(ordered, count, place));
  let over = 0;
  for (let i = place; i < count; i++) over += Math.max(0, (ordered[i] ?? 0) - threshold);
  const many = count - place;
  const excess = (over + POOLED * POOLED_EXCESS * threshold) / (many + POOLED);
  const bursts = many > 1 ? (next - threshold) / harmonic(many) : 0;
  return { usual, threshold: Math.fround(threshold), excess: Math.fround(Math.max(excess, bursts)) };
}

/** The place of the greatest of some numbers, of which some may be `NaN`. */
function worstOf(numbers: Float64Array, count: number): number {
  let worst = -1;
  for (let i = 0; i < count; i++)
    if (!((numbers[worst] ?? NaN) >= (numbers[i] ?? NaN)) && !Number.isNaN(numbers[i])) worst = i;
  return worst;
}

/** The number at a place of the order of some; what is not below it is moved behind it. */
function select(numbers: Float64Array, count: number, place: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = numbers[(low + high) >> 1] ?? 0;
    let [i, j] = [low, high];
    while (i <= j) {
      while ((numbers[i] ?? 0) < pivot) i++;
      while ((numbers[j] ?? 0) > pivot) j--;
      if (i > j) break;
      const one = numbers[i] ?? 0;
      numbers[i++] = numbers[j] ?? 0;
      numbers[j--] = one;
    }
    if (place <= j) high = j;
    else if (place >= i) low = i;
    else break;
  }
  return numbers[place] ?? 0;
}

/**
 * What the second-worst day speaks for is divided by it: where bursts come now and then, the many small excesses say nothing
 * of them. Of `n` exponential excesses the second-greatest is expected at the mean times (1/2 + 1/3 + … + 1/n).
 */
function harmonic(n: number): number {
  for (let i = HARMONIC.length; i <= n; i++) HARMONIC.push((HARMONIC[i - 1] ?? 0) + 1 / i);
  return HARMONIC[n] ?? 1;
}
const HARMONIC = [0, 0];

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

/** What counts as zero, as a share of what a series has nearly always. */
const ZERO = 0.02;

/** What a series has nearly always, and its longest run of zeros. */
export interface Floor {
  readonly value: number;
  readonly longest: number;
}

/** @param values in their order, at least one */
export function floorOf(values: readonly number[]): Floor {
  ordered.set(values);
  const value = select(ordered, values.length, Math.floor(values.length * 0.05));
  let [longest, run] = [0, 0];
  for (const one of values) {
    run = one <= ZERO * value ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return { value, longest };
}

export function isZero(value: number, floor: Floor): boolean {
  return value <= ZERO * floor.value;
}

/** How many slots of what counts as zero are a drop. */
const ZEROS = 2;

/** @param zeros so many slots in a row, up to that of the value, have been zero */
export function isDrop(value: number, zeros: number, { value: floor, longest }: Floor): boolean {
  return floor > 0 && !Number.isNaN(value) && zeros >= Math.max(ZEROS, 2 * longest + 1);
}
