/**
 * The SQLite file under a state. Whatever becomes of its bytes: the process goes on, the file is set aside, and what can
 * still be read of it is taken over into a new one.
 *
 * The driver aborts the process on a text that is not UTF-8, so a text is always read as bytes: see `sqlite.ts`.
 */
import { closeSync, copyFileSync, existsSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import type { Database, Statement } from 'libsql';
import { messageOf, StateError } from '../errors';
import { salvage, type Salvaged } from './salvage';
import { bytes, Damage, driver, isCorrupt, textOf } from './sqlite';

const SCHEMA_VERSION = 3;
/** A file up to this size, in bytes, is checked whole when it is opened: that takes some 20 ms. */
const CHECK_UP_TO = 4 * 1024 * 1024;
/** Bytes that a file begins with, of which it says how long it is. */
const HEADER = 100;

/** Of a scope's key, what it shares with those of other inspections; see the index. */
export const PLACE = "substr(scopes.scope, instr(scopes.scope, '|') + 1)";

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS scopes (
    scope TEXT PRIMARY KEY, open INTEGER NOT NULL, assets INTEGER NOT NULL, lost TEXT
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS open_findings (
    scope TEXT NOT NULL, fingerprint TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (scope, fingerprint)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS assets (
    scope TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (scope, id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS series (
    scope TEXT NOT NULL, asset TEXT NOT NULL, checker TEXT NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (scope, asset, checker)
  );
  CREATE TABLE IF NOT EXISTS locks (
    inspection TEXT PRIMARY KEY, owner TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL, beat INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS spool (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, destination TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
    fingerprint TEXT, time TEXT
  );
  CREATE INDEX IF NOT EXISTS spool_by_destination ON spool (destination, seq);
  CREATE UNIQUE INDEX IF NOT EXISTS spool_once ON spool (destination, id);
  CREATE INDEX IF NOT EXISTS scopes_by_place ON scopes (substr(scope, instr(scope, '|') + 1));
`;

/** Columns that schemas 1 and 2 did not have. What waited then has no other to wait for. */
const NEW_COLUMNS = ['fingerprint', 'time'];
const LAST = 'CREATE INDEX IF NOT EXISTS spool_by_fingerprint ON spool (fingerprint) WHERE fingerprint IS NOT NULL';

/** What schema 1 did not count. */
const COUNT_SCOPES = `
  INSERT OR IGNORE INTO scopes (scope, open, assets)
  SELECT scope, SUM(open), SUM(assets) FROM (
    SELECT scope, COUNT(*) AS open, 0 AS assets FROM open_findings GROUP BY scope
    UNION ALL SELECT scope, 0, COUNT(*) FROM assets GROUP BY scope
  ) GROUP BY scope
`;

export type Value = string | number | null | Uint8Array;

/** One open file; opened anew when it has been replaced. */
export class StateFile {
  readonly notes: string[] = [];
  /** Called when a new file has taken the place of a damaged one. */
  replaced: () => void = () => undefined;
  private db: Database;
  private inode: number;
  private readonly statements = new Map<string, Statement>();
  private closed = false;

  /** @throws StateError when the file cannot be opened, or is of a newer version */
  constructor(
    readonly file: string,
    private readonly mend = true,
    private readonly checkUpTo = CHECK_UP_TO,
  ) {
    try {
      this.db = this.open();
    } catch (error) {
      if (!isCorrupt(error)) throw this.cannotBeOpened(error);
      this.db = this.replace(error);
    }
    this.inode = statSync(file).ino;
  }

  /**
   * Does something with the file, once more when the file turns out to be damaged: by then it has been replaced.
   *
   * @throws StateError, one sentence that begins with `what`
   */
  use<T>(what: string, work: () => T): Promise<T> {
    try {
      if (this.closed) throw new Error('the state is closed');
      this.follow();
      try {
        return Promise.resolve(work());
      } catch (error) {
        if (!isCorrupt(error)) throw error;
        this.leave();
        this.db = this.replace(error);
        this.inode = statSync(this.file).ino;
        this.replaced();
        return Promise.resolve(work());
      }
    } catch (error) {
      const e = error instanceof StateError ? error : new StateError(`${what}: ${messageOf(error)}`, { cause: error });
      return Promise.reject(e);
    }
  }

  all(sql: string, ...params: Value[]): Record<string, unknown>[] {
    return this.prepare(sql).all(...params) as Record<string, unknown>[];
  }

  /** Rows, one after the other: many at once would be held twice. */
  each(sql: string, ...params: Value[]): Iterable<Record<string, unknown>> {
    return this.prepare(sql).iterate(...params) as IterableIterator<Record<string, unknown>>;
  }

  get(sql: string, ...params: Value[]): Record<string, unknown> | undefined {
    return this.prepare(sql).get(...params) as Record<string, unknown> | undefined;
  }

  /** Rows changed. */
  run(sql: string, ...params: Value[]): number {
    return this.prepare(sql).run(...params).changes;
  }

  /** Everything or nothing; takes the write lock at once, so that two processes queue instead of failing late. */
  transaction<T>(work: () => T): T {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      try {
        // A full disk has rolled it back already.
        if (this.db.inTransaction) this.db.exec('ROLLBACK');
      } catch {
        // What went wrong first is what is told.
      }
      throw error;
    }
  }

  /** Looks at every page. @throws Damage when one is not as it should be */
  check(): void {
    wholly(this.db);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    // libsql keeps the files open while it has statements: what is in the journal must be in the one file now.
    this.db.pragma('wal_checkpoint(TRUNCATE)');
    this.leave();
  }

  private prepare(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (!statement) this.statements.set(sql, (statement = this.db.prepare(sql)));
    return statement;
  }

  private leave(): void {
    this.statements.clear();
    try {
      this.db.close();
    } catch {
      // Of a damaged file; nothing of it is used any more.
    }
  }

  /** Another process may have set the file aside. */
  private follow(): void {
    if (existsSync(this.file) && statSync(this.file).ino === this.inode) return;
    this.leave();
    this.db = this.open();
    this.inode = statSync(this.file).ino;
  }

  private open(): Database {
    const db = new (driver())(this.file);
    try {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = NORMAL');
      db.pragma('busy_timeout = 5000');
      // A page is checked when it is read, and what is in it by its checksum: to look at all of them takes a second a million.
      db.pragma('cell_size_check = ON');
      const { size } = statSync(this.file);
      if (size <= this.checkUpTo) wholly(db);
      else if (size < sizeSaid(this.file)) throw new Damage('file is not a database: it was cut short');
      db.exec(SCHEMA);
      const row = db.prepare(`SELECT ${bytes('value')} FROM meta WHERE key = 'schema'`).get() as Row | undefined;
      const version = row && Number(textOf(row.value));
      if (version !== undefined && version > SCHEMA_VERSION) {
        throw new StateError(
          `state file ${this.file} was written by a newer version (schema ${version}); upgrade first`,
        );
      }
      if (version !== undefined && version < SCHEMA_VERSION) db.exec(COUNT_SCOPES);
      const columns = db.prepare(`SELECT ${bytes('name')} FROM pragma_table_info('spool')`).all() as Row[];
      const known = columns.map(({ name }) => textOf(name));
      for (const name of NEW_COLUMNS) if (!known.includes(name)) db.exec(`ALTER TABLE spool ADD COLUMN ${name} TEXT`);
      db.exec(LAST);
      if (version !== SCHEMA_VERSION) {
        db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('schema', ?)").run(String(SCHEMA_VERSION));
      }
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Sets the file aside and begins a new one with what could be read of it. */
  private replace(reason: unknown): Database {
    if (!this.mend)
      throw new StateError(`state file ${this.file} is corrupt: ${messageOf(reason)}; mend it with state repair`);
    const aside = `${this.file}.corrupt-${new Date().toISOString().replace(/[:.]/g, '')}`;
    let db: Database;
    let kept: Salvaged | undefined;
    try {
      for (const tail of ['', '-wal']) if (holds(this.file + tail)) renameSync(this.file + tail, aside + tail);
      for (const tail of ['-wal', '-shm']) rmSync(this.file + tail, { force: true });
      db = this.open();
      const copy = `${aside}.copy`;
      try {
        for (const tail of ['', '-wal']) if (holds(aside + tail)) copyFileSync(aside + tail, copy + tail);
        kept = salvage(copy, db);
      } finally {
        for (const tail of ['', '-wal', '-shm']) rmSync(copy + tail, { force: true });
      }
    } catch (error) {
      throw this.cannotBeOpened(error);
    }
    this.notes.push(
      `state file ${this.file} was corrupt: kept aside as ${aside} (${messageOf(reason)}); ${said(kept)}`,
    );
    return db;
  }

  private cannotBeOpened(error: unknown): StateError {
    if (error instanceof StateError) return error;
    return new StateError(`state file ${this.file} cannot be opened: ${messageOf(error)}`, { cause: error });
  }
}

type Row = Record<string, unknown>;

/** @throws Damage when a page is not as it should be */
function wholly(db: Database): void {
  const row = db.prepare(`SELECT ${bytes('quick_check')} FROM pragma_quick_check(1)`).get() as Row | undefined;
  if (row && textOf(row.quick_check) !== 'ok') throw new Damage('file is not a database: quick_check failed');
}

/** How long a file says that it is, in bytes; 0 when it says nothing. */
function sizeSaid(file: string): number {
  const header = Buffer.alloc(HEADER);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, header, 0, HEADER, 0);
  } finally {
    closeSync(handle);
  }
  const pageSize = header.readUInt16BE(16);
  return (pageSize === 1 ? 65_536 : pageSize) * header.readUInt32BE(28);
}

function holds(file: string): boolean {
  return existsSync(file) && statSync(file).size > 0;
}

function said({ open, assets, events, damaged, lost }: Salvaged): string {
  if (open + assets + events === 0) return 'nothing of it could be read: this is a first run, nothing can recover';
  const whole = `${open} open findings, ${assets} remembered assets and ${events} undelivered events were taken over from it`;
  const bad = damaged === 0 ? '' : `; ${damaged} rows were damaged and stay there`;
  if (lost === 0) return whole + bad;
  return `${whole}${bad}; ${lost} collections are not whole: what fails there now is told as going on, not as new`;
}
