/** How what is kept of a scope is read: in one statement, or in steps, so that a large one is not held twice. */
import type { OpenFinding, RememberedAsset, Scope } from '../../lib/state';
import { Pool } from '../../lib/state/pool';
import { unseal } from '../../lib/state/values';
import type { Client, Connection, Row } from './connection';
import { SCHEMA } from './migrations';

const ROWS = 5000;

export const PLACE = 'inspection = $1 AND account = $2 AND region = $3 AND collector = $4';
export const placed = ({ inspection, account, region, collector }: Scope) => [inspection, account, region, collector];

/** What there is of a scope, and what of it is not what was written. */
export interface Read {
  /** Its number; absent where nothing was ever kept of it. */
  readonly id?: string;
  readonly open: Map<string, OpenFinding>;
  readonly assets: Map<string, RememberedAsset>;
  /** Why what it held is gone, as it was noted. */
  readonly lost?: string;
  /** Keys of rows that are damaged. */
  readonly damaged: { readonly open: readonly string[]; readonly assets: readonly string[] };
  /** How many rows there are less than were counted. */
  readonly missing: { readonly open: number; readonly assets: number };
}

const TABLES = { open: ['open_findings', 'fingerprint'], assets: ['assets', 'id'] } as const;
const rowsOf = (part: keyof typeof TABLES, scope: string, after = '') => {
  const [table, column] = TABLES[part];
  return `SELECT '${part}' AS part, ${column} AS key, body, 0 AS open, 0 AS assets FROM ${SCHEMA}.${table}
    WHERE scope = ${scope} ${after} ORDER BY ${column} LIMIT ${ROWS}`;
};
const SCOPE = `SELECT 'scope' AS part, id::text COLLATE "C" AS key, lost AS body, open, assets FROM ${SCHEMA}.scopes WHERE ${PLACE}`;
/** A statement sees one moment by itself, and each one less is a round trip less. */
const AT_ONCE = `WITH scope AS (${SCOPE}), id AS (SELECT key::bigint AS id FROM scope) TABLE scope
  UNION ALL (${rowsOf('open', '(SELECT id FROM id)')}) UNION ALL (${rowsOf('assets', '(SELECT id FROM id)')})`;

/** @throws StateError, one sentence that begins with `what` */
export async function readScope(connection: Connection, what: string, scope: Scope): Promise<Read> {
  const rows = await connection.ask(what, AT_ONCE, placed(scope));
  const of = (part: string) => rows.filter((row) => row.part === part);
  const [open, assets] = [of('open'), of('assets')];
  if (Math.max(open.length, assets.length) === ROWS) {
    return connection.snapshot(what, (client) => readInSteps(client, scope));
  }
  const found = nothing();
  for (const row of open) found.open.take(row);
  for (const row of assets) found.assets.take(row);
  return readOf(of('scope')[0], found);
}

async function readInSteps(client: Client, scope: Scope): Promise<Read> {
  const [place] = (await client.query(SCOPE, placed(scope))).rows;
  const found = nothing();
  if (!place) return readOf(place, found);
  for (const part of ['open', 'assets'] as const) {
    const sql = rowsOf(part, '$1', `AND ${TABLES[part][1]} > $2`);
    for (let rows: readonly Row[] | undefined; rows === undefined || rows.length === ROWS;) {
      ({ rows } = await client.query(sql, [place.key, found[part].last]));
      for (const row of rows) found[part].take(row);
    }
  }
  return readOf(place, found);
}

function nothing() {
  const pool = new Pool();
  return {
    open: new Found<OpenFinding>(TABLES.open[1], (one) => pool.finding(one)),
    assets: new Found<RememberedAsset>(TABLES.assets[1], (one) => pool.asset(one)),
  };
}

function readOf(place: Row | undefined, { open, assets }: ReturnType<typeof nothing>): Read {
  return {
    ...(place ? { id: String(place.key) } : {}),
    open: open.all,
    assets: assets.all,
    ...(typeof place?.body === 'string' ? { lost: place.body } : {}),
    damaged: { open: open.damaged, assets: assets.damaged },
    missing: {
      open: Number(place?.open ?? 0) - open.all.size,
      assets: Number(place?.assets ?? 0) - assets.all.size,
    },
  };
}

/** Rows of a table, as they come: in the order of their keys. */
class Found<T extends object> {
  readonly all = new Map<string, T>();
  readonly damaged: string[] = [];
  last = '';

  constructor(
    private readonly column: string,
    private readonly each: (value: T) => T,
  ) {}

  take({ key, body }: Row): void {
    this.last = String(key);
    const value = readable<T>(String(body));
    if (value && (value as Row)[this.column] === this.last) this.all.set(this.last, this.each(value));
    else this.damaged.push(this.last);
  }
}

/** A value, when it is what was written. */
export function readable<T>(body: string): T | undefined {
  try {
    return unseal<T>(body);
  } catch {
    return undefined;
  }
}
