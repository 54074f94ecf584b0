/** How events are found: by their ids, by words and by the values of their fields. */
import type { Database } from '../ground/database';
import { md5, tagsOf, textOf } from './event';
import type { EventBody } from './event';
import { fieldTokens, words } from './search';

/** 52 bits of a text, for an index of integers; equal hashes are told apart by the text itself. */
export function hashOf(text: string): number {
  return parseInt(md5(text).slice(0, 13), 16);
}

/** Lets an event be found by words, and by the values of its fields. */
export function indexText(db: Database, id: number, asset: string, body: EventBody): void {
  const tags = tagsOf(body.df_dimension_tags);
  const text = [textOf(body.df_title), asset, ...Object.values(tags), textOf(body.asset_name)];
  text.push(textOf(body.df_monitor_checker_name));
  const found = `${words([...new Set(text)].join(' | '))} ${fieldTokens({ ...body, asset_id: asset })}`;
  db.run('INSERT INTO events_text (rowid, words) VALUES (?, ?)', [id, found]);
}

/** Brings the data file of an earlier version up to date: its events are found by their fields, too. */
export function upgrade(db: Database, log: (line: string) => void): void {
  if (!db.get("SELECT 1 AS x FROM sqlite_master WHERE name = 'event_days'")) return;
  const count = db.get<{ n: number }>('SELECT count(*) AS n FROM events')?.n ?? 0;
  log(`events of an earlier version are made findable by their fields, once: ${count}, about 10,000 a second`);
  db.transaction(() => {
    db.run("INSERT INTO events_text (events_text) VALUES ('delete-all')");
    for (let last = -1; ;) {
      const rows = db.all<{ id: number; asset_id: string; body: string }>(
        'SELECT id, asset_id, body FROM events WHERE id > ? ORDER BY id LIMIT 1000',
        [last],
      );
      if (rows.length === 0) break;
      for (const { id, asset_id, body } of rows) indexText(db, id, asset_id, JSON.parse(body) as EventBody);
      last = rows.at(-1)?.id ?? last;
    }
    for (const table of ['event_hours', 'event_days']) db.run(`DROP TABLE ${table}`);
  });
}
