/**
 * Quiet series of many kinds: what well-run assets do without a fault. Hourly values of some weeks, in the calendar of
 * Beijing, beginning on any day of 2025 or 2026.
 */
import { beijingDay, DAY, HOUR, worksInChina } from '../../../lib/model';
import { dice, type Dice } from './dice';

/** One asset that is well. */
export interface Quiet {
  readonly family: string;
  /** `NaN` where the cloud has no point. */
  readonly values: readonly number[];
  /** Of the first value; epoch milliseconds, a midnight of Beijing. */
  readonly from: number;
  /** The scatter around what the asset does by plan. */
  readonly sigma: number;
  /** Whether it has a day that can break, and whether it is never near zero. */
  readonly seasonal: boolean;
  readonly busy: boolean;
}

const BEIJING = 8 * HOUR;
const FIRST = Date.parse('2025-01-01T00:00:00+08:00');

/** What o'clock it is, and what kind of day. */
interface Moment {
  /** Hours since the first value. */
  readonly i: number;
  /** 0 to 23, with daylight saving where the asset has it. */
  readonly hour: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly date: Date;
  readonly works: boolean;
  readonly weekend: boolean;
}

/** What an asset does by plan at a moment; and what it really has. */
interface Way {
  readonly plan: (moment: Moment) => number;
  readonly value?: (planned: number, moment: Moment) => number;
  readonly seasonal?: true;
  /** It is often at, or near, zero. */
  readonly sparse?: true;
  /** When its plan changes is nobody's plan: its scatter is that of all its values. */
  readonly random?: true;
}

const wave = (hour: number, peak: number) => (1 + Math.cos(((hour - peak) / 24) * 2 * Math.PI)) / 2;
const office = (hour: number) =>
  hour >= 9 && hour < 19 ? (hour === 12 ? 0.7 : 1) : hour === 8 || hour === 19 ? 0.5 : 0.05;

