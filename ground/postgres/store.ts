/** The state of inspections in PostgreSQL: for many hosts at once, each unit's commit in one transaction. */
import { createHash, randomUUID } from 'node:crypto';
import { messageOf } from '../../lib/errors';
import type { InspectionEvent } from '../../lib/model';
import type {
  Changes,
  Decision,
  KeptSeries,
  KeptState,
  Scope,
  ScopeHealth,
  ScopeState,
  Waiting,
} from '../../lib/state';
import { losses, type Loss } from '../../lib/state/losses';
import { inspectionOf, patienceEnds, placeOf } from '../../lib/state/peers';
import { seal, unseal } from '../../lib/state/values';
import { addressOf } from './address';
import { Connection, load, type Client } from './connection';
import { decide } from './deciding';
import { Locks, type RunShare } from './locks';
import { hasTables, migrate, SCHEMA } from './migrations';
import { PLACE, placed, readable, readScope, type Read } from './reading';
import { isEmpty, write } from './writing';

/** Of events that a destination refused for good, the newest so many are kept. */
const DEAD_LETTERS = 500;
const CANNOT = { read: 'state cannot be read', write: 'state cannot be written', spool: 'the spool cannot be read' };
const WHY = 'a part of it is damaged in the database';

export interface PostgresOptions {
  /** The setting that the address comes from, for messages; `state` when absent. */
  readonly field?: string;
  /** Whether tables are made where there are none; they are when absent. */
  readonly make?: boolean;
  /** How long a lock outlives a run that was killed, in milliseconds; a minute when absent. */
  readonly leaseMs?: number;
  /** For how long the database may be away before an operation fails, in milliseconds; half a minute when absent. */
  readonly patienceMs?: number;
  /** How many connections are made when they are needed; five when absent. */
  readonly connections?: number;
}

/** A database whose connections serve several states. */
export interface PostgresDatabase {
  /**
   * A state of its own, with its own locks; closing it leaves the database open.
   *
   * @param share of a run that several processes work on; each part of it has a state of its own
   */
  state(share?: RunShare): PostgresState;
  close(): Promise<void>;
}

/** A state, and what waits in it for each destination. */
export interface PostgresState extends KeptState {
  waits(): Promise<ReadonlyMap<string, Waiting>>;
}

/**
 * Opens the state in a database, and brings its tables up to date.
 *
 * @param address `postgres://user:password@host:5432/database`; what it leaves out is read from `PGPASSWORD` and its like
 * @returns nothing when there are no tables and none are to be made
 * @throws ConfigError for what is no address, or without the packages; StateError when the database cannot be used
 * @example const state = await openPostgres('postgres://inspector@db.internal/inspections');
 */
export async function openPostgres(
  address: string,
  options: PostgresOptions & { readonly share?: RunShare } = {},
): Promise<PostgresState | undefined> {
  const database = await openDatabase(address, options);
  return database && Object.assign(database.state(options.share), { close: () => database.close() });
}

/**
 * Opens a database for several states at once, and brings its tables up to date.
 *
 * @returns nothing when there are no tables and none are to be made
 * @throws as {@link openPostgres}
 * @example
 * const database = await openDatabase('postgres://inspector@db.internal/inspections');
 * const state = database?.state({ inspection: 'ecs', run, part: 'account/one', runMs, last: false });
 */
export async function openDatabase(
  address: string,
  { field = 'state', make = true, leaseMs, patienceMs, connections }: PostgresOptions = {},
): Promise<PostgresDatabase | undefined> {
  const connection = await Connection.open(addressOf(address, field), patienceMs, connections);
  try {
    const { Umzug } = await load('umzug', () => import('umzug'));
    const there = await connection.transaction('state cannot be opened', async (client) => {
      if (!make && !(await hasTables(client))) return false;
      await migrate(client, Umzug);
      return true;
    });
    if (there) {
      return {
        state: (share) => stateOf(new Store(connection, new Locks(connection, leaseMs, share))),
        close: () => connection.close(),
      };
    }
  } catch (error) {
    await connection.close();
    throw error;
  }
  await connection.close();
  return undefined;
}

