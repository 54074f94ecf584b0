/** Series of 31 days, each with one kind of anomaly at its end, for checkers of what is unusual. */
import { past } from './pasts';

/** The same number between -1 and 1 for an hour in every run. */
function noise(n: number): number {
  const x = Math.sin((n + 1) * 12.9898) * 43758.5453;
  return 2 * (x - Math.floor(x)) - 1;
}

const month = (value: (ago: number) => number) => past(31, value) as number[];
const day = (ago: number) => (ago % 24 < 12 ? 70 : 20);

/** What is usual: about 40, give or take one. */
export const usual = month((ago) => 40 + noise(ago));
/** With what one hour has more the next one has less; with a day of two levels; and now here, now there. */
const swinging = month((ago) => 40 + (ago % 2 === 0 ? 1 : -1) * 8 * (1 + noise(ago)));
const daily = month((ago) => day(ago) + noise(ago));
const blocks = month((ago) => 20 + 15 * Math.floor(2.5 * (1 + noise(Math.floor(ago / 3)))));

/** The same past, with other values in its newest hours. */
export function since(
  hours: number,
  before: readonly number[],
  value: (before: number, ago: number) => number,
): number[] {
  return before.map((one, i) => (before.length - 1 - i < hours ? value(one, before.length - 1 - i) : one));
}

export const KINDS = {
  spike: since(1, usual, () => 90),
  zero: since(3, usual, () => 0),
  shift: since(6, usual, (value) => value + 50),
  drift: since(24, swinging, (value, ago) => (ago < 1 ? 54 : value + 22)),
  season: since(6, daily, () => 20),
  spread: since(24, blocks, (_, ago) => (ago % 2 === 0 ? 80 : 20)),
} as const;

export const times = (factor: number, values: readonly number[]) => values.map((value) => value * factor);

const high = since(60, usual, (value) => value + 30);

/**
 * What every checker of one metric that changes has to tell. @param factor of the series, which are about 40
 */
export function changeCases(id: string, metric: string, factor: number, now: Date) {
  const one = (values: readonly number[]) => ({ [id]: times(factor, values) });
  const open = {
    metric,
    since: new Date(+now - 60 * 3_600_000).toISOString(),
    view: 'level-1',
    low: 38 * factor,
    high: 42 * factor,
  };
  const found = (message: keyof typeof KINDS) =>
    ({ metrics: one(KINDS[message]), message, severity: 'warning', data: { kind: message } }) as const;
  const mondays = one(past(31, (ago) => (ago % 504 < 2 ? 90 : 40)) as number[]);
  return {
    usual: one(usual),
    pass: {
      'as always': {},
      'a higher least change': { metrics: one(KINDS.shift), params: { least: 60 * factor } },
      'a higher percentage': { metrics: one(KINDS.shift), params: { percent: 500 } },
      'hardly any false alarm is allowed': {
        metrics: one(since(1, usual, () => 42.3)),
        params: { budget: 1, least: 0, percent: 0 },
      },
      'so high for two days, but nobody knows when it began': { metrics: one(high), params: { percent: 50 } },
    },
    fail: {
      spike: found('spike'),
      'a drop to zero': found('zero'),
      'another level': found('shift'),
      'a slow change': { ...found('drift'), params: { least: 10 * factor, percent: 10 } },
      'a day that is not like others': { ...found('season'), params: { percent: 50 } },
      unrest: found('spread'),
      'a slight change, where more alarms are allowed': {
        ...found('spike'),
        metrics: one(since(1, usual, () => 42.3)),
        params: { budget: 1000, least: 0, percent: 0 },
      },
      'what was open two days ago goes on': {
        ...found('shift'),
        metrics: one(high),
        params: { percent: 50 },
        openData: open,
      },
      'as every Monday, when it looks back three weeks only': {
        ...found('spike'),
        metrics: mondays,
        params: { days: 21 },
      },
    },
    unknown: {
      'no history': { metrics: { [id]: undefined } },
      'too little history': { metrics: one(past(13, () => 40) as number[]) },
    },
  } as const;
}
