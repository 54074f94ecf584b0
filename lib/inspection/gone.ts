/**
 * Whether what a list lacks is gone. A list may break off without a word, or skip rows that move between its pages:
 * nothing is called gone before the cloud was asked for it once more, and an answer that contradicts itself confirms
 * nothing.
 */
import { isInspectionError } from '../errors';

/**
 * So many assets, and so large a share of those that were known, seldom go at once: more likely the list broke off.
 * Fewer than five are an operator's ordinary morning; a fifth is more than a rolling update replaces at a time.
 */
const MANY = { assets: 5, share: 0.2 };

/** What was read, and how to ask again. */
export interface Doubted {
  /** Ids of all that was read; asking adds to it. */
  readonly seen: ReadonlySet<string>;
  /** How many the last run knew. */
  readonly known: number;
  /** Those of them that were not seen yet. */
  readonly missing: () => readonly string[];
  /** Asks for some by their ids; absent where the API cannot. */
  readonly ask?: (ids: readonly string[]) => Promise<unknown>;
  /** How many there are, where the API states that apart. */
  readonly total: () => Promise<number | undefined>;
  /** Reads the whole list again. @returns the ids on it */
  readonly again: () => Promise<ReadonlySet<string>>;
}

/**
 * Asks once more for what was known and is not on the list.
 *
 * @returns what shows that the list is not whole; `undefined` when it is
 */
export async function problemOfMissing({
  seen,
  known,
  missing,
  ask,
  total,
  again,
}: Doubted): Promise<string | undefined> {
  const gone = missing();
  if (gone.length === 0) return undefined;
  const listed = seen.size;
  const answered = ask !== undefined && (await isAnswered(ask(gone), gone.length));
  const there = gone.filter((id) => seen.has(id));
  const stated = listed === 0 || isMany(gone.length, known) ? await total() : undefined;
  // Of a list that is empty all at once the second reading has to say more than that there are no rows.
  if (listed > 0 && answered && there.length === 0 && !(stated !== undefined && stated > listed)) return undefined;

  const second = await again();
  const lacking = there.filter((id) => !second.has(id));
  if (lacking[0] !== undefined) {
    return `the list lacks ${lacking.length} assets that are there, such as ${lacking[0]}`;
  }
  const now = stated !== undefined && stated > second.size ? await total() : undefined;
  if (now !== undefined && now > second.size) return `the list ends after ${second.size} of ${now} assets`;
  if (second.size < listed && (second.size === 0 || isMany(listed - second.size, listed))) {
    return `the list held ${listed} assets and, read again, ${second.size}`;
  }
  return undefined;
}

function isMany(count: number, of: number): boolean {
  return count >= MANY.assets && count >= MANY.share * of;
}

/** Some APIs answer a question for an id that is gone with an error: an answer where it was the only one asked for. */
async function isAnswered(asked: Promise<unknown>, ids: number): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (!isInspectionError(error, 'not-found')) throw error;
    return ids === 1;
  }
}
