/** What accounts pay a day as they go: some months of days, of which the last one is forecast. */
import { dice, type Dice } from '../alarms/dice';

/** One account. */
export interface Spend {
  readonly family: string;
  /** Of each day, the last 30 of which are the month to be forecast. */
  readonly values: readonly number[];
}

/** A month, and how many days before it there are bills of. */
export const MONTH = 30;
const BEFORE = 60;

/** By day: 0 is the first of the month. */
type Plan = (day: number) => number;
type Made = { readonly plan: Plan; readonly noise: number };

const usual = (roll: Dice) => roll.between(0.01, 0.06);

/** By name. */
export const FAMILIES: Readonly<Record<string, (roll: Dice) => Made>> = {
  steady: (roll) => ({ plan: () => 1, noise: roll.between(0, 0.03) }),
  weekly: (roll) => {
    const [weekend, first] = [roll.between(0.3, 0.8), Math.floor(roll.between(0, 7))];
    return { plan: (day) => ((day + 70 + first) % 7 < 2 ? weekend : 1), noise: roll.between(0.005, 0.03) };
  },
  noisy: (roll) => ({ plan: () => 1, noise: roll.between(0.1, 0.3) }),
  growth: (roll) => {
    const rate = roll.between(0.005, 0.03);
    const line = roll() < 0.5;
    return { plan: (day) => (line ? 1 + rate * (day + BEFORE) : Math.exp(rate * 0.7 * day)), noise: usual(roll) };
  },
  'weekly growth': (roll) => {
    const [weekend, first, rate] = [roll.between(0.4, 0.8), Math.floor(roll.between(0, 7)), roll.between(0.005, 0.02)];
    return {
      plan: (day) => ((day + 70 + first) % 7 < 2 ? weekend : 1) * (1 + rate * (day + BEFORE)),
      noise: usual(roll),
    };
  },
  decline: (roll) => {
    const rate = roll.between(0.005, 0.02);
    return { plan: (day) => Math.exp(-rate * day), noise: usual(roll) };
  },
  doubling: (roll) => {
    const at = Math.floor(roll.between(-15, 5));
    const times = roll.between(1.5, 3);
    return { plan: (day) => (day >= at ? times : 1), noise: usual(roll) };
  },
  halving: (roll) => {
    const at = Math.floor(roll.between(-15, 5));
    return { plan: (day) => (day >= at ? 0.5 : 1), noise: usual(roll) };
  },
  'one purchase': (roll) => {
    const at = Math.floor(roll.between(-20, 7));
    const size = roll.between(3, 25);
    return { plan: (day) => 1 + (day === at ? size : 0), noise: usual(roll) };
  },
  'month-end purchase': (roll) => {
    const size = roll.between(2, 15);
    return { plan: (day) => 1 + (day === -1 ? size : 0), noise: usual(roll) };
  },
  wandering: (roll) => {
    let level = 1;
    const step = roll.between(0.01, 0.03);
    return { plan: () => (level *= Math.exp(step * roll.normal())), noise: 0.02 };
  },
  'new account': (roll) => {
    const first = Math.floor(roll.between(-12, -7));
    return { plan: (day) => (day >= first ? 1 : 0), noise: usual(roll) };
  },
};

export function spendOf(seed: number): Spend {
  const roll = dice(seed);
  const names = Object.keys(FAMILIES);
  const family = names[seed % names.length] ?? '';
  const size = 10 ** roll.between(1, 5);
  const { plan, noise } = FAMILIES[family]?.(roll) ?? { plan: () => NaN, noise: 0 };
  const values = Array.from({ length: BEFORE + MONTH }, (_, i) => {
    const value = size * plan(i - BEFORE) * Math.max(0, 1 + noise * roll.normal());
    return Math.round(value * 100) / 100;
  });
  return { family, values };
}
