import type { Database, Value } from '../ground/database';
import { COLUMNS, docIdOf, EventReader, view, type EventRow } from './event-reader';
import type { FaultFilter, FoundFaults, OpenFault, OpenFaults } from './faults';
import { FilterError, filtersToSql } from './filters';
import { EVER, Finder, WITH_COMBO, isCounted, type Query } from './finder';
import { hashOf } from './indexing';
import type { Records } from './records';
import { Telemetry } from './telemetry';
import { IDS_PER_SECOND, idsOf } from './timeline';
import type { Dimensions, Range, Timeline } from './timeline';
import { COUNT_LIMIT, NEWEST_OF_ROUND } from './views';
import type {
  Bucket,
  CheckerView,
  EventDetail,
  EventFilter,
  EventList,
  EventView,
  FacetName,
  Facets,
  NotificationView,
  Paging,
  Stop,
} from './views';

type CountFilter = EventFilter & { readonly from: number; readonly to: number };
/**
 * All reading of the workspace, for the Open API and for a console. Nothing here writes, but {@link Telemetry}. What has
 * to read many events does so in steps, between which the process goes on with other work.
 */
export class Store {
  readonly telemetry: Telemetry;
  private readonly finder: Finder;
  private readonly reader: EventReader;

  constructor(
    private readonly db: Database,
    private readonly records: Records,
    private readonly timeline: Timeline,
    private readonly open: OpenFaults,
  ) {
    this.telemetry = new Telemetry(db);
    this.finder = new Finder(db, timeline);
    this.reader = new EventReader(db);
  }

  /**
   * Events, newest first, with their total.
   *
   * @example await store.listEvents({ statuses: ['critical'], from: Date.now() - 86_400_000 }, { limit: 20 })
   */
  async listEvents(filter: EventFilter, paging: Paging = {}, stop?: Stop): Promise<EventList> {
    const offset = Math.max(0, Math.floor(paging.offset ?? 0));
    const limit = Math.min(1000, Math.max(1, Math.floor(paging.limit ?? 50)));
    const query = this.finder.queryOf(filter);
    if (query === undefined) return { events: [], total: 0, totalExact: true };
    if (isCounted(query)) {
      const { range, keep } = query;
      const total = this.timeline.countByCombo(range, keep).reduce((sum, n) => sum + n, 0);
      return { events: this.reader.read(this.timeline.page(range, keep, offset, limit)), total, totalExact: true };
    }
    const { ids, exact } = await this.finder.take(query, Math.max(COUNT_LIMIT, offset + limit), stop);
    const page = ids.slice(offset, offset + limit);
    const total = exact ? ids.length : Math.max(COUNT_LIMIT, offset + page.length);
    return { events: this.reader.read(page), total, totalExact: exact };
  }

  /**
   * The values of some fields with their counts, most frequent first, under all conditions of the filter. Exact, but
   * with a search, an asset, a fault, a reference or `filters` of the newest {@link COUNT_LIMIT} events.
   *
   * @example (await store.facets({ from }, ['status', 'region'])).region // [{ value: 'cn-hangzhou', count: 12 }]
   */
  async facets(filter: EventFilter, names: readonly FacetName[], stop?: Stop): Promise<Facets> {
    const query = this.finder.queryOf(filter);
    return this.facetsOf(query, await this.readFor(query, stop), names);
  }

  /**
   * {@link facets}, and the events of the same filter per span of time and status; empty spans are left out.
   *
   * @param spans `ms` wide (at least a second, from one hour on rounded to whole hours), the first beginning at `from`, which
   *   may be before the filter does
   */
  async summary(
    filter: CountFilter,
    names: readonly FacetName[],
    spans: { readonly ms: number; readonly from: number },
    stop?: Stop,
  ): Promise<{ readonly facets: Facets; readonly buckets: Bucket[] }> {
    const query = this.finder.queryOf(filter);
    const ids = await this.readFor(query, stop);
    return { facets: this.facetsOf(query, ids, names), buckets: this.bucketsOf(query, ids, spans.ms, spans.from) };
  }

  /** The events that stand for all of a query that cannot be counted without reading; `undefined` for one that can. */
  private async readFor(query: Query | undefined, stop?: Stop): Promise<readonly number[] | undefined> {
    return query === undefined || isCounted(query) ? undefined : (await this.finder.take(query, COUNT_LIMIT, stop)).ids;
  }

