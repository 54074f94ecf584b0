/** Student's t: how far off a forecast is whose scatter is itself only estimated. */

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

/** How probable a value of at most `t` is, after Abramowitz and Stegun 26.7.8 and 26.2.17; below two degrees as with one. */
export function tProbability(t: number, degrees: number): number {
  if (degrees < 2) return 0.5 + Math.atan(t) / Math.PI;
  const z = (t * (1 - 1 / (4 * degrees))) / Math.sqrt(1 + t ** 2 / (2 * degrees));
  const k = 1 / (1 + 0.2316419 * Math.abs(z));
  const poly = k * (0.31938153 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
  const upper = (Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI)) * poly;
  return z >= 0 ? 1 - upper : upper;
}