/** By name; each asset draws its own size, noise and hours. */
export const FAMILIES: Readonly<Record<string, (roll: Dice, hours: number) => Way>> = {
  daily: (roll) => seasonal(roll, ({ hour }, peak) => wave(hour, peak)),
  'two peaks': (roll) => seasonal(roll, ({ hour }) => Math.max(wave(hour, 9) ** 4, wave(hour, 20) ** 4)),
  evenings: (roll) => seasonal(roll, ({ hour, weekend }) => wave(hour, 21) ** 2 * (weekend ? 1.4 : 1)),
  weekends: (roll) => seasonal(roll, ({ hour, weekend }, peak) => wave(hour, peak) * (weekend ? 0.4 : 1)),
  'office hours': (roll) => seasonal(roll, ({ hour, weekend }) => (weekend ? 0.05 : office(hour))),
  holidays: (roll) => seasonal(roll, ({ hour, works }) => (works ? office(hour) : 0.05)),
  'working days': (roll) => seasonal(roll, ({ hour, works }, peak) => wave(hour, peak) * (works ? 1 : 0.5)),
  'daylight saving': (roll) => seasonal(roll, ({ hour, date }, peak) => wave(hour + (isSummer(date) ? 1 : 0), peak)),
  'nightly job': (roll) => {
    const [at, height] = [1 + Math.floor(roll.between(0, 5)), roll.between(40, 80)];
    return noisy(roll, 10, ({ hour }) => (hour === at ? height : 0), { late: true });
  },
  'Sunday backup': (roll) => {
    const [at, long, height] = [
      Math.floor(roll.between(0, 5)),
      1 + Math.floor(roll.between(0, 4)),
      roll.between(30, 70),
    ];
    return noisy(roll, 15, ({ hour, weekday }) => (weekday === 0 && hour >= at && hour < at + long ? height : 0));
  },
  'Monday report': (roll) => {
    const height = roll.between(30, 60);
    return noisy(roll, 20, ({ hour, weekday }) => (weekday === 1 && hour >= 7 && hour < 10 ? height : 0));
  },
  'every other day': (roll) => {
    const height = roll.between(30, 60);
    return noisy(roll, 20, ({ i, hour }) => (Math.floor(i / 24) % 2 === 0 && hour === 3 ? height : 0));
  },
  'month end': (roll) => {
    const height = roll.between(30, 60);
    return noisy(roll, 20, ({ hour, date }) => (isMonthEnd(date) && hour >= 1 && hour < 6 ? height : 0));
  },
  constant: (roll) => {
    const level = Math.round(roll.between(0, 100));
    return { plan: () => level, sparse: true };
  },
  idle: (roll) => noisy(roll, roll.between(0.5, 3), () => 0),
  flat: (roll) => noisy(roll, roll.between(10, 80), () => 0),
  wandering: (roll) => {
    const level = roll.between(20, 60);
    const step = level * roll.between(0.01, 0.05);
    let off = 0;
    return { plan: () => level, value: (planned) => planned + (off = 0.9 * off + step * roll.normal()) };
  },
  saturated: (roll) => {
    const way = noisy(roll, 97, () => 0);
    return { ...way, value: (planned, moment) => Math.min(100, way.value?.(planned, moment) ?? planned) };
  },
  'saw-tooth': (roll) => {
    const [period, low, high] = [Math.round(roll.between(6, 80)), roll.between(10, 30), roll.between(50, 90)];
    return { ...noisy(roll, low, ({ i }) => ((i % period) / period) * (high - low)), random: true };
  },
  restarts: (roll) => {
    let age = 0;
    const warm = roll.between(20, 60);
    const warmth = () => ((age = roll() < 1 / 60 ? 0 : age + 1), warm * (1 - Math.exp(-age / 12)));
    return { ...noisy(roll, 20, warmth), random: true };
  },
  counter: (roll) => {
    const [rate, often] = [roll.between(1e3, 1e6), roll.between(60, 400)];
    let sum = 0;
    return {
      plan: ({ hour }) => rate * (0.5 + wave(hour, 15)),
      value: (planned) => (sum = roll() < 1 / often ? 0 : sum + planned * (1 + 0.05 * roll.normal())),
      sparse: true,
    };
  },
  bursts: (roll) => {
    const [often, height] = [roll.between(1 / 200, 1 / 20), roll.between(20, 60)];
    const way = noisy(roll, 15, () => 0);
    return {
      ...way,
      value: (planned, moment) =>
        (way.value?.(planned, moment) ?? 0) + (roll() < often ? height * roll.between(0.3, 1) : 0),
    };
  },
  'near zero': (roll) => {
    const mean = roll.between(0.05, 3);
    return { plan: () => mean, value: (planned) => roll.count(planned), sparse: true };
  },
  counts: (roll) => {
    const mean = roll.between(50, 5000);
    return {
      plan: ({ hour }) => mean * (0.2 + wave(hour, 14)),
      value: (planned) => roll.count(planned),
      seasonal: true,
    };
  },
  growth: (roll, hours) => {
    const [level, total, peak] = [roll.between(10, 40), roll.between(0.2, 1), roll.between(8, 20)];
    return noisy(roll, level, ({ i, hour }) => level * ((total * i) / hours + wave(hour, peak)), {}, true);
  },
  'heavy tails': (roll) => {
    const [level, wide] = [roll.between(10, 1000), roll.between(0.2, 0.6)];
    return { plan: () => level, value: (planned) => planned * Math.exp(wide * roll.normal()) };
  },
  traffic: (roll) => {
    const [level, wide] = [roll.between(10, 1000), roll.between(0.05, 0.2)];
    return {
      plan: ({ hour, weekend }) => level * (0.2 + wave(hour, 15) * (weekend ? 0.7 : 1)),
      value: (planned) => planned * Math.exp(wide * roll.normal()),
      seasonal: true,
    };
  },
  autoscaled: (roll) => {
    const size = roll.between(5, 20);
    let machines = 3;
    const load = () => {
      if (roll() < 1 / 15) machines = Math.max(1, Math.min(8, machines + (roll() < 0.5 ? 1 : -1)));
      return size * machines;
    };
    return { ...noisy(roll, 10, load), random: true };
  },
  batch: (roll) => {
    const [chance, height] = [roll.between(0.02, 0.1), roll.between(30, 60)];
    let left = 0;
    const load = () => {
      left = left > 0 ? left - 1 : roll() < chance ? Math.floor(roll.between(1, 8)) : 0;
      return left > 0 ? height : 0;
    };
    return { ...noisy(roll, 10, load), random: true };
  },
  gaps: (roll) => {
    const way = seasonal(roll, ({ hour }, peak) => wave(hour, peak));
    let away = 0;
    return {
      ...way,
      value: (planned, moment) => {
        away = away > 0 ? away - 1 : roll() < 1 / 100 ? Math.floor(roll.between(1, 30)) : 0;
        return away > 0 || roll() < 0.02 ? NaN : (way.value?.(planned, moment) ?? planned);
      },
    };
  },
};

