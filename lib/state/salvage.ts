import type { Database } from 'libsql';
import { bytes, driver, textOf } from './sqlite';
import { unseal } from './values';

/** What was taken over from a damaged file. */
export interface Salvaged {
  readonly open: number;
  readonly assets: number;
  readonly events: number;
  /** Rows that are not what was written. */
  readonly damaged: number;
  /** Scopes that are not whole. */
  readonly lost: number;
}

type Row = Readonly<Record<string, unknown>>;

const WHY = 'its part of the state file was damaged';

/**
 * Takes rows from a copy of a damaged file: every one that can be reached from either end of its table, and whose
 * checksum fits. A scope that has fewer than were counted is marked as lost, with what there is.
 *
 * @param to the new file, empty
 */
export function salvage(copy: string, to: Database): Salvaged {
  const none = { open: 0, assets: 0, events: 0, damaged: 0, lost: 0 };
  let from: Database;
  try {
    from = new (driver())(copy);
  } catch {
    return none;
  }
  const put = (sql: string) => {
    const statement = to.prepare(sql);
    return (...values: (string | number)[]) => statement.run(...values).changes;
  };
  const there = new Map<string, { open: number; assets: number }>();
  const at = (scope: string) => {
    const before = there.get(scope) ?? { open: 0, assets: 0 };
    there.set(scope, before);
    return before;
  };
  const rows = (table: string, columns: readonly string[], key: readonly string[]) => {
    const by = key.map((column) => `${table}.${column}`);
    return bothEnds(from, `SELECT ${columns.map(bytes).join(', ')} FROM ${table}`, by);
  };
  let events = 0;
  const damaged = new Set<string>();
  const bad = (row: Row) => damaged.add(textOf(row.body));
  try {
    to.exec('BEGIN IMMEDIATE');
    const finding = put('INSERT OR IGNORE INTO open_findings (scope, fingerprint, body) VALUES (?, ?, ?)');
    for (const row of rows('open_findings', ['scope', 'fingerprint', 'body'], ['scope', 'fingerprint'])) {
      if (isWhole(row, 'fingerprint')) {
        at(textOf(row.scope)).open += finding(textOf(row.scope), textOf(row.fingerprint), textOf(row.body));
      } else bad(row);
    }
    const asset = put('INSERT OR IGNORE INTO assets (scope, id, body) VALUES (?, ?, ?)');
    for (const row of rows('assets', ['scope', 'id', 'body'], ['scope', 'id'])) {
      if (isWhole(row, 'id')) {
        at(textOf(row.scope)).assets += asset(textOf(row.scope), textOf(row.id), textOf(row.body));
      } else bad(row);
    }
    const spool = put(
      `INSERT OR IGNORE INTO spool (seq, destination, id, body, fingerprint, time)
       VALUES (CAST(? AS INTEGER), ?, ?, ?, NULLIF(?, ''), NULLIF(?, ''))`,
    );
    for (const row of rows('spool', ['seq', 'destination', 'id', 'body'], ['seq'])) {
      if (isWhole(row, 'id')) {
        const { fingerprint = '', time = '' } = unseal<{ fingerprint?: string; time?: string }>(textOf(row.body));
        const values = [textOf(row.destination), textOf(row.id), textOf(row.body), fingerprint, time];
        events += spool(textOf(row.seq), ...values);
      } else bad(row);
    }
    const fact = put('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)');
    for (const row of rows('meta', ['key', 'value'], ['key'])) fact(textOf(row.key), textOf(row.value));
    const lock = put('INSERT OR IGNORE INTO locks VALUES (?, ?, ?, CAST(? AS INTEGER), CAST(? AS INTEGER))');
    const lockColumns = ['inspection', 'owner', 'host', 'pid', 'beat'];
    for (const row of rows('locks', lockColumns, ['inspection'])) lock(...lockColumns.map((name) => textOf(row[name])));
    const lost = countScopes(rows('scopes', ['scope', 'open', 'assets', 'lost'], ['scope']), there, to);
    to.exec('COMMIT');
    const sum = (what: 'open' | 'assets') => [...there.values()].reduce((total, scope) => total + scope[what], 0);
    return { open: sum('open'), assets: sum('assets'), events, damaged: damaged.size, lost };
  } finally {
    if (to.inTransaction) to.exec('ROLLBACK');
    from.close();
  }
}

/** Enters what is there beside what was counted. @returns how many scopes are not whole */
function countScopes(
  counted: Iterable<Row>,
  there: ReadonlyMap<string, { open: number; assets: number }>,
  to: Database,
): number {
  const put = to.prepare('INSERT OR REPLACE INTO scopes (scope, open, assets, lost) VALUES (?, ?, ?, ?)');
  const left = new Map(there);
  let lost = 0;
  const enter = (scope: string, whole: boolean, before: string) => {
    const { open, assets } = there.get(scope) ?? { open: 0, assets: 0 };
    const why = whole ? before : before || WHY;
    if (why) lost += 1;
    put.run(scope, open, assets, why || null);
    left.delete(scope);
  };
  for (const row of counted) {
    const scope = textOf(row.scope);
    const { open, assets } = there.get(scope) ?? { open: 0, assets: 0 };
    const whole = Number(textOf(row.open)) === open && Number(textOf(row.assets)) === assets;
    enter(scope, whole, textOf(row.lost));
  }
  for (const scope of [...left.keys()]) enter(scope, false, '');
  return lost;
}

/** Rows from the first on, as far as they can be read, then from the last on; some may come twice. */
function* bothEnds(db: Database, select: string, key: readonly string[]): Generator<Row> {
  for (const order of ['ASC', 'DESC']) {
    try {
      const by = key.map((column) => `${column} ${order}`).join(', ');
      const rows = db.prepare(`${select} ORDER BY ${by}`).iterate() as IterableIterator<Row>;
      yield* rows;
      return;
    } catch {
      // Here it is damaged.
    }
  }
}

/** Whether a row is what was written, under the key that it was written under. */
function isWhole(row: Row, key: 'fingerprint' | 'id'): boolean {
  try {
    const found = unseal<Readonly<Record<string, unknown>>>(textOf(row.body));
    return found[key] === textOf(row[key]) && !textOf(row.scope).includes('\uFFFD');
  } catch {
    return false;
  }
}
