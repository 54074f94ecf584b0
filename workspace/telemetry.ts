import type { Database, Value } from '../ground/database';
import type { FieldValue, Point } from './lines';
import type { Facet, ObjectView, Paging } from './views';

/** The objects and metric points that were written here. */
export class Telemetry {
  constructor(private readonly db: Database) {}

  /** Stores objects: the newest report of one class and name is the object. */
  putObjects(points: readonly Point[]): void {
    this.db.transaction(() => {
      for (const { measurement, tags, fields, time } of points) {
        this.db.run(
          `INSERT INTO objects (class, name, time, tags, fields) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET time = excluded.time, tags = excluded.tags, fields = excluded.fields
           WHERE excluded.time >= time`,
          [measurement, tags.name ?? 'default', time, JSON.stringify(tags), JSON.stringify(fields)],
        );
      }
    });
  }

  /** Stores metric points; fields of the same series and time are merged. */
  putMetrics(points: readonly Point[]): void {
    this.db.transaction(() => {
      for (const { measurement, tags, fields, time } of points) {
        const sorted = JSON.stringify(Object.fromEntries(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1))));
        const key = [measurement, sorted];
        const find = () =>
          this.db.get<{ id: number }>('SELECT id FROM series WHERE measurement = ? AND tags = ?', key)?.id;
        let series = find();
        if (series === undefined) {
          this.db.run('INSERT INTO series (measurement, tags) VALUES (?, ?)', key);
          series = find() ?? 0;
        }
        this.db.run(
          `INSERT INTO points (series, time, fields) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET fields = json_patch(fields, excluded.fields)`,
          [series, time, JSON.stringify(fields)],
        );
      }
    });
  }

  /** Drops metric points older than a moment. Events and objects are kept for ever. */
  forgetMetricsBefore(ms: number): number {
    return this.db.run('DELETE FROM points WHERE time < ?', [ms]);
  }

  /** Classes of objects with how many there are of each, and when the newest was reported (milliseconds). */
  objectClasses(): (Facet & { readonly newest: number })[] {
    return this.db
      .all<{ class: string; n: number; newest: number }>(
        'SELECT class, count(*) AS n, max(time) AS newest FROM objects GROUP BY class ORDER BY class',
      )
      .map((row) => ({ value: row.class, count: row.n, newest: row.newest }));
  }

  /** Objects of one class by name. */
  objects(query: { readonly class?: string; readonly search?: string } & Paging = {}): {
    readonly objects: readonly ObjectView[];
    readonly total: number;
  } {
    const where: string[] = ['1'];
    const params: Value[] = [];
    if (query.class !== undefined) {
      where.push('class = ?');
      params.push(query.class);
    }
    if (query.search) {
      where.push("(name LIKE ? ESCAPE '\\' OR tags LIKE ? ESCAPE '\\')");
      const like = `%${query.search.replace(/[\\%_]/g, '\\$&')}%`;
      params.push(like, like);
    }
    const clause = `FROM objects WHERE ${where.join(' AND ')}`;
    const total = this.db.get<{ n: number }>(`SELECT count(*) AS n ${clause}`, params)?.n ?? 0;
    const limit = Math.min(1000, Math.max(1, query.limit ?? 50));
    const rows = this.db.all<{ class: string; name: string; time: number; tags: string; fields: string }>(
      `SELECT class, name, time, tags, fields ${clause} ORDER BY class, name LIMIT ? OFFSET ?`,
      [...params, limit, Math.max(0, query.offset ?? 0)],
    );
    const objects = rows.map((row) => ({
      class: row.class,
      name: row.name,
      time: row.time,
      tags: JSON.parse(row.tags) as Record<string, string>,
      fields: JSON.parse(row.fields) as Record<string, FieldValue>,
    }));
    return { objects, total };
  }

  /** Points of a measurement, newest first; `tags` must all be equal. */
  metrics(query: {
    readonly measurement: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly from?: number;
    readonly to?: number;
    readonly limit?: number;
  }): Point[] {
    const wanted = Object.entries(query.tags ?? {});
    const series = this.db
      .all<{ id: number; tags: string }>('SELECT id, tags FROM series WHERE measurement = ?', [query.measurement])
      .map((row) => ({ id: row.id, tags: JSON.parse(row.tags) as Record<string, string> }))
      .filter((row) => wanted.every(([key, value]) => row.tags[key] === value));
    const limit = Math.min(10_000, Math.max(1, query.limit ?? 1000));
    const points = series.flatMap(({ id, tags }) =>
      this.db
        .all<{ time: number; fields: string }>(
          'SELECT time, fields FROM points WHERE series = ? AND time >= ? AND time < ? ORDER BY time DESC LIMIT ?',
          [id, query.from ?? 0, query.to ?? Number.MAX_SAFE_INTEGER, limit],
        )
        .map((row) => ({
          measurement: query.measurement,
          tags,
          time: row.time,
          fields: JSON.parse(row.fields) as Record<string, FieldValue>,
        })),
    );
    return points.sort((a, b) => b.time - a.time).slice(0, limit);
  }
}
