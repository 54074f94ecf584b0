import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type Libsql from 'libsql';
import type { Database as DatabaseType } from 'libsql';
import { StateError, messageOf } from '../errors';
import type { InspectionEvent } from '../model';
import type { OpenFinding, RememberedAsset, StateStore } from './store';

/** The one file of the store, inside its directory. */
export const STATE_FILE = 'state.db';
/** Beside it: events that a destination refused for good, one JSON object a line. */
export const DEAD_LETTERS_FILE = 'dead-letters.jsonl';
const SCHEMA_VERSION = 1;
/** A lock whose holder has not been heard of for this long is taken over. */
const LOCK_STALE_MS = 60_000;
const LOCK_BEAT_MS = 10_000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS open_findings (
    scope TEXT NOT NULL, fingerprint TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (scope, fingerprint)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS assets (
    scope TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (scope, id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS locks (
    inspection TEXT PRIMARY KEY, owner TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL, beat INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS spool (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, destination TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS spool_by_destination ON spool (destination, seq);
  CREATE UNIQUE INDEX IF NOT EXISTS spool_once ON spool (destination, id);
`;

/** How many events wait for each destination, and the first of them. */
const WAITING = `
  SELECT spool.destination, counted.count, spool.body
  FROM (SELECT MIN(seq) AS first, COUNT(*) AS count FROM spool GROUP BY destination) AS counted
  JOIN spool ON spool.seq = counted.first
`;

/** The events that wait for a destination. */
export interface Waiting {
  readonly count: number;
  /** The time of the oldest, ISO 8601. */
  readonly oldest: string;
}

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

/**
 * Opens (or makes) the state in a directory: one SQLite file, safe against a crash at any moment. A file that is
 * corrupt is kept aside, said so in `notes`, and the run goes on as a first run.
 *
 * @throws StateError when the directory cannot be written
 * @example const state = openState('.aliyun-inspection');
 */
export function openState(directory: string): StateStore {
  const file = join(directory, STATE_FILE);
  const notes: string[] = [];
  let db: DatabaseType;
  try {
    makeDirectory(directory);
  } catch (error) {
    throw new StateError(`state directory ${directory} cannot be made: ${messageOf(error)}`, { cause: error });
  }
  try {
    db = open(file);
  } catch (error) {
    if (!isCorrupt(error)) {
      throw new StateError(`state file ${file} cannot be opened: ${messageOf(error)}`, { cause: error });
    }
    const aside = `${file}.corrupt-${new Date().toISOString().replace(/[:.]/g, '')}`;
    renameSync(file, aside);
    for (const tail of ['-wal', '-shm']) rmSync(`${file}${tail}`, { force: true });
    notes.push(`state file ${file} was corrupt: kept aside as ${aside}; this is a first run, nothing can recover`);
    db = open(file);
  }
  return createStore(db, notes, join(directory, DEAD_LETTERS_FILE));
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
    const rows = db.prepare(WAITING).all() as { destination: string; count: number; body: string }[];
    return new Map(
      rows.map(({ destination, count, body }) => [
        destination,
        { count, oldest: (JSON.parse(body) as InspectionEvent).time },
      ]),
    );
  } catch (error) {
    throw new StateError(`state file ${file} cannot be read: ${messageOf(error)}`, { cause: error });
  } finally {
    db?.close();
  }
}

function driver(): typeof Libsql {
  // Loaded when a state file is first opened: a function bundle has no native module and brings its own store.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('libsql') as typeof Libsql;
}

function open(file: string): DatabaseType {
  const db = new (driver())(file);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma('busy_timeout = 5000');
    const check = db.prepare('PRAGMA quick_check(1)').get() as Record<string, unknown> | undefined;
    if (check && Object.values(check)[0] !== 'ok') throw new Error('file is not a database: quick_check failed');
    db.exec(SCHEMA);
    const version = db.prepare("SELECT value FROM meta WHERE key = 'schema'").get() as { value: string } | undefined;
    if (version && Number(version.value) > SCHEMA_VERSION) {
      throw new StateError(
        `state file ${file} was written by a newer version (schema ${version.value}); upgrade first`,
      );
    }
    db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('schema', ?)").run(String(SCHEMA_VERSION));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function isCorrupt(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return (
    code === 'SQLITE_NOTADB' ||
    code === 'SQLITE_CORRUPT' ||
    /not a database|malformed|corrupt/i.test(error instanceof StateError ? '' : messageOf(error))
  );
}

function createStore(db: DatabaseType, notes: readonly string[], deadLetters: string): StateStore {
  const sql = {
    loadOpen: db.prepare('SELECT fingerprint, body FROM open_findings WHERE scope = ?'),
    loadAssets: db.prepare('SELECT id, body FROM assets WHERE scope = ?'),
    putOpen: db.prepare('INSERT OR REPLACE INTO open_findings (scope, fingerprint, body) VALUES (?, ?, ?)'),
    dropOpen: db.prepare('DELETE FROM open_findings WHERE scope = ? AND fingerprint = ?'),
    putAsset: db.prepare('INSERT OR REPLACE INTO assets (scope, id, body) VALUES (?, ?, ?)'),
    dropAsset: db.prepare('DELETE FROM assets WHERE scope = ? AND id = ?'),
    spool: db.prepare('INSERT OR IGNORE INTO spool (destination, id, body) VALUES (?, ?, ?)'),
    pending: db.prepare('SELECT body FROM spool WHERE destination = ? ORDER BY seq LIMIT ?'),
    spooled: db.prepare('SELECT body FROM spool WHERE destination = ? AND id = ?'),
    unspool: db.prepare('DELETE FROM spool WHERE destination = ? AND id = ?'),
    waiting: db.prepare('SELECT count(*) AS n FROM spool WHERE destination = ?'),
    scopes: db.prepare('SELECT scope FROM open_findings UNION SELECT scope FROM assets'),
    getFact: db.prepare('SELECT value FROM meta WHERE key = ?'),
    setFact: db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)'),
    readLock: db.prepare('SELECT owner, host, pid, beat FROM locks WHERE inspection = ?'),
    takeLock: db.prepare('INSERT OR REPLACE INTO locks (inspection, owner, host, pid, beat) VALUES (?, ?, ?, ?, ?)'),
    beatLock: db.prepare('UPDATE locks SET beat = ? WHERE inspection = ? AND owner = ?'),
    dropLock: db.prepare('DELETE FROM locks WHERE inspection = ? AND owner = ?'),
  };
  let closed = false;
  const keyOf = (s: { inspection: string; account: string; region: string; collector: string }) =>
    [s.inspection, s.account, s.region, s.collector].join('|');

  /** Everything or nothing; takes the write lock at once, so that two processes queue instead of failing late. */
  function transaction<T>(work: () => T): T {
    db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      db.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk has rolled it back already.
      if (db.inTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }

  /** Turns the database's failures into ours; the caller sees one sentence. */
  function guard<T>(what: string, work: () => T): Promise<T> {
    try {
      if (closed) throw new Error('the state is closed');
      return Promise.resolve(work());
    } catch (error) {
      const e = error instanceof StateError ? error : new StateError(`${what}: ${messageOf(error)}`, { cause: error });
      return Promise.reject(e);
    }
  }

  return {
    notes,
    lock: (inspection) =>
      guard('state cannot be locked', () => {
        const owner = randomUUID();
        transaction(() => {
          const held = sql.readLock.get(inspection) as LockRow | undefined;
          if (held && isAlive(held)) {
            throw new StateError(
              `inspection ${inspection} is already running (process ${held.pid} on ${held.host}); this run stops`,
              { code: 'locked' },
            );
          }
          sql.takeLock.run(inspection, owner, hostname(), process.pid, Date.now());
        });
        const timer = setInterval(() => {
          try {
            sql.beatLock.run(Date.now(), inspection, owner);
          } catch {
            // A beat that comes late does no harm; the next one follows.
          }
        }, LOCK_BEAT_MS);
        timer.unref();
        return {
          release: () =>
            guard('state cannot be unlocked', () => {
              clearInterval(timer);
              sql.dropLock.run(inspection, owner);
            }),
        };
      }),
    load: (scope) =>
      guard('state cannot be read', () => {
        const key = keyOf(scope);
        const open = new Map<string, OpenFinding>();
        for (const row of sql.loadOpen.all(key) as { fingerprint: string; body: string }[]) {
          open.set(row.fingerprint, JSON.parse(row.body) as OpenFinding);
        }
        const assets = new Map<string, RememberedAsset>();
        for (const row of sql.loadAssets.all(key) as { id: string; body: string }[]) {
          assets.set(row.id, JSON.parse(row.body) as RememberedAsset);
        }
        return { open, assets };
      }),
    regions: ({ inspection, account, collector }) =>
      guard('state cannot be read', () => {
        const rows = sql.scopes.all() as { scope: string }[];
        return rows.flatMap(({ scope }) => {
          const [i, a, region = '', c] = scope.split('|');
          return i === inspection && a === account && c === collector ? [region] : [];
        });
      }),
    apply: (scope, changes, destinations = []) =>
      guard('state cannot be written', () => {
        const key = keyOf(scope);
        transaction(() => {
          for (const finding of changes.opened) sql.putOpen.run(key, finding.fingerprint, JSON.stringify(finding));
          for (const fingerprint of changes.closed) sql.dropOpen.run(key, fingerprint);
          for (const asset of changes.remembered) sql.putAsset.run(key, asset.id, JSON.stringify(asset));
          for (const id of changes.forgotten) sql.dropAsset.run(key, id);
          for (const name of destinations) {
            for (const event of changes.events) sql.spool.run(name, event.id, JSON.stringify(event));
          }
        });
      }),
    pending: (destination, limit) =>
      guard('the spool cannot be read', () =>
        (sql.pending.all(destination, limit) as { body: string }[]).map(
          (row) => JSON.parse(row.body) as InspectionEvent,
        ),
      ),
    settle: (destination, accepted, rejected) =>
      guard('the spool cannot be written', () => {
        // The letter is written before the event leaves the spool: a crash between the two repeats it, never loses it.
        for (const { id, reason } of rejected) {
          const row = sql.spooled.get(destination, id) as { body: string } | undefined;
          if (!row) continue;
          const letter = { at: new Date().toISOString(), destination, reason, event: JSON.parse(row.body) as unknown };
          appendFileSync(deadLetters, `${JSON.stringify(letter)}\n`, { mode: 0o600 });
        }
        transaction(() => {
          for (const id of accepted) sql.unspool.run(destination, id);
          for (const { id } of rejected) sql.unspool.run(destination, id);
        });
      }),
    waiting: (destination) =>
      guard('the spool cannot be read', () => (sql.waiting.get(destination) as { n: number }).n),
    getFact: (key) =>
      guard('state cannot be read', () => (sql.getFact.get(`fact:${key}`) as { value: string } | undefined)?.value),
    setFact: (key, value) => guard('state cannot be written', () => void sql.setFact.run(`fact:${key}`, value)),
    close: () =>
      closed
        ? Promise.resolve()
        : guard('state cannot be closed', () => {
            closed = true;
            // libsql keeps the files open while it has statements: what is in the journal must be in the one file now.
            db.pragma('wal_checkpoint(TRUNCATE)');
            db.close();
          }),
  };
}

interface LockRow {
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
  readonly beat: number;
}

/** On this machine the process table knows; for other machines the heartbeat must do. */
function isAlive(lock: LockRow): boolean {
  if (lock.host === hostname()) {
    try {
      process.kill(lock.pid, 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    }
  }
  return Date.now() - lock.beat < LOCK_STALE_MS;
}
