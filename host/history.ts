/** What outlives the host: tasks with their logs, drafts, pauses, and the versions that scripts run with. */
import { StateError } from '../lib/errors';
import type { RunSummary } from '../lib/model';
import { Database, type DataFile } from '../ground/database';
import { AUDIT_SCHEMA } from './audit';
import { PEOPLE_SCHEMA } from './people';
import { PUBLISHED_SCHEMA } from './published';
import type { LogLine, Task, TaskFilter } from './types';

const HOST_DATA: DataFile = {
  name: 'host.db',
  what: 'host',
  version: 1,
  schema: `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tasks (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, function_id TEXT NOT NULL, inspection TEXT NOT NULL,
    origin TEXT NOT NULL, status TEXT NOT NULL, queued INTEGER NOT NULL, started INTEGER, ended INTEGER,
    result TEXT, error TEXT, log TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS tasks_function ON tasks (function_id, seq);
  CREATE INDEX IF NOT EXISTS tasks_status ON tasks (status, seq);
  CREATE TABLE IF NOT EXISTS triggers (function_id TEXT PRIMARY KEY, paused INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS drafts (script_id TEXT PRIMARY KEY, text TEXT NOT NULL, updated INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS versions (script_id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS accounts (
    name TEXT PRIMARY KEY, sealed TEXT NOT NULL, shown TEXT NOT NULL, regions TEXT NOT NULL, updated INTEGER NOT NULL
  ) WITHOUT ROWID;
${PEOPLE_SCHEMA}${AUDIT_SCHEMA}${PUBLISHED_SCHEMA}`,
};

const USUAL_LIMIT = 50;
const MOST = 500;
/** So many lists of tasks are kept until one of them changes. */
const MOST_ANSWERS = 200;
/** In characters of their results: as objects they take about four times that. */
const LONGEST_KEPT = 50_000;

interface Row {
  readonly id: string;
  readonly function_id: string;
  readonly inspection: string;
  readonly origin: string;
  readonly status: string;
  readonly queued: number;
  readonly started: number | null;
  readonly ended: number | null;
  readonly result: string | null;
  readonly error: string | null;
}

const COLUMNS = 'id, function_id, inspection, origin, status, queued, started, ended, result, error';

/**
 * Opens the data file of a host. Tasks that were queued or running when the host died are marked as failed.
 *
 * @throws StateError when the file cannot be opened, or another host has it (`locked`)
 */
export function openHistory(directory: string, now: () => number = Date.now): History {
  const db = Database.open(directory, HOST_DATA);
  const error = JSON.stringify({ code: 'host-died', message: 'the host ended while this task was queued or running' });
  db.run("UPDATE tasks SET status = 'failure', ended = ?, error = ? WHERE status IN ('queued', 'running')", [
    now(),
    error,
  ]);
  return new History(db);
}

export class History {
  /** Of {@link tasks}, by its filter: pages ask for the same ones all the time. */
  private readonly answers = new Map<string, readonly Task[]>();

  constructor(readonly db: Database) {}

  save(task: Task): void {
    this.answers.clear();
    const time = (text: string | undefined) => (text === undefined ? null : Date.parse(text));
    this.db.run(
      `INSERT INTO tasks (id, function_id, inspection, origin, status, queued, started, ended, result, error, log)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]')
       ON CONFLICT (id) DO UPDATE SET inspection = excluded.inspection, status = excluded.status,
         started = excluded.started, ended = excluded.ended, result = excluded.result, error = excluded.error`,
      [
        ...[task.id, task.functionId, task.inspection, task.origin, task.status],
        ...[time(task.queuedAt), time(task.startedAt), time(task.endedAt)],
        task.result === undefined ? null : JSON.stringify(task.result),
        task.error === undefined ? null : JSON.stringify(task.error),
      ],
    );
  }

  saveLog(taskId: string, lines: readonly LogLine[]): void {
    this.db.run('UPDATE tasks SET log = ? WHERE id = ?', [JSON.stringify(lines), taskId]);
  }

  task(id: string): Task | undefined {
    const row = this.db.get<Row>(`SELECT ${COLUMNS} FROM tasks WHERE id = ?`, [id]);
    return row && taskOf(row);
  }

  log(id: string): readonly LogLine[] {
    const row = this.db.get<{ log: string }>('SELECT log FROM tasks WHERE id = ?', [id]);
    return row ? (JSON.parse(row.log) as LogLine[]) : [];
  }