function stateOf(store: Store): PostgresState {
  return {
    get notes() {
      return store.notes;
    },
    lock: (inspection) => store.locks.take(inspection),
    load: (scope) => store.load(scope),
    regions: (place) => store.regions(place),
    openScopes: (inspection) => store.openScopes(inspection),
    sharers: (scope) => store.sharers(scope),
    apply: (scope, changes, destinations) => store.apply(scope, changes, destinations),
    series: (scope, assets) => store.series(scope, assets),
    seriesAssets: (scope) => store.seriesAssets(scope),
    pending: (destination, limit, now) => store.pending(destination, limit, now),
    settle: (destination, accepted, rejected) => store.settle(destination, accepted, rejected),
    waiting: (destination) => store.waiting(destination),
    waits: () => store.waits(),
    getFact: (key) => store.getFact(key),
    setFact: (key, value) => store.setFact(key, value),
    survey: () => store.survey(),
    repair: (scope) => store.repair(scope),
    forget: (scope) => store.forget(scope),
    close: () => Promise.resolve(),
  };
}

type Rejection = { readonly id: string; readonly reason: string };

class Store {
  private readonly found: Loss[] = [];
  private readonly remarks: string[] = [];
  /** The last write of a scope: they follow each other, see {@link apply}. */
  private readonly writes = new Map<string, Promise<unknown>>();

  constructor(
    readonly connection: Connection,
    readonly locks: Locks,
  ) {}

  get notes(): readonly string[] {
    return [...this.remarks, ...losses(this.found)];
  }

  async load(scope: Scope): Promise<ScopeState> {
    const read = await this.read(scope);
    if (this.locks.holds(scope.inspection) && isDamaged(read)) await this.mend(scope, read);
    const { open, assets } = read;
    const lost = read.lost ?? (isDamaged(read) ? WHY : undefined);
    return { open, assets, ...(lost === undefined ? {} : { lost }) };
  }

  async regions({ inspection, account, collector }: Omit<Scope, 'region'>): Promise<readonly string[]> {
    const sql = `SELECT region FROM ${SCHEMA}.scopes WHERE inspection = $1 AND account = $2 AND collector = $3
      AND (open + assets > 0 OR lost IS NOT NULL) ORDER BY region`;
    return this.texts(sql, [inspection, account, collector], 'region');
  }

  async openScopes(inspection: string): Promise<readonly Scope[]> {
    const sql = `SELECT account, region, collector FROM ${SCHEMA}.scopes WHERE inspection = $1 AND open > 0
      ORDER BY account, region, collector`;
    const rows = await this.connection.ask(CANNOT.read, sql, [inspection]);
    return rows.map((row) => ({ inspection, ...placeIn(row) }));
  }

  async sharers({ inspection, account, region, collector }: Scope): Promise<readonly string[]> {
    const sql = `SELECT inspection FROM ${SCHEMA}.scopes WHERE account = $1 AND region = $2 AND collector = $3
      AND inspection <> $4 ORDER BY inspection`;
    return this.texts(sql, [account, region, collector, inspection], 'inspection');
  }

  /**
   * Who writes at the same place waits, in whatever process, so that a decision holds until it is written. The step says,
   * when the end of a transaction was not heard of, whether it was: writes of a scope follow each other, so that the last
   * step is this one or an earlier one.
   */
  apply(scope: Scope, proposed: Changes | Decision, destinations: readonly string[] = []): Promise<Changes> {
    const step = randomUUID();
    let made: Changes | undefined;
    const work = async (client: Client): Promise<Changes> => {
      await this.locks.check(client, scope.inspection);
      const { account, region, collector } = scope;
      const sql = `SELECT inspection, id, step FROM ${SCHEMA}.scopes WHERE account = $1 AND region = $2 AND collector = $3`;
      const { rows } = await client.query(sql, [account, region, collector]);
      const mine = rows.find(({ inspection }) => inspection === scope.inspection);
      if (made && mine?.step === step) return made;
      const others = rows.filter((row) => row !== mine).map(({ inspection, id }) => [String(inspection), String(id)]);
      made =
        typeof proposed === 'function'
          ? await decide(client, proposed, new Map(others as [string, string][]))
          : proposed;
      if (!isEmpty(made)) {
        await write(client, mine ? String(mine.id) : await newScope(client, scope), step, made, destinations);
      }
      return made;
    };
    return this.inTurn(scope, () => this.connection.transaction(CANNOT.write, work, alone(scope)));
  }

  async series(scope: Scope, assets: readonly string[]): Promise<KeptSeries> {
    const sql = `SELECT asset, checker, body FROM ${SCHEMA}.series JOIN ${SCHEMA}.scopes ON scopes.id = series.scope
      WHERE ${PLACE} AND asset = ANY ($5::text[]) ORDER BY asset, checker`;
    const rows = await this.connection.ask(CANNOT.read, sql, [...placed(scope), assets]);
    const found = new Map<string, Map<string, Uint8Array>>();
    for (const { asset, checker, body } of rows) {
      const kept = found.get(String(asset)) ?? new Map<string, Uint8Array>();
      found.set(String(asset), kept.set(String(checker), new Uint8Array(body as Buffer)));
    }
    return found;
  }

