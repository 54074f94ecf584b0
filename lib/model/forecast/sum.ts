/**
 * What days to come add up to. A level that stays, grows, has changed on some day or wanders: each is believed by how well it
 * explains the days that were (Bayesian model averaging by the Bayesian information criterion; Raftery 1995, Sociological
 * Methodology 25:111; Hoeting and others 1999), and the interval is that of all of them together, so that it allows for not
 * knowing which one it is.
 */
import { modelsOf, type Model } from './levels-ahead';
import { median } from '../statistics';
import { tProbability } from './student';
import { LEAST_FOR_WEEKDAYS, NO_WEEKDAYS, oddDays, runningMedian, WEEK, weekdaysOf, type Weekdays } from './weekdays';

/** What is expected, and the range in which it falls with a given confidence. */
export interface Interval {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/** Weekdays and level are found in turns. */
const TURNS = 3;
/** How much sharper than by the plain criterion models are told apart: set by the coverage of `bench -- forecasts`, development seeds. */
const SHARPER = 1.3;
/** What is less than this of the usual level is nothing, and as small an error is none. */
const NOTHING = 1e-3;
const NO_ERROR = 1e-6;
const LEAST_BELIEVED = 1e-4;

/** What one model says of the sum. */
interface Part {
  readonly weight: number;
  readonly sum: number;
  readonly variance: number;
  readonly degrees: number;
}

/**
 * What so many further days of a series that is never negative will add up to. Weekdays count; a single day unlike all others
 * does not, and two of them may come again.
 *
 * @param values of days, the oldest first; of the newest month
 * @param confidence of the interval, in percent
 * @returns `undefined` for fewer than three values
 * @example forecastSum([10, 12, 11, 9], 3, 90) // { expected: 31, low: 26, high: 37 } or so
 */
export function forecastSum(values: readonly number[], ahead: number, confidence: number): Interval | undefined {
  const days = values.length;
  if (days < 3) return undefined;
  if (ahead <= 0) return { expected: 0, low: 0, high: 0 };
  const running = runningMedian(values);
  const middle = median(running);
  const usual = middle > 0 ? middle : values.reduce((sum, value) => sum + value, 0) / days;
  if (usual === 0) return { expected: 0, low: 0, high: 0 };
  const odd = oddDays(
    values,
    running.map((level) => Math.max(level, 0.05 * usual)),
  );
  const counted = values.map((value, day) => (odd[day] === true ? NaN : value));
  const parts = partsOf(counted, ahead, usual);
  const { more, variance } = again(values, running, odd, ahead);
  const scales = parts.map((part) => Math.sqrt(part.variance + variance) + 1e-12 * usual);
  const probability = (sum: number) =>
    parts.reduce((all, { weight, sum: centre, degrees }, i) => {
      const off = (sum - centre - more) / (scales[i] ?? NaN);
      return all + weight * tProbability(off, degrees);
    }, 0);
  const widest = Math.max(...scales) * 100;
  const sums = parts.map(({ sum }) => sum + more);
  const quantile = (wanted: number) => {
    let [low, high] = [Math.min(...sums) - widest, Math.max(...sums) + widest];
    for (let i = 0; i < 60; i++) {
      const at = (low + high) / 2;
      if (probability(at) < wanted) low = at;
      else high = at;
    }
    return Math.max(0, (low + high) / 2);
  };
  const beside = confidence / 200;
  return { expected: quantile(0.5), low: quantile(0.5 - beside), high: quantile(0.5 + beside) };
}

function partsOf(counted: readonly number[], ahead: number, usual: number): Part[] {
  const days = counted.length;
  const kept = counted.filter((value) => !Number.isNaN(value)).length;
  let weekdays: Weekdays = NO_WEEKDAYS;
  let believed: Believed[] = [];
  const least = NOTHING * usual;
  for (let turn = 1; turn <= TURNS; turn++) {
    const plain = counted.map((value, day) => value / (weekdays.shares[day % WEEK] ?? 1));
    believed = weigh(modelsOf(plain, ahead, least), plain, kept, least);
    if (turn === TURNS || days < LEAST_FOR_WEEKDAYS) break;
    const best = believed.reduce((one, other) => (other.weight > one.weight ? other : one));
    weekdays = weekdaysOf(counted, best.model.fitted);
  }
  const shares = Array.from({ length: ahead }, (_, h) => weekdays.shares[(days + h) % WEEK] ?? 1);
  // A weekday that comes once more than others brings the doubt about its own share.
  const uneven = Array.from({ length: WEEK }, (_, i) => (Math.ceil((ahead - i) / WEEK) - ahead / WEEK) ** 2);
  const doubt = (weekdays.believed * uneven.reduce((sum, one) => sum + one, 0) * WEEK) / kept;
  return believed
    .filter(({ weight }) => weight > LEAST_BELIEVED)
    .map(({ model, weight, squares, smear }) => {
      const sum = model.ahead.reduce(
        (all, level, h) => all + (level > 1.01 * least ? level * smear * (shares[h] ?? 1) : 0),
        0,
      );
      const degrees = Math.max(1, kept - model.parameters - (WEEK - 1) * weekdays.believed);
      const spread = model.variance(shares) + doubt * (sum / ahead) ** 2;
      return { weight, sum, variance: (squares / degrees) * spread, degrees };
    });
}

/** A model, how far it is believed, and its errors in shares of the level: their squares' sum, and by how much it is low (Duan 1983). */
interface Believed {
  readonly model: Model;
  readonly weight: number;
  readonly squares: number;
  readonly smear: number;
}

function weigh(models: readonly Model[], values: readonly number[], kept: number, least: number): Believed[] {
  const judged = models.map((model) => {
    let [squares, smear] = [0, 0];
    values.forEach((value, day) => {
      if (Number.isNaN(value)) return;
      const ratio = Math.max(value, least) / (model.fitted[day] ?? NaN);
      squares += (ratio - 1) ** 2;
      smear += ratio / kept;
    });
    const fits = kept * Math.log(squares / kept + NO_ERROR ** 2);
    return { model, squares, smear, criterion: fits + model.parameters * Math.log(kept) + model.unlikely };
  });
  const best = Math.min(...judged.map(({ criterion }) => criterion));
  const odds = judged.map(({ criterion }) => Math.exp((SHARPER * (best - criterion)) / 2));
  const all = odds.reduce((sum, one) => sum + one, 0);
  return judged.map((one, i) => ({ ...one, weight: (odds[i] ?? 0) / all }));
}

/** What odd days bring if they come as often again: one teaches nothing, two may be a habit. */
function again(values: readonly number[], running: readonly number[], odd: readonly boolean[], ahead: number) {
  const times = odd.filter((one, day) => one && odd[day - 1] !== true).length;
  if (times < 2) return { more: 0, variance: 0 };
  const rate = ahead / values.length;
  const sizes = values.flatMap((value, day) => (odd[day] === true ? [value - (running[day] ?? NaN)] : []));
  return {
    more: rate * sizes.reduce((sum, size) => sum + size, 0),
    variance: rate * sizes.reduce((sum, size) => sum + size ** 2, 0),
  };
}