  tasks(filter: TaskFilter = {}): readonly Task[] {
    const asked = JSON.stringify(filter);
    const known = this.answers.get(asked);
    if (known) return known;
    if (this.answers.size >= MOST_ANSWERS) this.answers.clear();
    const rows = this.find(filter);
    const answer = rows.map(taskOf);
    // What was found in hundreds of accounts is not kept.
    if (rows.reduce((sum, { result }) => sum + (result?.length ?? 0), 0) <= LONGEST_KEPT)
      this.answers.set(asked, answer);
    return answer;
  }

  private find({ functionId, status, limit = USUAL_LIMIT, before }: TaskFilter): Row[] {
    const where = ['1'];
    const params: (string | number)[] = [];
    const add = (condition: string, value: string | undefined) => {
      if (value === undefined) return;
      where.push(condition);
      params.push(value);
    };
    add('function_id = ?', functionId);
    add('status = ?', status);
    add('seq < (SELECT seq FROM tasks WHERE id = ?)', before);
    params.push(Math.min(MOST, Math.max(1, Math.floor(limit))));
    const sql = `SELECT ${COLUMNS} FROM tasks WHERE ${where.join(' AND ')} ORDER BY seq DESC LIMIT ?`;
    return this.db.all<Row>(sql, params);
  }

  /** Forgets the oldest runs of a function that have ended, and its oldest skips: as many of each are kept. */
  keep(functionId: string, count: number): void {
    this.answers.clear();
    for (const which of ["= 'skip'", "NOT IN ('skip', 'queued', 'running')"]) {
      this.db.run(
        `DELETE FROM tasks WHERE function_id = ? AND status ${which} AND seq <=
           (SELECT seq FROM tasks WHERE function_id = ? AND status ${which} ORDER BY seq DESC LIMIT 1 OFFSET ?)`,
        [functionId, functionId, count],
      );
    }
  }

  paused(functionId: string): boolean | undefined {
    const row = this.db.get<{ paused: number }>('SELECT paused FROM triggers WHERE function_id = ?', [functionId]);
    return row && row.paused === 1;
  }

  setPaused(functionId: string, paused: boolean): void {
    this.db.run('INSERT OR REPLACE INTO triggers (function_id, paused) VALUES (?, ?)', [functionId, paused ? 1 : 0]);
  }

  draft(scriptId: string): { readonly text: string; readonly updated: number } | undefined {
    return this.db.get('SELECT text, updated FROM drafts WHERE script_id = ?', [scriptId]);
  }

  drafts(): readonly { readonly script_id: string; readonly updated: number }[] {
    return this.db.all('SELECT script_id, updated FROM drafts ORDER BY script_id');
  }

  saveDraft(scriptId: string, text: string, updated: number): void {
    this.db.run('INSERT OR REPLACE INTO drafts (script_id, text, updated) VALUES (?, ?, ?)', [scriptId, text, updated]);
  }

  dropDraft(scriptId: string): void {
    this.db.run('DELETE FROM drafts WHERE script_id = ?', [scriptId]);
  }

  /** What each script ran with last, by script id; JSON. */
  versions(): Map<string, string> {
    const rows = this.db.all<{ script_id: string; body: string }>('SELECT script_id, body FROM versions');
    return new Map(rows.map((row) => [row.script_id, row.body]));
  }

  saveVersions(versions: ReadonlyMap<string, string>): void {
    this.db.transaction(() => {
      this.db.run('DELETE FROM versions');
      for (const [id, body] of versions)
        this.db.run('INSERT INTO versions (script_id, body) VALUES (?, ?)', [id, body]);
    });
  }

  close(): void {
    this.db.close();
  }
}

function taskOf(row: Row): Task {
  const iso = (time: number | null) => (time === null ? undefined : new Date(time).toISOString());
  const [startedAt, endedAt] = [iso(row.started), iso(row.ended)];
  const queuedAt = iso(row.queued);
  if (queuedAt === undefined) throw new StateError(`task ${row.id} has no time`);
  return {
    id: row.id,
    functionId: row.function_id,
    inspection: row.inspection,
    origin: row.origin as Task['origin'],
    status: row.status as Task['status'],
    queuedAt,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(row.result === null ? {} : { result: JSON.parse(row.result) as RunSummary }),
    ...(row.error === null ? {} : { error: JSON.parse(row.error) as Task['error'] }),
  };
}