  async seriesAssets(scope: Scope): Promise<readonly string[]> {
    const sql = `SELECT DISTINCT asset FROM ${SCHEMA}.series JOIN ${SCHEMA}.scopes ON scopes.id = series.scope
      WHERE ${PLACE} ORDER BY asset`;
    return this.texts(sql, placed(scope), 'asset');
  }

  async pending(destination: string, limit: number, now: Date = new Date()): Promise<readonly InspectionEvent[]> {
    // What another run holds by now, it sends.
    await this.locks.confirm(inspectionOf(destination));
    const sql = `SELECT id, body FROM ${SCHEMA}.spool WHERE destination = $1 AND (time <= $2 OR NOT EXISTS (
        SELECT 1 FROM ${SCHEMA}.spool AS other WHERE other.fingerprint = spool.fingerprint AND other.seq < spool.seq
        AND other.reporter = spool.reporter AND other.destination <> spool.destination
      )) ORDER BY seq LIMIT $3`;
    const rows = await this.connection.ask(CANNOT.spool, sql, [destination, patienceEnds(now), limit]);
    const events: InspectionEvent[] = [];
    const damaged: Rejection[] = [];
    for (const { id, body } of rows) {
      const event = readable<InspectionEvent>(String(body));
      if (event) events.push(event);
      else damaged.push({ id: String(id), reason: 'it is not what was written' });
    }
    if (damaged.length > 0) {
      this.remarks.push(
        `${damaged.length} events for ${destination} are damaged in the database: see its dead letters`,
      );
      if (this.locks.holds(inspectionOf(destination))) await this.settle(destination, [], damaged);
    }
    return events;
  }

  /** A letter is written in the step in which its event leaves the spool. */
  async settle(destination: string, accepted: readonly string[], rejected: readonly Rejection[]): Promise<void> {
    await this.connection.transaction('the spool cannot be written', async (client) => {
      await this.locks.check(client, inspectionOf(destination));
      if (rejected.length > 0) {
        const bury = `INSERT INTO ${SCHEMA}.dead_letters (destination, reason, body)
          SELECT spool.destination, refused.reason, spool.body FROM unnest($2::text[], $3::text[]) AS refused (id, reason)
          JOIN ${SCHEMA}.spool ON spool.destination = $1 AND spool.id = refused.id ORDER BY spool.seq`;
        await client.query(bury, [destination, rejected.map(({ id }) => id), rejected.map(({ reason }) => reason)]);
        const prune = `DELETE FROM ${SCHEMA}.dead_letters WHERE destination = $1 AND seq <= (
          SELECT seq FROM ${SCHEMA}.dead_letters WHERE destination = $1 ORDER BY seq DESC OFFSET ${DEAD_LETTERS} LIMIT 1)`;
        await client.query(prune, [destination]);
      }
      const sql = `DELETE FROM ${SCHEMA}.spool WHERE destination = $1 AND id = ANY ($2::text[])`;
      await client.query(sql, [destination, [...accepted, ...rejected.map(({ id }) => id)]]);
    });
  }

  async waiting(destination: string): Promise<number> {
    const sql = `SELECT count(*) AS n FROM ${SCHEMA}.spool WHERE destination = $1`;
    return Number((await this.connection.ask(CANNOT.spool, sql, [destination]))[0]?.n);
  }

  async waits(): Promise<ReadonlyMap<string, Waiting>> {
    const sql = `SELECT destination, count(*) AS n, min(time) AS oldest FROM ${SCHEMA}.spool GROUP BY destination`;
    // Whoever watches wants to hear now.
    const rows = await this.connection.ask(CANNOT.spool, sql, [], 0);
    return new Map(
      rows.map(({ destination, n, oldest }) => [
        String(destination),
        { count: Number(n), ...(typeof oldest === 'string' ? { oldest } : {}) },
      ]),
    );
  }

  async getFact(key: string): Promise<string | undefined> {
    const [row] = await this.connection.ask(CANNOT.read, `SELECT value FROM ${SCHEMA}.facts WHERE key = $1`, [key]);
    try {
      return row && unseal<string>(String(row.value));
    } catch (error) {
      this.remarks.push(`fact ${key} in the state is damaged and was left out: ${messageOf(error)}`);
      return undefined;
    }
  }

