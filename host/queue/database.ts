/** The database of a worker: its connections serve all that the worker does, one job after another and at once. */
import { isInspectionError } from '../../lib/errors';
import { openDatabase, type PostgresDatabase } from '../../ground/postgres/store';

/** Units of an account write while others read. */
const CONNECTIONS = 5;

interface Opened {
  readonly database: Promise<PostgresDatabase>;
  users: number;
}

export class Database {
  private opened: Opened | undefined;

  constructor(
    private readonly address: string,
    private readonly options: { readonly concurrency: number; readonly leaseMs: number },
  ) {}

  /**
   * After a failure of the database the next job opens it anew, and makes its tables where they are gone.
   *
   * @throws StateError when it cannot be opened, and what the work throws
   */
  async use<T>(work: (database: PostgresDatabase) => Promise<T>): Promise<T> {
    const mine = (this.opened ??= { database: this.open(), users: 0 });
    mine.users += 1;
    try {
      return await work(await mine.database);
    } catch (error) {
      if (isInspectionError(error, 'state') && this.opened === mine) this.opened = undefined;
      throw error;
    } finally {
      mine.users -= 1;
      if (this.opened !== mine) await leave(mine);
    }
  }

  async close(): Promise<void> {
    const { opened } = this;
    this.opened = undefined;
    if (opened) await leave(opened);
  }

  private async open(): Promise<PostgresDatabase> {
    const { concurrency, leaseMs } = this.options;
    const database = await openDatabase(this.address, { leaseMs, connections: CONNECTIONS * concurrency });
    if (!database) throw new Error('the database has no tables');
    return database;
  }
}

/** Whoever is the last one closes it. */
async function leave({ database, users }: Opened): Promise<void> {
  if (users > 0) return;
  await (await database.catch(() => undefined))?.close().catch(() => undefined);
}
