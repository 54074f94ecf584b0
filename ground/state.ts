/** What inspections remember between runs, wherever it is: in a folder of this machine, or in a database for many. */
import {
  hasState,
  memoryState,
  openState,
  waitingIn,
  type KeptState,
  type StateStore,
  type Waiting,
} from '../lib/state';
import { isPostgres } from './postgres/address';
import type { PostgresOptions, PostgresState } from './postgres/store';

/** A state, and what waits in it for each destination. */
export interface PlacedState extends KeptState {
  waits(): Promise<ReadonlyMap<string, Waiting>>;
}

/**
 * Opens a state, or makes one.
 *
 * @param where a folder, or the address of a database: `postgres://user:password@host:5432/database`
 * @param field the setting that says so, for messages
 * @throws ConfigError that names the setting; StateError when it cannot be used
 * @example const state = await openStateAt('postgres://inspector@db.internal/inspections', 'state');
 */
export async function openStateAt(where: string, field: string): Promise<PlacedState> {
  const state = isPostgres(where) ? await openDatabase(where, { field }) : undefined;
  return state ?? inFolder(where, true);
}

/**
 * Opens a state that is there. Nothing is made where there is none.
 *
 * @param mend whether a corrupt file is kept aside; otherwise it is an error
 * @throws as {@link openStateAt}
 */
export async function openExistingState(where: string, field: string, mend = true): Promise<PlacedState | undefined> {
  if (isPostgres(where)) return openDatabase(where, { field, make: false });
  return hasState(where) ? inFolder(where, mend) : undefined;
}

/**
 * What a run is given that keeps its state in a database. Of a folder it needs the path alone.
 *
 * @throws as {@link openStateAt}
 */
export async function openStateForRun(where: string, field: string, dryRun: boolean): Promise<StateStore> {
  return dryRun ? ((await openExistingState(where, field)) ?? memoryState()) : openStateAt(where, field);
}

function inFolder(where: string, mend: boolean): PlacedState {
  // eslint-disable-next-line @typescript-eslint/require-await -- what cannot be read is a rejection
  return Object.assign(openState(where, { mend }), { waits: async () => waitingIn(where) });
}

/** Loaded by those alone who have one. */
async function openDatabase(where: string, options: PostgresOptions): Promise<PostgresState | undefined> {
  const { openPostgres } = await import('./postgres/store');
  return openPostgres(where, options);
}
