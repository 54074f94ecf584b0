/** What is expected, and the range in which it falls with a given confidence. */
export interface Interval {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/** A trend counts when it would come about by chance less often than this, in percent. */
const BY_CHANCE = 5;

/**
 * What so many further values of a series that is never negative will add up to: the mean goes on, or a straight line
 * where there is a clear trend. The interval allows for the scatter of the values and for not knowing mean and line.
 *
 * @param confidence of the interval, in percent
 * @returns `undefined` for fewer than three values
 * @example forecastSum([10, 12, 11, 9], 3, 90) // { expected: 31.5, low: 25.5, high: 37.5 } or so
 */
export function forecastSum(values: readonly number[], ahead: number, confidence: number): Interval | undefined {
  const n = values.length;
  if (n < 3) return undefined;
  if (ahead <= 0) return { expected: 0, low: 0, high: 0 };
  const middle = (n - 1) / 2;
  const mean = sum(values) / n;
  const around = sum(values.map((value) => (value - mean) ** 2));
  const spread = sum(values.map((_, i) => (i - middle) ** 2));
  const slope = sum(values.map((value, i) => (i - middle) * (value - mean))) / spread;
  const rest = Math.max(0, around - slope ** 2 * spread);
  // Rounding leaves dust where every value is on the line.
  const exact = rest <= 1e-12 * around;
  const noise = exact ? 0 : Math.sqrt(rest / (n - 2));
  const clear = exact
    ? around > 0
    : Math.abs(slope) * Math.sqrt(spread) > tQuantile(1 - BY_CHANCE / 200, n - 2) * noise;
  const degrees = clear ? n - 2 : n - 1;
  const deviation = clear ? noise : Math.sqrt(around / (n - 1));
  /** How far all that is ahead lies from the middle of what was. */
  const reach = clear ? (ahead * (n + ahead)) / 2 : 0;
  const expected = Math.max(0, ahead * mean + (clear ? slope * reach : 0));
  const error = deviation * Math.sqrt(ahead + ahead ** 2 / n + reach ** 2 / spread);
  const margin = error * tQuantile(0.5 + confidence / 200, degrees);
  return { expected, low: Math.max(0, expected - margin), high: expected + margin };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** The quantile of Student's t: exact for one and two degrees of freedom, else by a series. */
export function tQuantile(probability: number, degrees: number): number {
  if (probability < 0.5) return -tQuantile(1 - probability, degrees);
  if (degrees === 1) return Math.tan(Math.PI * (probability - 0.5));
  if (degrees === 2) {
    const a = 2 * probability - 1;
    return a * Math.sqrt(2 / (1 - a ** 2));
  }
  return student(normalQuantile(probability), degrees);
}

/** The quantile of the normal distribution, after Abramowitz and Stegun 26.2.23: off by less than 0.0005. */
function normalQuantile(probability: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - probability));
  return t - (2.515517 + 0.802853 * t + 0.010328 * t ** 2) / (1 + 1.432788 * t + 0.189269 * t ** 2 + 0.001308 * t ** 3);
}

function student(z: number, n: number): number {
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const g4 = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160;
  return z + g1 / n + g2 / n ** 2 + g3 / n ** 3 + g4 / n ** 4;
}