  async setFact(key: string, value: string): Promise<void> {
    await this.connection.transaction(CANNOT.write, async (client) => {
      await this.locks.checkAll(client);
      const sql = `INSERT INTO ${SCHEMA}.facts (key, value) VALUES ($1, $2)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
      await client.query(sql, [key, seal(value)]);
    });
  }

  async survey(): Promise<readonly ScopeHealth[]> {
    const sql = `SELECT inspection, account, region, collector FROM ${SCHEMA}.scopes ORDER BY 1, 2, 3, 4`;
    const health: ScopeHealth[] = [];
    for (const row of await this.connection.ask(CANNOT.read, sql)) {
      const scope: Scope = { inspection: String(row.inspection), ...placeIn(row) };
      const read = await this.read(scope);
      const counts = { open: read.open.size, assets: read.assets.size };
      const lost = read.lost ?? (isDamaged(read) ? WHY : undefined);
      health.push({ ...scope, ...counts, ...(lost === undefined ? {} : { lost, noted: !isDamaged(read) }) });
    }
    return health;
  }

  /** Reading it with the lock is all that it takes. */
  async repair(scope: Scope): Promise<void> {
    await this.load(scope);
  }

  async forget(scope: Scope): Promise<void> {
    const work = async (client: Client) => {
      await this.locks.check(client, scope.inspection);
      const id = `(SELECT id FROM ${SCHEMA}.scopes WHERE ${PLACE})`;
      for (const table of ['open_findings', 'assets', 'series']) {
        await client.query(`DELETE FROM ${SCHEMA}.${table} WHERE scope = ${id}`, placed(scope));
      }
      await client.query(`DELETE FROM ${SCHEMA}.scopes WHERE ${PLACE}`, placed(scope));
    };
    await this.inTurn(scope, () => this.connection.transaction(CANNOT.write, work, alone(scope)));
  }

  private read(scope: Scope): Promise<Read> {
    return readScope(this.connection, CANNOT.read, scope);
  }

  /** Takes out what is damaged, and notes that the next run learns it again. */
  private async mend(scope: Scope, { id, damaged, missing, lost }: Read): Promise<void> {
    const why = lost ?? WHY;
    await this.connection.transaction(CANNOT.write, async (client) => {
      await this.locks.check(client, scope.inspection);
      const drop = (table: string, column: string) =>
        `DELETE FROM ${SCHEMA}.${table} WHERE scope = $1 AND ${column} = ANY ($2::text[])`;
      await client.query(drop('open_findings', 'fingerprint'), [id, damaged.open]);
      await client.query(drop('assets', 'id'), [id, damaged.assets]);
      const count = (table: string) => `(SELECT count(*) FROM ${SCHEMA}.${table} WHERE scope = $1)`;
      const sql = `UPDATE ${SCHEMA}.scopes SET lost = $2, open = ${count('open_findings')}, assets = ${count('assets')}
        WHERE id = $1`;
      await client.query(sql, [id, why]);
    });
    const less = (n: number) => Math.max(0, n);
    this.found.push({ scope, why, open: less(missing.open), assets: less(missing.assets), waiting: 0 });
  }

  private async texts(sql: string, values: readonly unknown[], column: string): Promise<readonly string[]> {
    return (await this.connection.ask(CANNOT.read, sql, values)).map((row) => String(row[column]));
  }

  private inTurn<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    const key = placed(scope).join('\n');
    const done = (this.writes.get(key) ?? Promise.resolve()).then(work);
    const settled = done
      .catch(() => undefined)
      .finally(() => {
        if (this.writes.get(key) === settled) this.writes.delete(key);
      });
    this.writes.set(key, settled);
    return done;
  }
}

function isDamaged({ damaged, missing }: Read): boolean {
  return damaged.open.length + damaged.assets.length > 0 || missing.open !== 0 || missing.assets !== 0;
}

function placeIn(row: Readonly<Record<string, unknown>>): Omit<Scope, 'inspection'> {
  return { account: String(row.account), region: String(row.region), collector: String(row.collector) };
}

/** One writer at a time at a place, until the end of its transaction. */
function alone(scope: Scope): string {
  const digest = createHash('sha256').update(placeOf(scope, '\n')).digest();
  return `SELECT pg_advisory_xact_lock(${digest.readBigInt64BE(0)});`;
}

async function newScope(client: Client, scope: Scope): Promise<string> {
  const sql = `INSERT INTO ${SCHEMA}.scopes (inspection, account, region, collector) VALUES ($1, $2, $3, $4) RETURNING id`;
  return String((await client.query(sql, placed(scope))).rows[0]?.id);
}
