/** Which questions bring the new points of many series with the fewest calls. */
import { BATCH, LENGTH, type HistoryQuestion } from './read';

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
 * @param page the first one: how many are listed on it, how many of these are inspected, and whether the list goes on. What
 * holds for the assets that are looked at here, its first ones, is taken to hold for all of them
 * @param parts an estimate of how many series an asset has
 * @returns from when on to read the whole account, where that takes fewer calls
 */
export function wholeSince(
  wanted: readonly Wanted[],
  page: { readonly listed: number; readonly wanted: number; readonly more: boolean; readonly of: number },
  parts: number,
  to: number,
  period: number,
): number | undefined {
  const counts = new Map<number, number>();
  for (const { since } of wanted) if (since < to) counts.set(since, (counts.get(since) ?? 0) + 1);
  const [most] = [...counts].sort(([a, one], [b, other]) => other - one || a - b);
  if (!most) return undefined;
  const [since, count] = most;
  // Each group of assets that are looked at together asks for itself, however few of them have the metric.
  const batches = Math.ceil(page.wanted / page.of) * Math.ceil(count / BATCH);
  const pages = (page.listed * parts * (to - since)) / period / LENGTH;
  return batches <= (page.more ? pages : Math.ceil(pages)) ? undefined : since;
}
