import type { Database } from '../ground/database';
import type { EventBody } from './event';
import { keepOpen } from './faults';
import type { OpenFault } from './faults';
import { DIMENSIONS } from './timeline';
import type { Dimensions, NewEntry } from './timeline';

/** What one transaction does to events, gathered for what is held in memory, which follows when it is committed. */
export class Changes {
  readonly combos = new Map<number, Dimensions>();
  readonly events: NewEntry[] = [];
  readonly open = new Map<number, boolean>();
  /** By the row id of their newest event; `undefined`: there is a newer one, or it has recovered. */
  readonly faults = new Map<number, OpenFault | undefined>();

  constructor(
    private readonly db: Database,
    private readonly known: Map<string, number>,
  ) {}

  /** The id of these values. */
  comboOf(values: Dimensions): number {
    const list = DIMENSIONS.map((dimension) => values[dimension]);
    const key = JSON.stringify(list);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const find = () =>
      this.db.get<{ id: number }>(
        `SELECT id FROM combos WHERE ${DIMENSIONS.map((dimension) => `${dimension} = ?`).join(' AND ')}`,
        list,
      )?.id;
    let id = find();
    if (id === undefined) {
      const marks = list.map(() => '?').join(', ');
      this.db.run(`INSERT INTO combos (${DIMENSIONS.join(', ')}) VALUES (${marks})`, list);
      id = find() ?? 0;
      this.combos.set(id, values);
    } else this.known.set(key, id);
    return id;
  }

  /**
   * A thing has a new event.
   *
   * @param before row id of the event before it
   */
  stand(
    before: number | undefined,
    ok: boolean,
    event: { readonly id: number; readonly fault: number; readonly since: number; readonly values: Dimensions },
    asset: string,
    body: EventBody,
  ): void {
    if (before !== undefined) {
      this.open.set(before, false);
      this.faults.set(before, undefined);
      this.db.run('DELETE FROM open_faults WHERE event = ?', [before]);
    }
    this.open.set(event.id, !ok);
    if (!ok) this.faults.set(event.id, keepOpen(this.db, event, asset, body));
  }
}
