import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { StateError, messageOf } from '../errors';
import type { InspectionEvent } from '../model';
import { PLACE, StateFile } from './database';
import { DEAD_LETTERS_FILE, makeDirectory, STATE_FILE } from './directory';
import { Locks } from './locks';
import { losses, type Loss } from './losses';
import { decided, inspectionOf, NO_PEERS, patienceEnds, placeOf, reporterOf } from './peers';
import { Pool } from './pool';
import { Rows } from './rows';
import { FileSeries } from './series';
import { bytes, Damage, textOf } from './sqlite';
import type {
  Changes,
  Decision,
  KeptSeries,
  KeptState,
  Lock,
  OpenFinding,
  Peers,
  RememberedAsset,
  Scope,
  ScopeState,
} from './store';
import { seal, unseal, unsealed } from './values';

/**
 * Opens (or makes) the state in a directory: one SQLite file, safe against a crash at any moment. A file that is
 * corrupt, now or later on, is kept aside and said so in `notes`; what can be read of it is taken over.
 *
 * @param mend whether a corrupt file is kept aside; otherwise it is an error
 * @param checkUpTo the size in bytes up to which a file is checked whole at once, 4 MiB when absent; a larger one is checked
 *   as it is read, and whole by `survey`
 * @throws StateError when the directory cannot be written
 * @example const state = openState('.aliyun-inspection');
 */
