/** The versions of own scripts as they were published, so that there is a way back. */
import type { Database } from '../ground/database';
import { ConfigError } from '../lib/errors';
import type { ScriptVersion } from './types';

export const PUBLISHED_SCHEMA = `
  CREATE TABLE IF NOT EXISTS published (
    script_id TEXT NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL,
    PRIMARY KEY (script_id, number)
  ) WITHOUT ROWID;
`;

/** Of one script; older ones are forgotten. */
const KEPT = 50;

export class Published {
  constructor(
    private readonly db: Database,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Keeps a text, unless it is that of the newest version.
   *
   * @param who empty: the file was written by other means than this host
   */
  keep(scriptId: string, text: string, who: string): void {
    this.db.transaction(() => {
      const last = this.db.get<{ number: number; text: string }>(
        'SELECT number, text FROM published WHERE script_id = ? ORDER BY number DESC LIMIT 1',
        [scriptId],
      );
      if (last?.text === text) return;
      const number = (last?.number ?? 0) + 1;
      const values = [scriptId, number, text, this.now(), who];
      this.db.run('INSERT INTO published (script_id, number, text, at, who) VALUES (?, ?, ?, ?, ?)', values);
      this.db.run('DELETE FROM published WHERE script_id = ? AND number <= ?', [scriptId, number - KEPT]);
    });
  }

  /** Newest first. */
  list(scriptId: string): ScriptVersion[] {
    const rows = this.db.all<{ number: number; at: number; who: string }>(
      'SELECT number, at, who FROM published WHERE script_id = ? ORDER BY number DESC',
      [scriptId],
    );
    return rows.map(({ number, at, who }) => ({ number, at: new Date(at).toISOString(), who }));
  }

  /** @throws ConfigError where there is no such version */
  text(scriptId: string, number: number): string {
    const sql = 'SELECT text FROM published WHERE script_id = ? AND number = ?';
    const found = this.db.get<{ text: string }>(sql, [scriptId, number]);
    if (!found) throw new ConfigError(`version: ${scriptId} has no version ${number}`, { field: 'version' });
    return found.text;
  }

  drop(scriptId: string): void {
    this.db.run('DELETE FROM published WHERE script_id = ?', [scriptId]);
  }
}