interface Noise {
  /** What comes by plan may come an hour late. */
  readonly late?: true;
}

/** A level with something on it and noise of 1 to 8 % of it. */
function noisy(roll: Dice, level: number, more: (moment: Moment) => number, { late }: Noise = {}, season = false): Way {
  const sigma = level * roll.between(0.01, 0.08);
  let [before, isLate] = [level, false];
  return {
    plan: (moment) => level + more(moment),
    value: (planned, { hour }) => {
      if (hour === 0) isLate = roll() < 0.1;
      const moved = late && isLate ? before : planned;
      before = planned;
      return Math.max(0, moved + sigma * roll.normal());
    },
    ...(season && { seasonal: true }),
  };
}

/** A shape of the day between two levels, with noise of 2 to 8 % of its height. */
function seasonal(roll: Dice, shape: (moment: Moment, peak: number) => number): Way {
  const [low, height, peak] = [roll.between(5, 30), roll.between(20, 60), roll.between(8, 21)];
  const sigma = height * roll.between(0.02, 0.08);
  return {
    plan: (moment) => low + height * shape(moment, peak),
    value: (planned) => Math.max(0, planned + sigma * roll.normal()),
    seasonal: true,
  };
}

/** Daylight saving of Europe: from the last Sunday of March to that of October; close enough, by the date. */
function isSummer(date: Date): boolean {
  const month = date.getUTCMonth();
  const sunday = date.getUTCDate() - date.getUTCDay() + (date.getUTCDay() === 0 ? 0 : 7);
  if (month === 2) return date.getUTCDate() >= 25 && sunday > 31;
  if (month === 9) return !(date.getUTCDate() >= 25 && sunday > 31);
  return month > 2 && month < 9;
}

function isMonthEnd(date: Date): boolean {
  return new Date(+date + DAY).getUTCDate() === 1;
}

/** The asset of a number; the same number is always the same asset. */
export function quietAsset(seed: number, days: number): Quiet {
  const roll = dice(seed);
  const names = Object.keys(FAMILIES);
  const family = names[seed % names.length] ?? '';
  const hours = days * 24;
  const from = FIRST + Math.floor(roll.between(0, 600)) * DAY;
  const way = FAMILIES[family]?.(roll, hours);
  if (!way) throw new Error(`no family ${family}`);
  const values: number[] = [];
  const off: number[] = [];
  let least = Infinity;
  for (let i = 0; i < hours; i++) {
    const date = new Date(from + i * HOUR + BEIJING);
    const weekday = date.getUTCDay();
    const weekend = weekday === 0 || weekday === 6;
    const moment = { i, hour: i % 24, weekday, date, weekend, works: worksInChina(beijingDay(from + i * HOUR)) };
    const planned = way.plan(moment);
    const value = way.value?.(planned, moment) ?? planned;
    values.push(value);
    if (Number.isNaN(value)) continue;
    off.push((value - planned) ** 2);
    least = Math.min(least, value);
  }
  const known = values.filter((value) => !Number.isNaN(value));
  const level = mean(known);
  const size = way.random ? Math.sqrt(mean(known.map((value) => (value - level) ** 2))) : Math.sqrt(mean(off));
  // Of what only ever grows, a share of what it grows by is what could be noticed: none is planted there.
  const sigma = family === 'counter' ? 0 : Math.max(size, 0.02 * level);
  return { family, values, from, sigma, seasonal: way.seasonal ?? false, busy: !way.sparse && least > 0 };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
}
