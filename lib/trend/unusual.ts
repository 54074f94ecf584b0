/** What is said of a series, and how seldom it is to be said. */
import type { DAY, HOUR } from '../model/time';

/** What an anomaly is. */
export type Kind = 'spike' | 'zero' | 'shift' | 'drift' | 'season' | 'spread';

export interface WatchOptions {
  /** At most so many false events per 1,000 series and week. */
  readonly budget: number;
  /** The least change that matters, in the metric's own unit. */
  readonly least: number;
  /** The least change that matters, as a share of the lower of both values: 1 is twice or half of what was expected. */
  readonly share: number;
  /** Whether people work on a day, by its number in Beijing since 1970; all weeks are alike when absent. */
  readonly works?: (day: number) => boolean;
  /** Milliseconds of a slot: an hour, or a day for series with a point a day. */
  readonly slot?: typeof HOUR | typeof DAY;
  /** What is normal for this series because somebody said so, beside what it usually has. */
  readonly accepted?: readonly Accepted[];
  /** So many slots earlier than others the tails are looked at anew, so that not all series do so at once. */
  readonly phase?: number;
}

/** A range of values that was unusual once and has been said to be normal; see `accepted.ts`. */
export interface Accepted {
  readonly kind: Kind;
  /** Of the values while it was so; of `spread`, of the mean step from slot to slot. */
  readonly low: number;
  readonly high: number;
}

/** An event that an earlier judgement has found and that was not over. */
export interface Open {
  readonly since: number;
  readonly view: string;
  readonly low: number;
  readonly high: number;
}

/** An event that is going on. */
export interface Event {
  /** A slot. */
  readonly from: number;
  /** A place in the views: the one that has found it most unusual so far; -1 is the rule of zeros. */
  view: number;
  rarity: number;
  readonly low: number;
  readonly high: number;
  /** So many slots in a row it has been over. */
  calm: number;
}

/** What is unusual, and how. */
export interface Unusual {
  readonly kind: 'unusual';
  readonly what: Kind;
  /** When it began; epoch milliseconds. */
  readonly since: number;
  /** Which view found it, such as `level-6`; for {@link Open}. */
  readonly view: string;
  readonly value: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** The least and the greatest value since it began, with the value that is shown; of `spread`, of the mean step from slot to slot. See {@link Accepted}. */
  readonly lowest: number;
  readonly highest: number;
  /** When the series last had a value as near as the band is wide; absent where it has not, as far as is known. */
  readonly alike?: number;
  /** It is to be expected once in about so many weeks. */
  readonly weeks: number;
}

export type Judgement = Unusual | { readonly kind: 'steady' } | { readonly kind: 'too-little' };

/** Seen on the quiet series of the benchmark: a rarity at 20 false events per 1,000 series and week, and more for a tenth. */
const AT_TWENTY = 7.5;
const PER_DECADE = 3.5;

/** The rarity from which an event is raised. */
export function rarityOf(budget: number): number {
  return AT_TWENTY + PER_DECADE * Math.log10(20 / budget);
}

/** The inverse of {@link rarityOf}. */
export function budgetOf(rare: number): number {
  return 20 * 10 ** ((AT_TWENTY - rare) / PER_DECADE);
}
