import type { StateFile } from './database';
import { bytes, textOf } from './sqlite';
import { seal, unseal } from './values';

/** The rows of one scope in one table. */
export class Rows {
  /** How many there are more than before. */
  more = 0;

  /**
   * @param column the one that a row is known by
   * @param key of the scope
   */
  constructor(
    private readonly file: StateFile,
    private readonly table: 'open_findings' | 'assets',
    private readonly column: 'fingerprint' | 'id',
    private readonly key: string,
  ) {}

  put(id: string, value: object): void {
    const { file, table, column, key } = this;
    const body = seal(value);
    const made = file.run(`INSERT OR IGNORE INTO ${table} (scope, ${column}, body) VALUES (?, ?, ?)`, key, id, body);
    if (made === 0) file.run(`UPDATE ${table} SET body = ? WHERE scope = ? AND ${column} = ?`, body, key, id);
    this.more += made;
  }

  drop(id: string): void {
    const { file, table, column, key } = this;
    this.more -= file.run(`DELETE FROM ${table} WHERE scope = ? AND ${column} = ?`, key, id);
  }

  /** One of them, when it is what was written. */
  get<T extends object>(id: string): T | undefined {
    const { file, table, column, key } = this;
    const row = file.get(`SELECT ${bytes('body')} FROM ${table} WHERE scope = ? AND ${column} = ?`, key, id);
    try {
      return row && unseal<T>(textOf(row.body));
    } catch {
      // Its own inspection will notice.
      return undefined;
    }
  }

  /**
   * Those that are what was written.
   *
   * @param each what is made of one
   */
  all<T extends object>(each: (value: T) => T): Map<string, T> {
    const { file, table, column, key } = this;
    const found = new Map<string, T>();
    for (const row of file.each(`SELECT ${bytes(column)}, ${bytes('body')} FROM ${table} WHERE scope = ?`, key)) {
      const id = textOf(row[column]);
      try {
        const value = unseal<T>(textOf(row.body));
        if ((value as Readonly<Record<string, unknown>>)[column] === id) found.set(id, each(value));
      } catch {
        // Damaged: the count will tell.
      }
    }
    return found;
  }
}
