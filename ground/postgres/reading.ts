/** How what is kept of a scope is read: in steps, so that a large one is not held twice. */
import type { OpenFinding, RememberedAsset, Scope } from '../../lib/state';
import { Pool } from '../../lib/state/pool';
import { unseal } from '../../lib/state/values';
import type { Client, Row } from './connection';
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

export async function readScope(client: Client, scope: Scope): Promise<Read> {
  const sql = `SELECT id, open, assets, lost FROM ${SCHEMA}.scopes WHERE ${PLACE}`;
  const [row] = (await client.query(sql, placed(scope))).rows;
  const none = { open: 0, assets: 0 };
  if (!row) return { open: new Map(), assets: new Map(), damaged: { open: [], assets: [] }, missing: none };
  const id = String(row.id);
  const pool = new Pool();
  const open = await allOf(client, 'open_findings', 'fingerprint', id, (one: OpenFinding) => pool.finding(one));
  const assets = await allOf(client, 'assets', 'id', id, (one: RememberedAsset) => pool.asset(one));
  return {
    id,
    open: open.found,
    assets: assets.found,
    ...(typeof row.lost === 'string' ? { lost: row.lost } : {}),
    damaged: { open: open.damaged, assets: assets.damaged },
    missing: { open: Number(row.open) - open.found.size, assets: Number(row.assets) - assets.found.size },
  };
}

async function allOf<T extends object>(
  client: Client,
  table: string,
  column: string,
  scope: string,
  each: (value: T) => T,
): Promise<{ readonly found: Map<string, T>; readonly damaged: readonly string[] }> {
  const sql = `SELECT ${column} AS key, body FROM ${SCHEMA}.${table} WHERE scope = $1 AND ${column} > $2 ORDER BY ${column} LIMIT ${ROWS}`;
  const found = new Map<string, T>();
  const damaged: string[] = [];
  let rows: readonly Row[] = [];
  let last = '';
  do {
    ({ rows } = await client.query(sql, [scope, last]));
    for (const row of rows) {
      last = String(row.key);
      const value = readable<T>(String(row.body));
      if (value && (value as Row)[column] === last) found.set(last, each(value));
      else damaged.push(last);
    }
  } while (rows.length === ROWS);
  return { found, damaged };
}

/** A value, when it is what was written. */
export function readable<T>(body: string): T | undefined {
  try {
    return unseal<T>(body);
  } catch {
    return undefined;
  }
}
