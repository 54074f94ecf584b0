import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Database as DatabaseType } from 'libsql';
import { StateError, messageOf } from '../errors';
import type { InspectionEvent } from '../model';
import { StateFile } from './database';
import { losses, type Loss } from './losses';
import { bytes, Damage, driver, textOf } from './sqlite';
import type { Changes, KeptState, Lock, OpenFinding, RememberedAsset, Scope, ScopeState } from './store';
import { seal, unseal } from './values';

/** The one file of the store, inside its directory. */
export const STATE_FILE = 'state.db';
/** Beside it: events that a destination refused for good, one JSON object a line. */
export const DEAD_LETTERS_FILE = 'dead-letters.jsonl';
/** A lock whose holder has not been heard of for this long is taken over. */
const LOCK_STALE_MS = 60_000;
const LOCK_BEAT_MS = 10_000;

/** The events that wait for a destination. */
export interface Waiting {
  readonly count: number;
  /** The time of the oldest, ISO 8601; absent when it cannot be read. */
  readonly oldest?: string;
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
 * corrupt, now or later on, is kept aside and said so in `notes`; what can be read of it is taken over.
 *
 * @param mend whether a corrupt file is kept aside; otherwise it is an error
 * @throws StateError when the directory cannot be written
 * @example const state = openState('.aliyun-inspection');
 */
export function openState(directory: string, { mend = true }: { readonly mend?: boolean } = {}): KeptState {
  try {
    makeDirectory(directory);
  } catch (error) {
    throw new StateError(`state directory ${directory} cannot be made: ${messageOf(error)}`, { cause: error });
  }
  const state = new FileState(new StateFile(join(directory, STATE_FILE), mend), join(directory, DEAD_LETTERS_FILE));
  return {
    get notes() {
      return state.notes;
    },
    lock: (inspection) => state.lock(inspection),
    load: (scope) => state.load(scope),
    regions: (place) => state.regions(place),
    apply: (scope, changes, destinations) => state.apply(scope, changes, destinations),
    pending: (destination, limit) => state.pending(destination, limit),
    settle: (destination, accepted, rejected) => state.settle(destination, accepted, rejected),
    waiting: (destination) => state.waiting(destination),
    getFact: (key) => state.getFact(key),
    setFact: (key, value) => state.setFact(key, value),
    survey: () => state.survey(),
    repair: (scope) => state.repair(scope),
    forget: (scope) => state.forget(scope),
    close: () => state.close(),
  };
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
        const event = readable(textOf(row.body));
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

interface Held {
  readonly owner: string;
  readonly lost: AbortController;
}

class FileState implements KeptState {
  private readonly held = new Map<string, Held>();
  private readonly found: Loss[] = [];
  private readonly remarks: string[] = [];

  constructor(
    private readonly file: StateFile,
    private readonly deadLetters: string,
  ) {
    file.replaced = () => {
      const sql = 'INSERT OR IGNORE INTO locks (inspection, owner, host, pid, beat) VALUES (?, ?, ?, ?, ?)';
      for (const [inspection, { owner }] of this.held) {
        file.run(sql, inspection, owner, hostname(), process.pid, Date.now());
      }
    };
  }

  get notes(): readonly string[] {
    return [...this.file.notes, ...this.remarks, ...losses(this.found)];
  }

  lock(inspection: string): Promise<Lock> {
    const { file } = this;
    return file.use('state cannot be locked', () => {
      const owner = randomUUID();
      file.transaction(() => {
        const row = this.holder(inspection);
        if (row && isAlive(row)) {
          throw new StateError(
            `inspection ${inspection} is already running (process ${row.pid} on ${row.host}); this run stops`,
            { code: 'locked' },
          );
        }
        this.hold(inspection, owner);
      });
      const lost = new AbortController();
      this.held.set(inspection, { owner, lost });
      const timer = setInterval(() => {
        // A beat that comes late does no harm; the next one follows.
        const beat = file.use('state cannot be locked', () =>
          file.transaction(() => {
            this.check(inspection);
            this.hold(inspection, owner);
          }),
        );
        beat.catch(() => undefined);
        if (lost.signal.aborted) clearInterval(timer);
      }, LOCK_BEAT_MS);
      timer.unref();
      const release = () =>
        file.use('state cannot be unlocked', () => {
          clearInterval(timer);
          this.held.delete(inspection);
          file.run('DELETE FROM locks WHERE inspection = ? AND owner = ?', inspection, owner);
        });
      return { lost: lost.signal, release };
    });
  }

  load(scope: Scope): Promise<ScopeState> {
    return this.file.use('state cannot be read', () => this.read(scope));
  }

  regions({ inspection, account, collector }: Omit<Scope, 'region'>): Promise<readonly string[]> {
    return this.file.use('state cannot be read', () =>
      this.scopes()
        .filter((s) => s.inspection === inspection && s.account === account && s.collector === collector)
        .filter(({ open, assets, lost }) => open + assets > 0 || lost !== undefined)
        .map(({ region }) => region),
    );
  }

  apply(scope: Scope, changes: Changes, destinations: readonly string[] = []): Promise<void> {
    const { file } = this;
    return file.use('state cannot be written', () =>
      file.transaction(() => {
        this.check(scope.inspection);
        const key = keyOf(scope);
        const open = this.rows('open_findings', 'fingerprint', key);
        const assets = this.rows('assets', 'id', key);
        for (const finding of changes.opened) open.put(finding.fingerprint, finding);
        for (const fingerprint of changes.closed) open.drop(fingerprint);
        for (const asset of changes.remembered) assets.put(asset.id, asset);
        for (const id of changes.forgotten) assets.drop(id);
        this.count(key, open.more, assets.more);
        if (changes.relearned) file.run('UPDATE scopes SET lost = NULL WHERE scope = ?', key);
        for (const name of destinations) {
          for (const event of changes.events) {
            file.run(
              'INSERT OR IGNORE INTO spool (destination, id, body) VALUES (?, ?, ?)',
              name,
              event.id,
              seal(event),
            );
          }
        }
      }),
    );
  }

  pending(destination: string, limit: number): Promise<readonly InspectionEvent[]> {
    const { file } = this;
    return file.use('the spool cannot be read', () => {
      // What another run holds by now, it sends.
      this.check(inspectionOf(destination));
      const sql = `SELECT ${bytes('body')} FROM spool WHERE destination = ? ORDER BY spool.seq LIMIT ?`;
      const events: InspectionEvent[] = [];
      for (const { body } of file.all(sql, destination, limit)) {
        try {
          events.push(unseal<InspectionEvent>(textOf(body)));
        } catch {
          this.damaged(inspectionOf(destination), `an event for ${destination} is not what was written`);
        }
      }
      return events;
    });
  }

  settle(
    destination: string,
    accepted: readonly string[],
    rejected: readonly { readonly id: string; readonly reason: string }[],
  ): Promise<void> {
    const { file } = this;
    return file.use('the spool cannot be written', () => {
      this.check(inspectionOf(destination));
      // The letter is written before the event leaves the spool: a crash between the two repeats it, never loses it.
      for (const { id, reason } of rejected) {
        const row = file.get(`SELECT ${bytes('body')} FROM spool WHERE destination = ? AND id = ?`, destination, id);
        if (row) this.bury(destination, reason, readable(textOf(row.body)));
      }
      file.transaction(() => {
        for (const id of [...accepted, ...rejected.map((one) => one.id)]) {
          file.run('DELETE FROM spool WHERE destination = ? AND id = ?', destination, id);
        }
      });
    });
  }

  waiting(destination: string): Promise<number> {
    return this.file.use('the spool cannot be read', () =>
      Number(this.file.get('SELECT count(*) AS n FROM spool WHERE destination = ?', destination)?.n),
    );
  }

  getFact(key: string): Promise<string | undefined> {
    return this.file.use('state cannot be read', () => {
      const row = this.file.get(`SELECT ${bytes('value')} FROM meta WHERE key = ?`, `fact:${key}`);
      if (!row) return undefined;
      try {
        return factOf(textOf(row.value));
      } catch (error) {
        this.remarks.push(`fact ${key} in the state is damaged and was left out: ${messageOf(error)}`);
        return undefined;
      }
    });
  }

  setFact(key: string, value: string): Promise<void> {
    return this.file.use('state cannot be written', () => {
      for (const inspection of this.held.keys()) this.check(inspection);
      this.file.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', `fact:${key}`, seal(value));
    });
  }

  survey(): ReturnType<KeptState['survey']> {
    return this.file.use('state cannot be read', () => {
      return this.scopes().map(({ lost: before, ...scope }) => {
        const { open, assets, lost } = this.read(scope);
        const health = { ...scope, open: open.size, assets: assets.size };
        return lost === undefined ? health : { ...health, lost, noted: before !== undefined };
      });
    });
  }

  /** Reading it with the lock is all that it takes. */
  async repair(scope: Scope): Promise<void> {
    await this.load(scope);
  }

  forget(scope: Scope): Promise<void> {
    const { file } = this;
    return file.use('state cannot be written', () =>
      file.transaction(() => {
        this.check(scope.inspection);
        for (const table of ['open_findings', 'assets', 'scopes']) {
          file.run(`DELETE FROM ${table} WHERE scope = ?`, keyOf(scope));
        }
      }),
    );
  }

  close(): Promise<void> {
    try {
      this.file.close();
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(new StateError(`state cannot be closed: ${messageOf(error)}`, { cause: error }));
    }
  }

  /** Every row of a scope that is what was written; a scope that lacks some is lost, with what there is. */
  private read(scope: Scope): ScopeState {
    const key = keyOf(scope);
    const open = this.rows('open_findings', 'fingerprint', key).all<OpenFinding>();
    const assets = this.rows('assets', 'id', key).all<RememberedAsset>();
    const row = this.file.get(`SELECT open, assets, ${bytes('lost')} FROM scopes WHERE scope = ?`, key);
    let lost = textOf(row?.lost);
    const [hadOpen, hadAssets] = [Number(row?.open ?? 0), Number(row?.assets ?? 0)];
    if (open.size !== hadOpen || assets.size !== hadAssets) {
      this.damaged(scope.inspection, `a part of ${scope.collector} in ${scope.region} is missing`);
      lost ||= 'a part of it is damaged in the file';
      const missing = (had: number, have: number) => Math.max(0, had - have);
      const counts = { open: missing(hadOpen, open.size), assets: missing(hadAssets, assets.size), waiting: 0 };
      this.found.push({ scope, why: lost, ...counts });
    }
    return { open, assets, ...(lost === '' ? {} : { lost }) };
  }

  /**
   * Says that the file is not what was written, although SQLite has found nothing wrong with it.
   *
   * @throws Damage for whoever holds the lock; a dry run changes nothing, and makes do with what there is
   */
  private damaged(inspection: string, what: string): void {
    if (this.held.has(inspection)) throw new Damage(what);
  }

  /** The rows of a scope in one table. */
  private rows(table: 'open_findings' | 'assets', column: 'fingerprint' | 'id', key: string) {
    const { file } = this;
    return {
      /** How many there are more than before. */
      more: 0,
      put(id: string, value: object): void {
        const body = seal(value);
        const made = file.run(
          `INSERT OR IGNORE INTO ${table} (scope, ${column}, body) VALUES (?, ?, ?)`,
          key,
          id,
          body,
        );
        if (made === 0) file.run(`UPDATE ${table} SET body = ? WHERE scope = ? AND ${column} = ?`, body, key, id);
        this.more += made;
      },
      drop(id: string): void {
        this.more -= file.run(`DELETE FROM ${table} WHERE scope = ? AND ${column} = ?`, key, id);
      },
      all<T extends object>(): Map<string, T> {
        const found = new Map<string, T>();
        for (const row of file.all(`SELECT ${bytes(column)}, ${bytes('body')} FROM ${table} WHERE scope = ?`, key)) {
          const id = textOf(row[column]);
          try {
            const value = unseal<T>(textOf(row.body));
            if ((value as Readonly<Record<string, unknown>>)[column] === id) found.set(id, value);
          } catch {
            // Damaged: the count will tell.
          }
        }
        return found;
      },
    };
  }

  private count(key: string, open: number, assets: number): void {
    if (open === 0 && assets === 0) return;
    const sql = `INSERT INTO scopes (scope, open, assets) VALUES (?, ?, ?)
      ON CONFLICT (scope) DO UPDATE SET open = open + excluded.open, assets = assets + excluded.assets`;
    this.file.run(sql, key, open, assets);
  }

  private scopes(): (Scope & { open: number; assets: number; lost?: string })[] {
    return this.file
      .all(`SELECT ${bytes('scope')}, open, assets, ${bytes('lost')} FROM scopes ORDER BY scopes.scope`)
      .map((row) => {
        const [inspection = '', account = '', region = '', collector = ''] = textOf(row.scope).split('|');
        const counts = { open: Number(row.open), assets: Number(row.assets) };
        return {
          inspection,
          account,
          region,
          collector,
          ...counts,
          ...(row.lost === null ? {} : { lost: textOf(row.lost) }),
        };
      });
  }

  private holder(inspection: string): LockRow | undefined {
    const sql = `SELECT ${bytes('owner')}, ${bytes('host')}, pid, beat FROM locks WHERE inspection = ?`;
    const row = this.file.get(sql, inspection);
    return row && { owner: textOf(row.owner), host: textOf(row.host), pid: Number(row.pid), beat: Number(row.beat) };
  }

  private hold(inspection: string, owner: string): void {
    const sql = 'INSERT OR REPLACE INTO locks (inspection, owner, host, pid, beat) VALUES (?, ?, ?, ?, ?)';
    this.file.run(sql, inspection, owner, hostname(), process.pid, Date.now());
  }

  /** Inside of every commit. @throws StateError `locked` when the lock that was taken is somebody else's by now */
  private check(inspection: string): void {
    const mine = this.held.get(inspection);
    if (!mine) return;
    if (!mine.lost.signal.aborted && this.holder(inspection)?.owner !== mine.owner) {
      mine.lost.abort(
        new StateError(
          `the lock of inspection ${inspection} has gone to another run: this run stops, what it has not committed is left to that one`,
          { code: 'locked' },
        ),
      );
    }
    if (mine.lost.signal.aborted) throw mine.lost.signal.reason;
  }

  private bury(destination: string, reason: string, event: unknown): void {
    const letter = { at: new Date().toISOString(), destination, reason, event };
    appendFileSync(this.deadLetters, `${JSON.stringify(letter)}\n`, { mode: 0o600 });
  }
}

function keyOf({ inspection, account, region, collector }: Scope): string {
  return [inspection, account, region, collector].join('|');
}

/** Facts of schema 1 are plain texts. */
function factOf(text: string): string {
  return /^[0-9a-f]{8}:/.test(text) ? unseal<string>(text) : text;
}

function readable(body: string): unknown {
  try {
    return unseal(body);
  } catch {
    return body;
  }
}

/** Destinations are named after the inspection that sends to them. */
function inspectionOf(destination: string): string {
  return destination.slice(0, destination.indexOf('/'));
}

interface LockRow {
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
  readonly beat: number;
}

/** On this machine the process table knows; for other machines the heartbeat must do, from a clock that may have jumped. */
function isAlive(lock: LockRow): boolean {
  if (lock.host === hostname()) {
    try {
      process.kill(lock.pid, 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    }
  }
  return Math.abs(Date.now() - lock.beat) < LOCK_STALE_MS;
}
