/** The connections to a database: what is lost on the way is tried again for a while, a transaction as a whole. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { ConfigError, isInspectionError, messageOf, StateError } from '../../lib/errors';
import type { Address } from './address';

/** What the work of a transaction is done with. */
export interface Client {
  query(
    sql: string,
    values?: readonly unknown[],
  ): Promise<{ readonly rows: readonly Row[]; readonly rowCount: number | null }>;
}
export type Row = Readonly<Record<string, unknown>>;

/** Connections of a state; they are made when they are needed. */
const CONNECTIONS = 5;
const CONNECT_MS = 5000;
const STATEMENT_MS = 60_000;
/** What a transaction holds, others wait for: a host that has frozen in it frees it after this. */
const IDLE_IN_TRANSACTION_MS = 30_000;
/** For how long a database may be away in the middle of a run: a restart or a change of its leader takes less. */
const PATIENCE_MS = 30_000;
const LIMITS = `SET LOCAL statement_timeout = ${STATEMENT_MS};
  SET LOCAL idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS};`;
const PAUSE_MS = { first: 100, longest: 2000 };

/** Errors of PostgreSQL after which nothing was kept and the same may succeed: its end, too many guests, a deadlock. */
const PASSING = /^(57P0[1235]|53300|40001|40P01|08\w{3}|25P0[34])$/;
const CUT = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN']);
const CUT_SAID =
  /^(Connection terminated|Client has encountered a connection error|Query read timeout)|timeout exceeded/;

/** What a driver says; an attempt at several addresses of a host has a code alone. */
function said(error: unknown): string {
  return messageOf(error) || String((error as { readonly code?: unknown }).code);
}

/** Whether an error is of the way to the database, or one that passes. */
function passes(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return CUT.has(String(code)) || PASSING.test(String(code)) || CUT_SAID.test(messageOf(error));
}

/**
 * Loads a package that only those need who keep their state in PostgreSQL.
 *
 * @throws ConfigError that says how to install it
 */
export async function load<T>(name: string, found: () => Promise<T>): Promise<T> {
  try {
    return await found();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    const problem = `state: PostgreSQL needs the packages pg and umzug, and ${name} is not installed: npm install pg umzug`;
    throw new ConfigError(problem, { field: 'state', cause: error });
  }
}

export class Connection {
  private closed = false;
  private answered = false;

  private constructor(
    private readonly pool: Pool,
    readonly address: Address,
    private readonly patienceMs: number,
  ) {
    // A connection that ends while nobody uses it is made anew.
    pool.on('error', () => undefined);
  }

  /** @throws ConfigError when the package is absent */
  static async open(address: Address, patienceMs = PATIENCE_MS, connections = CONNECTIONS): Promise<Connection> {
    const { Pool } = await load('pg', () => import('pg'));
    const pool = new Pool({
      connectionString: address.url,
      application_name: 'aliyun-inspection',
      max: connections,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: STATEMENT_MS + CONNECT_MS,
      keepAlive: true,
      // What is idle does not keep a process from its end.
      allowExitOnIdle: true,
    });
    return new Connection(pool, address, patienceMs);
  }

  /**
   * One statement, which may be asked twice.
   *
   * @param patienceMs for how long the database may be away, when it is not as long as usual
   * @throws StateError, one sentence that begins with `what`
   */
  async ask(what: string, sql: string, values: readonly unknown[] = [], patienceMs?: number): Promise<readonly Row[]> {
    return this.patiently(what, async () => (await this.pool.query(sql, [...values])).rows as Row[], patienceMs);
  }

  /**
   * Everything or nothing. When its end is not heard of, it is done again: what it does must be the same when it has been
   * done before.
   *
   * @param first a statement without parameters that goes with the beginning
   * @throws StateError, one sentence that begins with `what`
   */
  async transaction<T>(what: string, work: (client: Client) => Promise<T>, first = ''): Promise<T> {
    return this.patiently(what, () => this.once(work, '', first));
  }

  /** What is read is of one moment. */
  async snapshot<T>(what: string, work: (client: Client) => Promise<T>): Promise<T> {
    return this.patiently(what, () => this.once(work, 'ISOLATION LEVEL REPEATABLE READ READ ONLY'));
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.pool.end();
  }

  private async once<T>(work: (client: Client) => Promise<T>, mode: string, first = ''): Promise<T> {
    const client = await this.pool.connect();
    // Between two statements, nobody else would hear of its end.
    const onError = () => undefined;
    client.on('error', onError);
    let broken: unknown;
    try {
      await client.query(`BEGIN ${mode}; ${LIMITS} ${first}`);
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      broken = passes(error) ? error : await rolledBack(client);
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken instanceof Error ? broken : broken !== undefined);
    }
  }

  /** Whoever has never been heard of is not waited for: its address may be wrong. */
  private async patiently<T>(what: string, work: () => Promise<T>, patienceMs = this.patienceMs): Promise<T> {
    const until = Date.now() + (this.answered ? patienceMs : 0);
    for (let pause = PAUSE_MS.first; ; pause = Math.min(2 * pause, PAUSE_MS.longest)) {
      try {
        if (this.closed) throw new Error('the state is closed');
        const result = await work();
        this.answered = true;
        return result;
      } catch (error) {
        if (isInspectionError(error)) throw error;
        if (this.closed || !passes(error) || Date.now() + pause > until) {
          throw new StateError(`${what}: PostgreSQL at ${this.address.shown}: ${said(error)}`, { cause: error });
        }
        await sleep(pause);
      }
    }
  }
}

/** @returns why it could not be: then the connection is of no use any more */
async function rolledBack(client: PoolClient): Promise<unknown> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error;
  }
}
