/**
 * Disks of many kinds: the share that is used, each hour, for as long as it takes. Written without a look at how the
 * forecast works; each draws its own size, noise, hours and weekday.
 */
import { beijingDay, DAY, HOUR, worksInChina } from '../../../lib/model';
import { dice, type Dice } from '../alarms/dice';

/** One disk. */
export interface Disk {
  readonly family: string;
  /** Of each hour, in percent; above 100 where it would be if it could. `NaN` where the cloud has no point. */
  readonly values: readonly number[];
  /** Of the first value; epoch milliseconds, a midnight of Beijing. */
  readonly from: number;
  /** The first hour at which it is full, after the past of which it was learned; `Infinity` if that is not within the values. */
  readonly full: number;
}

/** The values of a disk, hour by hour. */
type Course = (hour: number, moment: Moment) => number;
interface Moment {
  readonly at: number;
  readonly hour: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly monthDay: number;
}
/** What a family draws its disks from: dice, and the hour at which the past ends. */
interface Draw {
  readonly roll: Dice;
  readonly learnt: number;
}

const FIRST = Date.parse('2025-01-01T00:00:00+08:00');
/** Of what a cloud reports. */
const DIGITS = 100;

/** A rate in percent a day with which it is full some days after its past, or never. */
function paceOf({ roll, learnt }: Draw): { readonly start: number; readonly rate: number } {
  const start = roll.between(15, 55);
  const fills = roll() < 0.6;
  const days = fills ? roll.between(4, 24) : roll.between(60, 400);
  return { start, rate: (100 - start) / (learnt / 24 + days) };
}

const noisy = (roll: Dice, size: number, course: Course): Course => {
  return (hour, moment) => course(hour, moment) + size * roll.normal();
};
const office = (hour: number) => (hour >= 9 && hour < 19 ? 2.4 : 0);

