import type { Database } from '../ground/database';
import { DIMENSIONS } from './timeline';
import type { Dimensions } from './timeline';

/** What one transaction does to events, gathered for the {@link Timeline}, which follows when it is committed. */
export class Changes {
  readonly combos = new Map<number, Dimensions>();
  readonly events: { readonly id: number; readonly combo: number }[] = [];
  readonly open = new Map<number, boolean>();

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
}
