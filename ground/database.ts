import { chmodSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Database as LibsqlDatabase, Statement } from 'libsql';
import LibsqlDriver from 'libsql';
import { StateError, messageOf } from '../lib/errors';
import { makeDirectory } from '../lib/state';

/** The one file of a workspace, inside its directory. */
export const WORKSPACE_FILE = 'workspace.db';
const SCHEMA_VERSION = 3;
/** Statements kept prepared; the ones of the console are composed and could grow without end. */
const STATEMENT_CACHE = 400;

/**
 * `events.id` is the event's second times 2^20 plus a counter: the row id is the order of time, so that every index of
 * one column serves "this column, in this time range, newest first", full-text search included.
 *
 * `combos` are the different values of what events are filtered by: few, where events are many. With its time, which is
 * its id, the combo of every event is held in memory too: see `Timeline`. `events_text` leads to events by words,
 * and by the values of fields, hashed. `fault` is the row of the first event of a round; `faults` names
 * those whose id is not that event's. Indexes hold integers only: they must stay in memory.
 *
 * `open_faults` has what `OpenFaults` holds in memory of the newest event of every fault that has not recovered.
 * `handling` is what people did about a round, which is named by `fault` as in `events`.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS records (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, uuid TEXT NOT NULL UNIQUE, body TEXT NOT NULL, deleted INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS combos (
    id INTEGER PRIMARY KEY, status TEXT NOT NULL, source TEXT NOT NULL, checker_id TEXT NOT NULL, ref_key TEXT NOT NULL,
    checker TEXT NOT NULL, account TEXT NOT NULL, region TEXT NOT NULL, product TEXT NOT NULL,
    UNIQUE (status, source, checker_id, ref_key, checker, account, region, product)
  );
  CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY, combo INTEGER NOT NULL, event_hash INTEGER NOT NULL, ref INTEGER NOT NULL,
    fault INTEGER NOT NULL, time INTEGER NOT NULL, created INTEGER NOT NULL, event_id TEXT NOT NULL,
    asset_id TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS events_combo ON events (combo);
  CREATE INDEX IF NOT EXISTS events_hash ON events (event_hash);
  CREATE INDEX IF NOT EXISTS events_ref ON events (ref) WHERE ref > 0;
  CREATE INDEX IF NOT EXISTS events_fault ON events (fault) WHERE fault > 0;
  CREATE VIRTUAL TABLE IF NOT EXISTS events_text USING fts5 (
    words, content = '', detail = full, tokenize = "unicode61 remove_diacritics 0"
  );
  CREATE TABLE IF NOT EXISTS refs (
    id INTEGER PRIMARY KEY, event_ref TEXT NOT NULL UNIQUE, event INTEGER NOT NULL, time INTEGER NOT NULL,
    open INTEGER NOT NULL, combo INTEGER NOT NULL, fault INTEGER NOT NULL, fault_start INTEGER NOT NULL,
    fault_id TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS refs_open ON refs (event) WHERE open = 1;
  CREATE TABLE IF NOT EXISTS faults (fault_id TEXT PRIMARY KEY, fault INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS open_faults (
    event INTEGER PRIMARY KEY, fault INTEGER NOT NULL, since INTEGER NOT NULL, facts TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS handling (
    id INTEGER PRIMARY KEY, fault INTEGER NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL,
    text TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS handling_fault ON handling (fault);
  CREATE TABLE IF NOT EXISTS notifications (
    id INTEGER PRIMARY KEY, event INTEGER NOT NULL, fault INTEGER NOT NULL, policy TEXT NOT NULL,
    policy_name TEXT NOT NULL, target TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL, state TEXT NOT NULL,
    reason TEXT NOT NULL, batch TEXT NOT NULL, attempts INTEGER NOT NULL, due INTEGER NOT NULL,
    created INTEGER NOT NULL, updated INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS notifications_event ON notifications (event);
  CREATE INDEX IF NOT EXISTS notifications_fault ON notifications (fault) WHERE fault > 0;
  CREATE INDEX IF NOT EXISTS notifications_due ON notifications (target, due) WHERE state = 'pending';
  CREATE TABLE IF NOT EXISTS objects (
    class TEXT NOT NULL, name TEXT NOT NULL, time INTEGER NOT NULL, tags TEXT NOT NULL, fields TEXT NOT NULL,
    PRIMARY KEY (class, name)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS series (
    id INTEGER PRIMARY KEY, measurement TEXT NOT NULL, tags TEXT NOT NULL, UNIQUE (measurement, tags)
  );
  CREATE TABLE IF NOT EXISTS points (
    series INTEGER NOT NULL, time INTEGER NOT NULL, fields TEXT NOT NULL, PRIMARY KEY (series, time)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS points_time ON points (time);
`;

export type Value = string | number | null;

/** A data file that one process holds at a time. */
export interface DataFile {
  /** Inside its directory. */
  readonly name: string;
  /** Whose it is, as messages say. */
  readonly what: string;
  /** With a table `meta (key, value)`. */
  readonly schema: string;
  readonly version: number;
}