  private bucketsOf(
    query: Query | undefined,
    ids: readonly number[] | undefined,
    bucketMs: number,
    from: number,
  ): Bucket[] {
    if (query === undefined) return [];
    const hourly = bucketMs >= 3_600_000;
    const width = Math.max(1, hourly ? Math.round(bucketMs / 3_600_000) * 3600 : Math.floor(bucketMs / 1000));
    const start = Math.floor(from / 1000);
    let spans: Map<number, Record<string, number>>;
    if (ids === undefined) spans = this.timeline.countBySpan(query.range, query.keep, start, width);
    else {
      spans = new Map();
      for (const id of ids) {
        const span = Math.floor((Math.floor(id / IDS_PER_SECOND) - start) / width);
        const counts = spans.get(span) ?? {};
        const { status = '' } = this.timeline.dimensions[this.timeline.comboOf(id)] ?? {};
        counts[status] = (counts[status] ?? 0) + 1;
        spans.set(span, counts);
      }
    }
    return [...spans]
      .sort(([a], [b]) => a - b)
      .map(([span, counts]) => ({ time: (start + span * width) * 1000, counts }));
  }

  private facetsOf(query: Query | undefined, ids: readonly number[] | undefined, names: readonly FacetName[]): Facets {
    const { timeline } = this;
    let counts: Uint32Array = new Uint32Array(timeline.dimensions.length);
    if (query !== undefined && ids === undefined) counts = timeline.countByCombo(query.range, query.keep);
    for (const id of ids ?? []) {
      const combo = timeline.comboOf(id);
      counts[combo] = (counts[combo] ?? 0) + 1;
    }
    return Object.fromEntries(
      names.map((name) => {
        const list = timeline.sums(name, counts).map(([value, count]) => ({ value, count }));
        return [name, list.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))];
      }),
    );
  }

  /** One event by `__docid` or `df_event_id`. */
  event(id: string): EventView | undefined {
    const doc = /^E_([0-9a-z]{1,12})$/.exec(id)?.[1];
    const select = `SELECT ${COLUMNS} FROM events e ${WITH_COMBO} WHERE`;
    const row =
      doc === undefined
        ? this.db.get<EventRow>(`${select} e.event_hash = ? AND e.event_id = ?`, [hashOf(id), id])
        : this.db.get<EventRow>(`${select} e.id = ?`, [parseInt(doc, 36)]);
    return row && view(row);
  }

  /** One event with the history of its round of failure and of the notifications about the event. */
  eventDetail(id: string): EventDetail | undefined {
    const event = this.event(id);
    if (event === undefined) return undefined;
    const rowId = parseInt(event.docId.slice(2), 36);
    const { history, leftOut } = event.faultId === '' ? { history: [event], leftOut: 0 } : this.roundOf(rowId);
    const notifications = this.db
      .all<NotificationRow>(`${NOTIFICATIONS} WHERE n.event = ? ORDER BY n.id`, [rowId])
      .map((row) => this.notification(row));
    let notificationNote = '';
    if (notifications.length === 0) {
      const policies = event.body.df_alert_policy_ids;
      if (!Array.isArray(policies)) notificationNote = 'events of this kind are stored only, no alert policy applies';
      else if (policies.length === 0) notificationNote = 'no alert policy is bound to the checker';
      else notificationNote = 'nobody had been told about this round, so nobody was told that it is over';
    }
    return { event, history, historyLeftOut: leftOut, notifications, notificationNote };
  }

  /** The round of failure of an event: it may go on for months, with an event of every run. */
  private roundOf(rowId: number): { readonly history: readonly EventView[]; readonly leftOut: number } {
    const ids = idsOf(
      this.db,
      `SELECT json_group_array(id) AS ids FROM events WHERE fault = (SELECT fault FROM events WHERE id = ?) AND fault > 0`,
      [rowId],
    ).sort((a, b) => a - b);
    const newest = ids.slice(1).slice(-NEWEST_OF_ROUND);
    const history = this.reader.read([...ids.slice(0, 1), ...newest]).reverse();
    return { history, leftOut: ids.length - history.length };
  }

  /** The newest notifications, optionally in one state. */
  notifications(state?: string, limit = 100): NotificationView[] {
    const where = state === undefined ? '' : 'WHERE n.state = ?';
    return this.db
      .all<NotificationRow>(`${NOTIFICATIONS} ${where} ORDER BY n.id DESC LIMIT ?`, [
        ...(state === undefined ? [] : [state]),
        limit,
      ])
      .map((row) => this.notification(row));
  }

  private notification(row: NotificationRow): NotificationView {
    return {
      eventId: row.event_id,
      policy: row.policy,
      policyName: row.policy_name,
      target: row.target,
      targetName: this.records.get('notify', row.target)?.name ?? '',
      kind: row.kind,
      status: row.status,
      state: row.state,
      reason: row.reason,
      attempts: row.attempts,
      created: row.created,
      updated: row.updated,
    };
  }

  /**
   * What has not recovered, one entry a fault, worst first, then what has lasted longest; what follows from another fault
   * that is there is left out. Nothing is read from the disk.
   *
   * @example store.openFaults({ product: ['ecs'], team: ['web'] }).faults.length
   */
  openFaults(filter: FaultFilter = {}): FoundFaults {
    return this.open.find(filter);
  }

  /** All that has not recovered, in the same order, whatever follows from what. */
  allOpenFaults(): readonly OpenFault[] {
    return this.open.inOrder();
  }

  /** The fault of a finding that follows from another one, where it has one of its own. */
  faultOfFinding(account: string, checker: string, asset: string): OpenFault | undefined {
    return this.open.ofFinding(account, checker, asset);
  }

  /** The newest events of faults, in their order. */
  eventsOf(faults: readonly OpenFault[]): EventView[] {
    const read = new Map(this.reader.read(faults.map(({ id }) => id)).map((event) => [event.docId, event]));
    return faults.flatMap(({ id }) => read.get(docIdOf(id)) ?? []);
  }

  /** Unrecovered findings by status. */
  openCounts(): Readonly<Record<string, number>> {
    return this.openBy(() => true);
  }

  private openBy(accepts: (values: Dimensions) => boolean, counts = this.timeline.countByCombo(ALL, { open: true })) {
    const sums: Record<string, number> = {};
    counts.forEach((n, combo) => {
      const values = n === 0 ? undefined : this.timeline.dimensions[combo];
      if (values && accepts(values)) sums[values.status] = (sums[values.status] ?? 0) + n;
    });
    return sums;
  }

  /** Inspections and external-event monitors, oldest first, with what is open. */
  checkers(): CheckerView[] {
    const open = this.timeline.countByCombo(ALL, { open: true });
    const newest = new Map<string, number>();
    this.timeline.newestByCombo().forEach((id, combo) => {
      const checker = this.timeline.dimensions[combo]?.checker_id ?? '';
      if (id > 0) newest.set(checker, Math.max(newest.get(checker) ?? 0, Math.floor(id / IDS_PER_SECOND) * 1000));
    });
    return this.records.list('checker').map((checker) => {
      const counts = this.openBy((values) => values.checker_id === checker.uuid, open);
      return {
        checker,
        open: counts,
        openTotal: Object.values(counts).reduce((sum, n) => sum + n, 0),
        lastEvent: newest.get(checker.uuid),
      };
    });
  }

  /** Unrecovered events by the Open API's own conditions, newest first. @throws FilterError */
  abnormal(query: {
    readonly from: number;
    readonly to: number;
    readonly lastStatus?: string;
    readonly search?: string;
    readonly filters?: unknown;
    readonly offset: number;
    readonly limit: number;
  }): { readonly events: readonly (EventView & { readonly faultStart: number })[]; readonly total: number } {
    const extra = query.filters === undefined ? { sql: '1', params: [] } : filtersToSql(query.filters);
    const params: Value[] = [];
    const where = ['r.open = 1', 'r.event >= ?', 'r.event < ?', 'r.time >= ?', 'r.time <= ?'];
    params.push(
      Math.floor(query.from / 1000) * IDS_PER_SECOND,
      (Math.floor(query.to / 1000) + 1) * IDS_PER_SECOND,
      query.from,
      query.to,
    );
    if (query.lastStatus !== undefined) {
      where.push('c.status = ?');
      params.push(query.lastStatus);
    }
    if (query.search) {
      where.push("e.title LIKE ? ESCAPE '\\'");
      params.push(`%${query.search.replace(/[\\%_]/g, '\\$&')}%`);
    }
    const clause = `FROM refs r CROSS JOIN events e ON e.id = r.event ${WITH_COMBO} WHERE ${where.join(' AND ')} AND ${extra.sql}`;
    params.push(...extra.params);
    try {
      const total = this.db.get<{ n: number }>(`SELECT count(*) AS n ${clause}`, params)?.n ?? 0;
      const rows = this.db.all<EventRow & { fault_start: number }>(
        `SELECT ${COLUMNS}, r.fault_start AS fault_start ${clause} ORDER BY r.event DESC LIMIT ? OFFSET ?`,
        [...params, query.limit, query.offset],
      );
      return { events: rows.map((row) => ({ ...view(row), faultStart: row.fault_start * 1000 })), total };
    } catch (error) {
      if (error instanceof Error && /JSON path|bad JSON/i.test(error.message)) {
        throw new FilterError('filters name a field that is not valid');
      }
      throw error;
    }
  }
}

interface NotificationRow {
  event_id: string;
  policy: string;
  policy_name: string;
  target: string;
  kind: string;
  status: string;
  state: string;
  reason: string;
  attempts: number;
  created: number;
  updated: number;
}

const NOTIFICATIONS = `SELECT e.event_id AS event_id, n.policy AS policy, n.policy_name AS policy_name,
  n.target AS target, n.kind AS kind, n.status AS status, n.state AS state, n.reason AS reason, n.attempts AS attempts,
  n.created AS created, n.updated AS updated FROM notifications n JOIN events e ON e.id = n.event`;

const ALL: Range = { low: 0, high: EVER * IDS_PER_SECOND };
