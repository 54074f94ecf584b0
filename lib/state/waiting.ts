import { join } from 'node:path';
import type { Database as DatabaseType } from 'libsql';
import { StateError, messageOf } from '../errors';
import type { InspectionEvent } from '../model';
import { hasState, STATE_FILE } from './directory';
import { bytes, driver, textOf } from './sqlite';
import { unsealed } from './values';

/** The events that wait for a destination. */
export interface Waiting {
  readonly count: number;
  /** The time of the oldest, ISO 8601; absent when it cannot be read. */
  readonly oldest?: string;
}

/**
 * What waits for each destination, for those who watch from outside; a run may be under way.
 *
 * @returns by destination, such as `ecs/guance`; empty when there is no state yet
 * @throws StateError when the state cannot be read
 */
export function waitingIn(directory: string): ReadonlyMap<string, Waiting> {
  if (!hasState(directory)) return new Map();
  const file = join(directory, STATE_FILE);
  let db: DatabaseType | undefined;
  try {
    db = new (driver())(file, { readonly: true });
    db.pragma('busy_timeout = 1000');
    const rows = db
      .prepare(
        `SELECT ${bytes('destination')}, counted.count, ${bytes('body')}
         FROM (SELECT MIN(seq) AS first, COUNT(*) AS count FROM spool GROUP BY destination) AS counted
         JOIN spool ON spool.seq = counted.first`,
      )
      .all();
    return new Map(
      (rows as { destination: unknown; count: number; body: unknown }[]).map((row) => {
        const event = unsealed(textOf(row.body));
        const oldest = typeof event === 'object' && event !== null ? (event as InspectionEvent).time : undefined;
        return [textOf(row.destination), { count: row.count, ...(oldest === undefined ? {} : { oldest }) }];
      }),
    );
  } catch (error) {
    throw new StateError(`state file ${file} cannot be read: ${messageOf(error)}`, { cause: error });
  } finally {
    db?.close();
  }
}