const WORKSPACE: DataFile = { name: WORKSPACE_FILE, what: 'workspace', schema: SCHEMA, version: SCHEMA_VERSION };

/**
 * A thin door to libsql: parameters always go as one array of plain values (the driver aborts the process on a boolean
 * and cannot take a lone null), and statements are prepared once.
 */
export class Database {
  private readonly statements = new Map<string, Statement>();
  private depth = 0;

  private constructor(private readonly db: LibsqlDatabase) {}

  /**
   * Opens (or makes) a data file, that of a workspace by default, readable by its owner only, and holds it alone.
   *
   * @throws StateError when the directory cannot be written, the file is none of its kind, or another process has it
   */
  static open(directory: string, { name, what, schema, version: newest }: DataFile = WORKSPACE): Database {
    const file = join(directory, name);
    let raw: LibsqlDatabase | undefined;
    try {
      makeDirectory(directory, 0o700);
      closeSync(openSync(file, 'a', 0o600));
      chmodSync(file, 0o600);
      raw = new LibsqlDriver(file);
      raw.pragma('busy_timeout = 1000');
      raw.pragma('page_size = 8192');
      raw.pragma('locking_mode = EXCLUSIVE');
      raw.pragma('journal_mode = WAL');
      // An accepted event is on the disk before the sender hears so, and forgets it.
      raw.pragma('synchronous = FULL');
      raw.pragma('cache_size = -131072');
      // Pages that many events touch are moved to the data file once, not with every report.
      raw.pragma('wal_autocheckpoint = 8192');
      raw.pragma('journal_size_limit = 134217728');
      raw.exec(schema);
    } catch (error) {
      raw?.close();
      const busy = (error as { code?: unknown }).code === 'SQLITE_BUSY';
      const why = busy ? `another ${what} is running on it: stop that one, or choose another --data` : messageOf(error);
      throw new StateError(`${what} file ${file} cannot be opened: ${why}`, {
        cause: error,
        ...(busy ? { code: 'locked' as const } : {}),
      });
    }
    const db = new Database(raw);
    const version = db.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', ['schema']);
    if (version && Number(version.value) > newest) {
      db.close();
      throw new StateError(`${what} file ${file} was written by a newer version (schema ${version.value}): upgrade`);
    }
    db.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', ['schema', String(newest)]);
    return db;
  }

  private prepare(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare(sql);
      if (this.statements.size >= STATEMENT_CACHE) {
        const [oldest] = this.statements.keys();
        if (oldest !== undefined) this.statements.delete(oldest);
      }
      this.statements.set(sql, statement);
    }
    return statement;
  }

  all<T>(sql: string, params: readonly Value[] = []): T[] {
    return this.prepare(sql).all(params) as T[];
  }

  get<T>(sql: string, params: readonly Value[] = []): T | undefined {
    return this.prepare(sql).get(params) as T | undefined;
  }

  /** Rows changed. */
  run(sql: string, params: readonly Value[] = []): number {
    return this.prepare(sql).run(params).changes;
  }

  /** Everything or nothing. A transaction inside another joins it. */
  transaction<T>(work: () => T): T {
    if (this.depth > 0) return work();
    this.db.exec('BEGIN IMMEDIATE');
    this.depth++;
    try {
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    } finally {
      this.depth--;
    }
  }

  close(): void {
    this.statements.clear();
    try {
      // The driver lets go of a connection when its statements are collected, some time; the lock must go now.
      this.db.pragma('journal_mode = DELETE');
      this.db.pragma('locking_mode = NORMAL');
      this.db.prepare('SELECT value FROM meta').all([]);
    } finally {
      this.db.close();
    }
  }
}
