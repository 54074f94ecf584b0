import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Where a run keeps its state when nobody says otherwise. */
export const DEFAULT_STATE_DIR = '.aliyun-inspection';
/** Whether a place is the address of a database: who starts a run opens that, a run by itself knows folders. */
export const isAddress = (place: string): boolean => /^[a-z][a-z\d+.-]+:\/\//i.test(place.trim());

/** The one file of the store, inside its directory. */
export const STATE_FILE = 'state.db';
/** Beside it: events that a destination refused for good, one JSON object a line. */
export const DEAD_LETTERS_FILE = 'dead-letters.jsonl';

/**
 * Makes a directory and what it lies in, one by one: where a file system refuses silently (`/proc`), Node's own way
 * never ends.
 *
 * @param mode of what is made
 */
export function makeDirectory(directory: string, mode?: number): void {
  const missing: string[] = [];
  for (let at = resolve(directory); !existsSync(at); at = dirname(at)) missing.push(at);
  for (const path of missing.reverse()) {
    try {
      mkdirSync(path, { mode });
    } catch (error) {
      // Somebody else may have made it in between.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  if (!statSync(directory).isDirectory()) throw new Error(`${directory} is not a directory`);
}

/** Whether a directory holds a state. */
export function hasState(directory: string): boolean {
  return existsSync(join(directory, STATE_FILE));
}
