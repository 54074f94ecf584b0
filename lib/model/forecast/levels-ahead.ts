/** Levels that a series of days may have: fitted to what was, extended to what comes. Errors count in shares of the level. */

export interface Model {
  /** Of each day that was, and of each that comes. */
  readonly fitted: readonly number[];
  readonly ahead: readonly number[];
  /** How many numbers were fitted, and what else makes it less likely than others before anything is seen. */
  readonly parameters: number;
  readonly unlikely: number;
  /** The variance of the sum of the days that come, for a variance of one of the error of a day. */
  readonly variance: (weights: readonly number[]) => number;
}

/** A trend needs more than the plain criterion asks for; a level that wanders needs less, as levels do: both by development seeds. */
const TREND = 3;
const WANDERS = -5;
/** How fast a level that wanders follows. */
const FOLLOWS: readonly number[] = [0.2, 0.4, 0.6, 0.8];
const LEAST_WANDERING = 7;
/** So many days are a new level. */
const LEAST_STEP = 2;

const total = (values: readonly number[], weights: readonly number[]) =>
  values.reduce((sum, value, h) => sum + value * (weights[h] ?? 0), 0);
const squares = (values: readonly number[], weights: readonly number[]) =>
  values.reduce((sum, value, h) => sum + (value * (weights[h] ?? 0)) ** 2, 0);

/** One pair for each day that counts. */
interface Seen {
  readonly t: number;
  readonly y: number;
}

/** The weighted line through some points: `y = middle + slope * (t - at)`. */
function lineThrough(points: readonly Seen[], weight: (t: number) => number) {
  let [w, wt, wy] = [0, 0, 0];
  for (const { t, y } of points) {
    const one = weight(t);
    [w, wt, wy] = [w + one, wt + one * t, wy + one * y];
  }
  const [at, middle] = [wt / w, wy / w];
  let [spread, both] = [0, 0];
  for (const { t, y } of points) {
    const one = weight(t);
    [spread, both] = [spread + one * (t - at) ** 2, both + one * (t - at) * (y - middle)];
  }
  return { at, middle, slope: both / spread, weight: w, spread };
}

/**
 * @param values at least two of which count; `NaN` for those that do not
 * @param least the least that a day is taken to have, above nothing
 */
export function modelsOf(values: readonly number[], ahead: number, least: number): Model[] {
  const days = values.length;
  const seen = values.flatMap((y, t) => (Number.isNaN(y) ? [] : [{ t, y: Math.max(y, least) }]));
  const logs = seen.map(({ t, y }) => ({ t, y: Math.log(y) }));
  const extend = (level: (t: number) => number) => ({
    fitted: values.map((_, t) => level(t)),
    ahead: Array.from({ length: ahead }, (_, h) => level(days + h)),
  });
  const flat = levelOf(logs);
  const models: Model[] = [{ ...extend(() => flat), ...uncertain(flat, logs.length, ahead, 1, 0) }];
  if (logs.length > 2) models.push(...trends(seen, logs, days, least, extend));
  for (let at = 2; at <= days - LEAST_STEP; at++) {
    const [before, after] = [logs.filter(({ t }) => t < at), logs.filter(({ t }) => t >= at)];
    if (before.length < 2 || after.length < LEAST_STEP) continue;
    const [was, is] = [levelOf(before), levelOf(after)];
    // Where it was is one more number, and any day may be it.
    const step = uncertain(is, after.length, ahead, 3, 2 * Math.log(days));
    models.push({ ...extend((t) => (t < at ? was : is)), ...step });
  }
  if (days >= LEAST_WANDERING) models.push(...FOLLOWS.map((pace) => wandering(values, logs, ahead, least, pace)));
  return models;
}

const levelOf = (logs: readonly Seen[]) => Math.exp(logs.reduce((sum, { y }) => sum + y, 0) / logs.length);

/** A constant level that is the mean of so many days. */
function uncertain(level: number, count: number, ahead: number, parameters: number, unlikely: number) {
  const values = Array<number>(ahead).fill(level);
  const variance = (weights: readonly number[]) => squares(values, weights) + total(values, weights) ** 2 / count;
  return { parameters, unlikely, variance };
}

/** Growth or decline by a share, and by an amount, a day. */
function trends(
  seen: readonly Seen[],
  logs: readonly Seen[],
  days: number,
  least: number,
  extend: (level: (t: number) => number) => Pick<Model, 'fitted' | 'ahead'>,
): Model[] {
  const log = lineThrough(logs, () => 1);
  const shares = extend((t) => Math.exp(log.middle + log.slope * (t - log.at)));
  const line = lineThrough(seen, (t) => (shares.fitted[t] ?? NaN) ** -2);
  const amounts = extend((t) => Math.max(least, line.middle + line.slope * (t - line.at)));
  return [
    {
      ...shares,
      parameters: 2,
      unlikely: TREND,
      variance: (weights) => {
        const reach = shares.ahead.map((value, h) => value * (days + h - log.at));
        return (
          squares(shares.ahead, weights) +
          total(shares.ahead, weights) ** 2 / log.weight +
          total(reach, weights) ** 2 / log.spread
        );
      },
    },
    {
      ...amounts,
      parameters: 2,
      unlikely: TREND,
      variance: (weights) => {
        const reach = weights.map((_, h) => days + h - line.at);
        const sum = weights.reduce((all, one) => all + one, 0);
        return squares(amounts.ahead, weights) + sum ** 2 / line.weight + total(reach, weights) ** 2 / line.spread;
      },
    },
  ];
}

/** Simple exponential smoothing, fitted one day ahead (Hyndman and others 2008): each error moves the level for good. */
function wandering(
  values: readonly number[],
  logs: readonly Seen[],
  ahead: number,
  least: number,
  pace: number,
): Model {
  let level = Math.log(levelOf(logs.slice(0, 3)));
  const fitted = values.map((value) => {
    const foretold = level;
    if (!Number.isNaN(value)) level += pace * (Math.log(Math.max(value, least)) - level);
    return Math.exp(foretold);
  });
  const now = Math.exp(level);
  const variance = (weights: readonly number[]) => {
    let [sum, later] = [0, 0];
    for (let h = ahead - 1; h >= 0; h--) {
      sum += (now * ((weights[h] ?? 0) + pace * later)) ** 2;
      later += weights[h] ?? 0;
    }
    return sum;
  };
  const unlikely = 2 * Math.log(FOLLOWS.length) + WANDERS;
  return { fitted, ahead: Array<number>(ahead).fill(now), parameters: 2, unlikely, variance };
}