export function openState(
  directory: string,
  { mend = true, checkUpTo }: { readonly mend?: boolean; readonly checkUpTo?: number } = {},
): KeptState {
  try {
    makeDirectory(directory);
  } catch (error) {
    throw new StateError(`state directory ${directory} cannot be made: ${messageOf(error)}`, { cause: error });
  }
  const state = new FileState(
    new StateFile(join(directory, STATE_FILE), mend, checkUpTo),
    join(directory, DEAD_LETTERS_FILE),
  );
  return {
    get notes() {
      return state.notes;
    },
    lock: (inspection) => state.lock(inspection),
    load: (scope) => state.load(scope),
    openScopes: (inspection) => state.openScopes(inspection),
    sharers: (scope) => state.sharers(scope),
    regions: (place) => state.regions(place),
    series: (scope, assets) => state.series(scope, assets),
    seriesAssets: (scope) => state.seriesAssets(scope),
    apply: (scope, changes, destinations) => state.apply(scope, changes, destinations),
    pending: (destination, limit, now) => state.pending(destination, limit, now),
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

class FileState implements KeptState {
  private readonly kept: FileSeries;
  private readonly locks: Locks;
  private readonly found: Loss[] = [];
  private readonly remarks: string[] = [];

  constructor(
    private readonly file: StateFile,
    private readonly deadLetters: string,
  ) {
    this.locks = new Locks(file);
    this.kept = new FileSeries(file);
  }

  get notes(): readonly string[] {
    return [...this.file.notes, ...this.remarks, ...losses(this.found)];
  }

  lock(inspection: string): Promise<Lock> {
    return this.locks.take(inspection);
  }

  load(scope: Scope): Promise<ScopeState> {
    return this.file.use('state cannot be read', () => this.read(scope));
  }

  regions({ inspection, account, collector }: Omit<Scope, 'region'>): Promise<readonly string[]> {
    return this.file.use('state cannot be read', () =>
      this.scopes([inspection, account])
        .filter((scope) => scope.collector === collector)
        .filter(({ open, assets, lost }) => open + assets > 0 || lost !== undefined)
        .map(({ region }) => region),
    );
  }

  openScopes(inspection: string): Promise<readonly Scope[]> {
    return this.file.use('state cannot be read', () =>
      this.scopes([inspection])
        .filter((scope) => scope.open > 0)
        .map(({ account, region, collector }) => ({ inspection, account, region, collector })),
    );
  }

  series(scope: Scope, assets: readonly string[]): Promise<KeptSeries> {
    return this.kept.of(keyOf(scope), assets);
  }

  seriesAssets(scope: Scope): Promise<readonly string[]> {
    return this.kept.assets(keyOf(scope));
  }

  sharers(scope: Scope): Promise<readonly string[]> {
    return this.file.use('state cannot be read', () => this.sharersOf(scope));
  }

  apply(scope: Scope, proposed: Changes | Decision, destinations: readonly string[] = []): Promise<Changes> {
    const { file } = this;
    return file.use('state cannot be written', () =>
      file.transaction(() => {
        this.locks.check(scope.inspection);
        const key = keyOf(scope);
        const changes = decided(proposed, typeof proposed === 'function' ? this.peersOf(scope) : NO_PEERS);
        const open = new Rows(file, 'open_findings', 'fingerprint', key);
        const assets = new Rows(file, 'assets', 'id', key);
        for (const finding of changes.opened) open.put(finding.fingerprint, finding);
        for (const fingerprint of changes.closed) open.drop(fingerprint);
        for (const asset of changes.remembered) assets.put(asset.id, asset);
        for (const id of changes.forgotten) assets.drop(id);
        this.kept.apply(key, changes.series ?? []);
        this.count(key, open.more, assets.more);
        if (changes.relearned) file.run('UPDATE scopes SET lost = NULL WHERE scope = ?', key);
        for (const name of destinations) {
          for (const event of changes.events) {
            const { id, fingerprint, time } = event;
            const values = [name, id, seal(event), fingerprint ?? null, time ?? null];
            file.run(
              'INSERT OR IGNORE INTO spool (destination, id, body, fingerprint, time) VALUES (?, ?, ?, ?, ?)',
              ...values,
            );
          }
        }
        for (const faultId of changes.ended ?? []) {
          file.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', `ended:${faultId}`, '');
        }
        return changes;
      }),
    );
  }

  pending(destination: string, limit: number, now: Date = new Date()): Promise<readonly InspectionEvent[]> {
    const { file } = this;
    return file.use('the spool cannot be read', () => {
      // What another run holds by now, it sends.
      this.locks.check(inspectionOf(destination));
      const sql = `SELECT ${bytes('body')} FROM spool WHERE destination = ? AND (spool.time <= ? OR NOT EXISTS (
        SELECT 1 FROM spool AS other WHERE other.fingerprint = spool.fingerprint AND other.seq < spool.seq
        AND other.destination <> spool.destination AND other.destination LIKE ?
      )) ORDER BY spool.seq LIMIT ?`;
      const events: InspectionEvent[] = [];
      const same = `%/${reporterOf(destination)}`;
      for (const { body } of file.all(sql, destination, patienceEnds(now), same, limit)) {
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
      this.locks.check(inspectionOf(destination));
      // The letter is written before the event leaves the spool: a crash between the two repeats it, never loses it.
      for (const { id, reason } of rejected) {
        const row = file.get(`SELECT ${bytes('body')} FROM spool WHERE destination = ? AND id = ?`, destination, id);
        if (row) this.bury(destination, reason, unsealed(textOf(row.body)));
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
      this.locks.checkAll();
      this.file.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', `fact:${key}`, seal(value));
    });
  }

  survey(): ReturnType<KeptState['survey']> {
    return this.file.use('state cannot be read', () => {
      this.file.check();
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
        this.locks.check(scope.inspection);
        for (const table of ['open_findings', 'assets', 'series', 'scopes']) {
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

  private sharersOf(scope: Scope): string[] {
    const sql = `SELECT ${bytes('scope')} FROM scopes WHERE ${PLACE} = ?`;
    const all = this.file.all(sql, placeOf(scope, '|')).map((row) => textOf(row.scope).split('|')[0] ?? '');
    return all.filter((inspection) => inspection !== scope.inspection);
  }

  /** Inside of a transaction. */
  private peersOf(scope: Scope): Peers {
    const { file } = this;
    const inspections = this.sharersOf(scope);
    const rows = new Map(
      inspections.map((one) => [
        one,
        new Rows(file, 'open_findings', 'fingerprint', keyOf({ ...scope, inspection: one })),
      ]),
    );
    return {
      inspections,
      open: (inspection, fingerprint) => rows.get(inspection)?.get<OpenFinding>(fingerprint),
      isEnded: (faultId) => file.get('SELECT 1 FROM meta WHERE key = ?', `ended:${faultId}`) !== undefined,
    };
  }

  /** Every row of a scope that is what was written; a scope that lacks some is lost, with what there is. */
  private read(scope: Scope): ScopeState {
    const key = keyOf(scope);
    const pool = new Pool();
    const open = new Rows(this.file, 'open_findings', 'fingerprint', key).all<OpenFinding>((one) => pool.finding(one));
    const assets = new Rows(this.file, 'assets', 'id', key).all<RememberedAsset>((one) => pool.asset(one));
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
    if (this.locks.holds(inspection)) throw new Damage(what);
  }

  private count(key: string, open: number, assets: number): void {
    if (open === 0 && assets === 0) return;
    const sql = `INSERT INTO scopes (scope, open, assets) VALUES (?, ?, ?)
      ON CONFLICT (scope) DO UPDATE SET open = open + excluded.open, assets = assets + excluded.assets`;
    this.file.run(sql, key, open, assets);
  }

  /** @param of the inspection, and its account, that they belong to; all when absent */
  private scopes(of: readonly string[] = []): (Scope & { open: number; assets: number; lost?: string })[] {
    // What begins like that, by the key of the table: `}` is the letter after the bar.
    const begin = of.join('|');
    const where = of.length === 0 ? '' : 'WHERE scopes.scope >= ? AND scopes.scope < ?';
    const range = of.length === 0 ? [] : [`${begin}|`, `${begin}}`];
    const sql = `SELECT ${bytes('scope')}, open, assets, ${bytes('lost')} FROM scopes ${where} ORDER BY scopes.scope`;
    return this.file.all(sql, ...range).map((row) => {
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
