import { hostname } from 'node:os';
import { isInspectionError, StateError } from '../../lib/errors';
import type { Lock } from '../../lib/state';
import { Holding, LEASE_MS, type Lease, type LeaseStore } from '../../lib/state/lease';
import type { Client, Connection } from './connection';
import { SCHEMA } from './migrations';

/**
 * Takes a lease, or goes on with it: the number of its holder grows with each other one. The clock is the database's alone.
 * Asked twice it answers the same.
 */
const TAKE = `
  INSERT INTO ${SCHEMA}.locks AS held (name, token, fence, until, holder)
  VALUES ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond', $4)
  ON CONFLICT (name) DO UPDATE SET token = excluded.token, until = excluded.until, holder = excluded.holder,
    fence = held.fence + CASE WHEN held.token = excluded.token THEN 0 ELSE 1 END
  WHERE held.token = excluded.token OR held.until <= clock_timestamp()
  RETURNING fence`;
const HOLDER = `SELECT holder FROM ${SCHEMA}.locks WHERE name = $1`;
const FREE = `UPDATE ${SCHEMA}.locks SET until = '-infinity' WHERE name = $1 AND token = $2`;
/** Nobody takes it over before the transaction has ended. */
const CONFIRM = `SELECT name FROM ${SCHEMA}.locks WHERE (name, token, fence) IN (
  SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])) FOR SHARE`;

const ME = `process ${process.pid} on ${hostname()}`;

/** A run that several processes work on. */
export interface RunShare {
  /** Whose run it is. */
  readonly inspection: string;
  /** The run's own name: whoever has it holds the lock of the inspection together with the others. */
  readonly run: string;
  /** What of the run this process does; one at a time does it. */
  readonly part: string;
  /** For how long the run is known while nobody works on it, in milliseconds: until then no other run begins. */
  readonly runMs: number;
  /** Whether the lock of the inspection is given back with this part. */
  readonly last: boolean;
}

/** The locks that this process holds in a database. */
export class Locks {
  private readonly held = new Map<string, readonly Holding[]>();
  private readonly leases: LeaseStore;

  constructor(
    private readonly connection: Connection,
    private readonly leaseMs = LEASE_MS,
    private readonly share?: RunShare,
  ) {
    this.leases = {
      async lease(name, token, ms) {
        const [row] = await connection.ask('state cannot be locked', TAKE, [name, token, ms, ME]);
        return row === undefined ? undefined : Number(row.fence);
      },
      async release(name, token) {
        await connection.ask('state cannot be unlocked', FREE, [name, token]);
      },
    };
  }

  /** @throws StateError `locked` when another run of the inspection is under way, here or elsewhere */
  async take(inspection: string): Promise<Lock> {
    const all = await this.takeAll(inspection);
    this.held.set(inspection, all);
    const release = async () => {
      if (this.held.get(inspection) === all) this.held.delete(inspection);
      for (const holding of all) {
        if (holding.lease.name === inspection && this.share?.last === false) holding.leave();
        else await holding.release();
      }
    };
    const [first, ...others] = all.map(({ lost }) => lost) as [AbortSignal, ...AbortSignal[]];
    return { lost: others.length === 0 ? first : AbortSignal.any([first, ...others]), release };
  }

  /** The lock of the inspection; of a shared run, that of the part, too. */
  private async takeAll(inspection: string): Promise<readonly Holding[]> {
    const share = this.share?.inspection === inspection ? this.share : undefined;
    const take = async (name: string, ms = this.leaseMs, token?: string) =>
      Holding.take(this.leases, name, ms, () => undefined, token).catch(async (error: unknown) => {
        throw isInspectionError(error, 'locked') ? await this.taken(name) : error;
      });
    if (!share) return [await take(inspection)];
    const whole = await take(inspection, Math.max(this.leaseMs, share.runMs), share.run);
    try {
      return [whole, await take(`${inspection}#${share.part}`)];
    } catch (error) {
      whole.leave();
      throw error;
    }
  }

  /** By whom, as far as it is known. */
  private async taken(inspection: string): Promise<StateError> {
    const [row] = await this.connection.ask('state cannot be read', HOLDER, [inspection]);
    const problem = `inspection ${inspection} is already running (${String(row?.holder)}); this run stops`;
    return new StateError(problem, { code: 'locked' });
  }

  holds(inspection: string): boolean {
    return this.held.has(inspection);
  }

  /** Whether the lock that was taken is still one's own; where none was, there is nothing to lose. */
  async confirm(inspection: string): Promise<void> {
    for (const holding of this.held.get(inspection) ?? []) await holding.confirm();
  }

  /** Inside of every commit. @throws StateError `locked` when the lock that was taken is somebody else's by now */
  async check(client: Client, inspection: string): Promise<void> {
    const all = this.held.get(inspection) ?? [];
    for (const holding of all) holding.check();
    if (all.length === 0) return;
    const of = <T>(field: (lease: Lease) => T) => all.map(({ lease }) => field(lease));
    const shown = [of(({ name }) => name), of(({ token }) => token), of(({ fence }) => fence)];
    const { rows } = await client.query(CONFIRM, shown);
    const held = new Set(rows.map(({ name }) => String(name)));
    for (const holding of all) holding.wrote(held.has(holding.lease.name));
  }

  /** {@link check} of all. */
  async checkAll(client: Client): Promise<void> {
    for (const inspection of this.held.keys()) await this.check(client, inspection);
  }
}