/** By name. */
export const FAMILIES: Readonly<Record<string, (draw: Draw) => Course>> = {
  steady: ({ roll }) => {
    const level = roll.between(20, 97);
    return noisy(roll, roll.between(0, 0.3), () => level);
  },
  linear: (draw) => {
    const { start, rate } = paceOf(draw);
    return noisy(draw.roll, draw.roll.between(0, 0.4), (hour) => start + (rate * hour) / 24);
  },
  'daily wave': (draw) => {
    const { start, rate } = paceOf(draw);
    const height = draw.roll.between(1, 6);
    const peak = draw.roll.between(0, 24);
    return noisy(
      draw.roll,
      0.2,
      (hour) => start - height + (rate * hour) / 24 + height * Math.cos(((hour - peak) / 12) * Math.PI),
    );
  },
  exponential: ({ roll, learnt }) => {
    const start = roll.between(15, 40);
    const days = roll() < 0.6 ? roll.between(4, 24) : roll.between(80, 300);
    const rate = Math.log(100 / start) / (learnt + days * 24);
    return noisy(roll, roll.between(0, 0.3), (hour) => start * Math.exp(rate * hour));
  },
  slowing: ({ roll, learnt }) => {
    const start = roll.between(15, 40);
    const top = roll.between(70, 130);
    const half = learnt * roll.between(0.3, 0.9);
    return noisy(roll, 0.2, (hour) => top - (top - start) * Math.pow(0.5, hour / half));
  },
  'working days': (draw) => {
    const { start, rate } = paceOf(draw);
    const holidays = draw.roll() < 0.3;
    let used = start;
    return noisy(draw.roll, 0.1, (_, { at, hour, weekday }) => {
      const works = holidays ? worksInChina(beijingDay(at)) : weekday > 0 && weekday < 6;
      if (works) used += ((rate * 7) / 5 / 24) * office(hour);
      return used;
    });
  },
  'daily clean-up': (draw) => {
    const { start, rate } = paceOf(draw);
    const height = draw.roll.between(5, 30);
    const at = Math.floor(draw.roll.between(0, 24));
    return noisy(
      draw.roll,
      0.3,
      (hour) => Math.max(0, start - height) + (rate * hour) / 24 + (height * ((hour + 24 - at) % 24)) / 24,
    );
  },
  'weekly clean-up': ({ roll }) => {
    const top = roll.between(60, 97);
    const height = roll.between(15, 50);
    const at = Math.floor(roll.between(0, 168));
    return noisy(roll, 0.3, (hour) => top - height + (height * ((hour + at) % 168)) / 168);
  },
  'weekly rotation': (draw) => {
    const { start, rate } = paceOf(draw);
    const height = draw.roll.between(5, 25);
    const at = Math.floor(draw.roll.between(0, 168));
    return noisy(
      draw.roll,
      0.2,
      (hour) => Math.max(0, start - height) + (rate * hour) / 24 + (height * ((hour + at) % 168)) / 168,
    );
  },
  'irregular clean-up': ({ roll }) => {
    const [low, high] = [roll.between(25, 50), roll.between(75, 92)];
    const rate = roll.between(2, 9) / 24;
    let used = roll.between(low, high);
    let top = high;
    return noisy(roll, 0.2, () => {
      used += rate * roll.between(0.5, 1.5);
      if (used > top) {
        used = low + roll.between(-4, 4);
        top = high + roll.between(-5, 5);
      }
      return used;
    });
  },
  'clean-up by hand': ({ roll }) => {
    const rate = roll.between(2, 5) / 24;
    let used = roll.between(40, 60);
    let left = roll.between(4, 12) * 24;
    return noisy(roll, 0.2, () => {
      used += rate;
      left -= 1;
      if (left <= 0) {
        used = Math.max(10, used - (used - 40) * roll.between(0.8, 1.1));
        left = roll.between(5, 12) * 24;
      }
      return used;
    });
  },
  resize: ({ roll, learnt }) => {
    // It was filling up, and somebody enlarged it during the past; it grows on, as slowly as its new size makes it.
    const at = roll.between(0.3, 0.9) * learnt;
    const level = roll.between(70, 92);
    const times = roll.between(1.2, 2.5);
    const rate = (level / at) * roll.between(0.3, 0.8);
    return noisy(roll, 0.2, (hour) => {
      const used = level + rate * (hour - at);
      return hour < at ? used : used / times;
    });
  },
  jump: ({ roll, learnt }) => {
    const at = roll.between(0.3, 1.5) * learnt;
    const level = roll.between(30, 60);
    const height = roll.between(10, 35);
    return noisy(roll, roll.between(0.05, 0.4), (hour) => level + (hour >= at ? height : 0));
  },
  'burst, then still': ({ roll, learnt }) => {
    const at = roll.between(0.5, 1.3) * learnt;
    const hours = roll.between(12, 96);
    const level = roll.between(20, 50);
    const height = roll.between(15, 45);
    return noisy(roll, 0.2, (hour) => level + height * Math.min(1, Math.max(0, (hour - at) / hours)));
  },
  'begins to grow': ({ roll, learnt }) => {
    const at = roll.between(0.7, 1.1) * learnt;
    const level = roll.between(30, 60);
    const rate = (100 - level) / roll.between(8, 25) / 24;
    return noisy(roll, 0.2, (hour) => level + rate * Math.max(0, hour - at));
  },
  'growth that stops': (draw) => {
    const { start, rate } = paceOf(draw);
    const at = draw.roll.between(0.6, 1.2) * draw.learnt;
    return noisy(draw.roll, 0.2, (hour) => start + (rate * Math.min(at, hour)) / 24);
  },
  noise: (draw) => {
    const { start, rate } = paceOf(draw);
    let off = 0;
    const size = draw.roll.between(0.5, 1.5);
    return (hour) => {
      off = 0.9 * off + size * draw.roll.normal();
      return start + (rate * hour) / 24 + off;
    };
  },
  batches: (draw) => {
    const { start, rate } = paceOf(draw);
    const every = Math.round(draw.roll.between(2, 5)) * 24;
    const at = Math.floor(draw.roll.between(0, every));
    return noisy(draw.roll, 0.1, (hour) => start + (rate / 24) * every * Math.floor((hour + at) / every) * 1);
  },
  'month end': ({ roll }) => {
    const level = roll.between(30, 60);
    const height = roll.between(10, 35);
    return noisy(
      roll,
      0.3,
      (_, { monthDay }) => level + (monthDay >= 28 ? (height * (monthDay - 27)) / 4 : monthDay <= 2 ? height : 0),
    );
  },
  'random walk': ({ roll }) => {
    let used = roll.between(30, 75);
    const step = roll.between(0.05, 0.25);
    return () => (used = Math.max(5, used + step * roll.normal()));
  },
};

/** @param learnt the hours of the past that is known; @param hours in all */
export function diskOf(seed: number, learnt: number, hours: number): Disk {
  const roll = dice(seed);
  const names = Object.keys(FAMILIES);
  const family = names[seed % names.length] ?? '';
  const from = FIRST + Math.floor(roll.between(0, 600)) * DAY;
  const course = FAMILIES[family]?.({ roll, learnt });
  const holes = roll() < 0.2 ? 0.03 : 0;
  const values: number[] = [];
  let full = Infinity;
  for (let i = 0; i < hours; i++) {
    const at = from + i * HOUR;
    const there = new Date(at + 8 * HOUR);
    const moment = { at, hour: i % 24, weekday: there.getUTCDay(), monthDay: there.getUTCDate() };
    const value = Math.round((course?.(i, moment) ?? NaN) * DIGITS) / DIGITS;
    if (i >= learnt && full === Infinity && value >= 100) full = i;
    values.push(roll() < holes ? NaN : Math.max(0, value));
  }
  return { family, values, from, full };
}
