/** Events as they are in the database, and as everybody else sees them. */
import type { Database } from '../ground/database';
import { textOf } from './event';
import type { EventBody } from './event';
import { WITH_COMBO } from './finder';
import type { EventView } from './views';

export const COLUMNS = `e.id AS id, e.event_id AS event_id, e.time AS time, e.created AS created, e.title AS title,
  e.asset_id AS asset_id, e.fault AS fault, e.body AS body, c.status AS status, c.source AS source,
  c.checker_id AS checker_id, c.ref_key AS ref_key, c.checker AS checker, c.account AS account, c.region AS region,
  c.product AS product`;

export interface EventRow {
  id: number;
  event_id: string;
  time: number;
  created: number;
  status: string;
  source: string;
  title: string;
  checker_id: string;
  ref_key: string;
  checker: string;
  account: string;
  region: string;
  product: string;
  asset_id: string;
  fault: number;
  body: string;
}

/** So many events are kept as they were read, about 3 kB each. */
const MOST_VIEWS = 3000;

/** What an event is called, by its row id. */
export function docIdOf(id: number): string {
  return `E_${id.toString(36)}`;
}

export function view(row: EventRow): EventView {
  const body = JSON.parse(row.body) as EventBody;
  return {
    docId: docIdOf(row.id),
    eventId: row.event_id,
    time: row.time,
    created: row.created,
    status: row.status,
    source: row.source,
    title: row.title,
    checkerId: row.checker_id,
    refKey: row.ref_key,
    checker: row.checker,
    account: row.account,
    region: row.region,
    product: row.product,
    assetId: row.asset_id,
    eventRef: textOf(body.df_monitor_checker_event_ref),
    faultId: textOf(body.df_fault_id),
    body,
  };
}

export class EventReader {
  /** Events that were read, by row id: pages show the same ones again and again, and none ever changes. */
  private readonly views = new Map<number, EventView>();

  constructor(private readonly db: Database) {}

  /** Events by row id, newest first; those that are not there are left out. */
  read(ids: readonly number[]): EventView[] {
    const found = new Map<number, EventView>();
    const missing: number[] = [];
    for (const id of ids) {
      const known = this.views.get(id);
      if (known) found.set(id, known);
      else missing.push(id);
    }
    if (missing.length > 0) {
      const rows = this.db.all<EventRow>(
        `SELECT ${COLUMNS} FROM events e ${WITH_COMBO} WHERE e.id IN (SELECT value FROM json_each(?))`,
        [JSON.stringify(missing)],
      );
      for (const row of rows) found.set(row.id, view(row));
    }
    for (const [id, event] of found) {
      // The last to be looked at is the last to go.
      this.views.delete(id);
      this.views.set(id, event);
    }
    for (const id of this.views.keys()) {
      if (this.views.size <= MOST_VIEWS) break;
      this.views.delete(id);
    }
    return [...found].sort(([a], [b]) => b - a).map(([, event]) => event);
  }
}
