import type Libsql from 'libsql';
import { messageOf, StateError } from '../errors';

/** The driver, loaded when a state file is first opened: a function bundle has no native module and brings its own store. */
export function driver(): typeof Libsql {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('libsql') as typeof Libsql;
}

/**
 * A column of text, as bytes, under its own name: the driver aborts the process on a text that is not UTF-8, as a damaged
 * file has them. `ORDER BY` then needs the name with its table.
 *
 * @example `SELECT ${bytes('body')} FROM spool ORDER BY spool.seq`
 */
export const bytes = (column: string): string => `CAST(${column} AS BLOB) AS ${column}`;

/** The text of bytes that were read; empty for NULL. */
export function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : Buffer.from(value as Uint8Array).toString('utf8');
}

/** What was read is not what was written. */
export class Damage extends Error {}

/** Whether SQLite failed because of what is in the file. */
export function isCorrupt(error: unknown): boolean {
  if (error instanceof Damage) return true;
  if (error instanceof StateError) return false;
  const { code } = error as { code?: unknown };
  return /^SQLITE_(NOTADB|CORRUPT)/.test(String(code)) || /not a database|malformed|corrupt/i.test(messageOf(error));
}
