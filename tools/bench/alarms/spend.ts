/** What products cost a day: quiet ones of many kinds for 45 days, and the same with something that mines from one day on. */
import { risesOf, type Rise } from '../../../lib/define';
import { DAY } from '../../../lib/model';
import { FAMILIES as BILLS } from '../forecasts/bills';
import { dice, type Dice } from './dice';

/** Not the seeds by which the rule was made: those are below 100,000,000. */
const SEED = 110_000_000;
/** As the checker has it: days that are read, and its defaults. */
const READ = 38;
const RULE = { budget: 20, least: 100, share: 0.4, days: 2 };
const [LEARNT, JUDGED] = [45, 45];
const START = Date.UTC(2026, 2, 1);
/** So many times as much as is usual comes on top; and by when it should be known, the first day included. */
export const MORE: readonly number[] = [0.5, 1, 2, 6];
const IN_TIME = 2;

/** Levels that change for good are what is to be found; the others are how bills are. */
const FAMILIES: typeof BILLS = {
  ...Object.fromEntries(Object.entries(BILLS).filter(([name]) => !/doubling|halving|new account/.test(name))),
  'billed on the first': (roll) => charged(0, roll),
  'billed once a month': (roll) => charged(Math.floor(roll.between(5, 25)), roll),
  'now and then': (roll) => ({ plan: () => (roll() < 0.15 ? roll.between(0.5, 3) : 0), noise: 0 }),
  jobs: (roll) => ({ plan: () => 1 + (roll() < 0.1 ? roll.between(0.5, 2) : 0), noise: 0.05 }),
};

function charged(on: number, roll: Dice) {
  const size = roll.between(2, 20);
  return { plan: (day: number) => 1 + ((day + 60) % 30 === on ? size : 0), noise: 0.03 };
}

export interface SpendRow {
  /** False events per 1,000 products and week. */
  readonly falseEvents: number;
  /** By family, where there were some. */
  readonly worst: readonly string[];
  /** Of each of {@link MORE}, the share that was found in time. */
  readonly found: readonly number[];
}

export function spend(products: number): SpendRow {
  const names = Object.keys(FAMILIES);
  const families = new Map<string, number>();
  const found = MORE.map(() => ({ times: 0, of: 0 }));
  let events = 0;
  for (let i = 0; i < products; i++) {
    const roll = dice(SEED + i);
    const name = names[i % names.length] ?? '';
    const size = 10 ** roll.between(1.5, 5);
    const { plan, noise } = FAMILIES[name]?.(roll) ?? { plan: () => NaN, noise: 0 };
    const costs = Array.from({ length: LEARNT + JUDGED }, (_, day) => {
      const cost = size * plan(day - 60) * Math.max(0, 1 + noise * roll.normal());
      return Math.round(cost * 100) / 100;
    });
    const quiet = eventsOf(costs).length;
    events += quiet;
    if (quiet > 0) families.set(name, (families.get(name) ?? 0) + quiet);
    const at = LEARNT + 5 + Math.floor(roll.between(0, 20));
    const usual = [...costs.slice(at - 14, at)].sort((a, b) => a - b)[7] ?? 0;
    MORE.forEach((more, n) => {
      const tally = found[n];
      // What comes to less than the least that matters is not to be found.
      if (!tally || usual * more * RULE.days <= RULE.least) return;
      tally.of += 1;
      const mined = costs.map((cost, day) => (day >= at ? cost + more * usual : cost));
      if (eventsOf(mined).some((day) => day >= at && day < at + IN_TIME)) tally.times += 1;
    });
  }
  return {
    falseEvents: (events / products) * 1000 * (7 / JUDGED),
    worst: [...families].sort((a, b) => b[1] - a[1]).map(([family, count]) => `${family} ${count}`),
    found: found.map(({ times, of }) => times / Math.max(1, of)),
  };
}

/** The days on which an event begins to be told, a run a day. */
function eventsOf(costs: readonly number[]): number[] {
  const told: number[] = [];
  let open: Rise | undefined;
  for (let day = LEARNT; day < costs.length; day++) {
    const from = day - READ + 1;
    const points = costs.slice(from, day + 1).map((value, n) => ({ at: START + (from + n) * DAY, value }));
    const line = { metric: 'PretaxAmount', part: 'product', unit: 'CNY', points };
    const known = { openData: open?.data, accepted: [], now: new Date(START + (day + 2) * DAY) };
    const [rise] = risesOf([line], RULE, known).rises;
    if (rise && !open) told.push(day);
    open = rise;
  }
  return told;
}
