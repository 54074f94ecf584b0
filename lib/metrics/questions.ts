/** Which questions bring the new points of many series with the fewest calls. */
import { BATCH, chooseMode, LENGTH, type HistoryQuestion, type MetricMode } from './read';

/** A series, and from when on its points are wanted, epoch milliseconds. */
export interface Wanted {
  readonly id: string;
  readonly since: number;
}

/**
 * Puts assets together of which points are wanted from about the same moment on. One that wants many more, such as one that
 * is new, asks by itself where the others would have to ask for as much.
 *
 * @param to until when, without the end; who wants nothing before it is not asked for
 * @param period in milliseconds
 */
export function questionsOf(wanted: readonly Wanted[], to: number, period: number): HistoryQuestion[] {
  const calls = (count: number, since: number) => Math.ceil((count * (to - since)) / period / LENGTH);
  const questions: { ids: string[]; since: number }[] = [];
  for (const { id, since } of [...wanted].sort((a, b) => b.since - a.since)) {
    if (since >= to) continue;
    const last = questions.at(-1);
    const joins =
      last !== undefined &&
      last.ids.length < BATCH &&
      calls(last.ids.length + 1, since) <= calls(last.ids.length, last.since) + calls(1, since);
    if (!joins) questions.push({ ids: [id], since });
    else {
      last.ids.push(id);
      last.since = since;
    }
  }
  return questions;
}

/**
 * How to read what is new since the last run, by the moment from which on most assets of a page want it.
 *
 * @param listed assets on the page, of which some are inspected
 * @param more whether the list goes on after it
 * @param parts an estimate of how many series an asset has
 * @returns from when on to read the whole account, where that takes fewer calls
 */
export function wholeSince(
  wanted: readonly Wanted[],
  listed: number,
  more: boolean,
  parts: number,
  to: number,
  period: number,
): number | undefined {
  const counts = new Map<number, number>();
  for (const { since } of wanted) if (since < to) counts.set(since, (counts.get(since) ?? 0) + 1);
  const [most] = [...counts].sort(([a, one], [b, other]) => other - one || a - b);
  if (!most) return undefined;
  const [since, count] = most;
  const mode: MetricMode = chooseMode(count, listed, more, (parts * (to - since)) / period);
  return mode === 'whole-account' ? since : undefined;
}
