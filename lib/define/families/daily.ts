/** Series of a point a day, such as what products cost, judged by their own past. */
import { DAY } from '../../model/time';
import { dataOf, eventsIn, type Known, type Line } from './unusual';

/** What a part of an asset comes to, a day at a time: each at the midnight of UTC of its date, oldest first. */
export interface DailyLine extends Pick<Line, 'metric' | 'unit' | 'points'> {
  readonly part: string;
}

/** A part that has come to more than it does on such days. */
export interface Rise {
  readonly part: string;
  /** The data of a finding: what people say of it, and what the next run goes on from, is found by them. */
  readonly data: ReturnType<typeof dataOf>;
  /** What is expected on a day. */
  readonly expected: number;
  /** By so much its newest days are above that. */
  readonly more: number;
  /** Whether an earlier run has found it. */
  readonly open: boolean;
}

/** What has risen, and whether there was enough of a past to tell. */
export interface Rises {
  readonly rises: readonly Rise[];
  readonly brief: boolean;
}

/**
 * What is unusually much since some days. One dear day is a purchase: what is new has lasted for some.
 *
 * @param facts.least the least sum of the newest days that matters
 * @param facts.share by so much each of them is above what is expected, at least: 1 is twice as much
 * @param facts.days so many days have to be above
 * @example risesOf(lines, { budget: 20, least: 100, share: 0.4, days: 2 }, { openData, accepted, now })
 */
export function risesOf(
  lines: readonly DailyLine[],
  facts: { readonly budget: number; readonly least: number; readonly share: number; readonly days: number },
  known: Pick<Known, 'openData' | 'accepted' | 'now'>,
): Rises {
  const { budget, least, share, days } = facts;
  const { found, brief } = eventsIn(lines, { budget, least: least / days, share, slot: DAY }, known);
  const rises = found.flatMap(({ line, event, open }): Rise[] => {
    const newest = line.points.slice(-days);
    const { expected, since } = event;
    const more = newest.reduce((sum, { value }) => sum + value - expected, 0);
    const lasts = since <= (newest[0]?.at ?? -Infinity) && newest.every(({ value }) => isAbove(value, event, share));
    // What was said once goes on until it is over, which it is too where less than half of what counts is left of it.
    const over = newest.every(({ value }) => value <= expected * (1 + share / 2));
    if (open ? over : !(lasts && more >= least)) return [];
    return [{ part: line.part, data: dataOf({ line, event }), expected, more, open }];
  });
  return { rises, brief: brief.length > 0 };
}

function isAbove(
  value: number,
  { expected, high }: { readonly expected: number; readonly high: number },
  share: number,
) {
  return value > high && value > expected * (1 + share);
}
