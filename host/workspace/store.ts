import type { Database, Value } from './database';
import { textOf } from './event';
import type { EventBody } from './event';
import { FilterError, filtersToSql } from './filters';
import { DIMENSIONS, IDS_PER_SECOND, hashOf } from './ingest';
import type { Dimension } from './ingest';
import type { FieldValue, Point } from './lines';
import type { CheckerRecord, Records } from './records';
import { matchQuery } from './search';

/** What a list of events is narrowed to. Times are milliseconds; `from` is included, `to` is not; both count by seconds. */
export interface EventFilter {
  readonly from?: number;
  readonly to?: number;
  readonly statuses?: readonly string[];
  readonly sources?: readonly string[];
  /** `rul_…` of an inspection or an external-event monitor. */
  readonly checkerIds?: readonly string[];
  readonly refKeys?: readonly string[];
  /** The dimension tag `checker`, such as `ecs-disk-unencrypted`. */
  readonly checkers?: readonly string[];
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly products?: readonly string[];
  readonly assetId?: string;
  readonly faultId?: string;
  readonly eventRef?: string;
  /** Words of the title, the dimension tags, the asset's and the inspection's name. */
  readonly search?: string;
  /** Only the latest event of each thing that has not recovered. */
  readonly openOnly?: boolean;
  /** Values that an event must not have, by field. */
  readonly not?: Readonly<Partial<Record<Dimension, readonly string[]>>>;
  /** Conditions on any field, written as `filters` of the Open API; what does not fit is a FilterError. */
  readonly filters?: readonly unknown[];
}

export interface Paging {
  readonly offset?: number;
  /** 1 to 1000, 50 unless told. */
  readonly limit?: number;
}

export interface EventView {
  /** `__docid` of the Open API. */
  readonly docId: string;
  readonly eventId: string;
  /** Milliseconds. */
  readonly time: number;
  /** When it came in, milliseconds. */
  readonly created: number;
  readonly status: string;
  readonly source: string;
  readonly title: string;
  readonly checkerId: string;
  readonly refKey: string;
  readonly checker: string;
  readonly account: string;
  readonly region: string;
  readonly product: string;
  readonly assetId: string;
  readonly eventRef: string;
  readonly faultId: string;
  /** Everything, as answered by `events/{id}/get`. */
  readonly body: EventBody;
}

export interface EventList {
  readonly events: readonly EventView[];
  readonly total: number;
  /** False when `total` was not counted beyond {@link COUNT_LIMIT}. */
  readonly totalExact: boolean;
}

export interface NotificationView {
  readonly eventId: string;
  readonly policy: string;
  readonly policyName: string;
  readonly target: string;
  readonly targetName: string;
  readonly kind: string;
  readonly status: string;
  readonly state: string;
  readonly reason: string;
  readonly attempts: number;
  /** Milliseconds. */
  readonly created: number;
  readonly updated: number;
}

export interface EventDetail {
  readonly event: EventView;
  /** All events of its round of failure, oldest first, at most 1000. */
  readonly history: readonly EventView[];
  readonly notifications: readonly NotificationView[];
  /** Why there are none; empty when there are. */
  readonly notificationNote: string;
}

export interface CheckerView {
  readonly checker: CheckerRecord;
  /** Unrecovered findings by status. */
  readonly open: Readonly<Record<string, number>>;
  readonly openTotal: number;
  /** Milliseconds, of its newest event, to the second. */
  readonly lastEvent: number | undefined;
}

export interface Bucket {
  /** Milliseconds, its start. */
  readonly time: number;
  readonly counts: Readonly<Record<string, number>>;
}

export interface ObjectView {
  readonly class: string;
  readonly name: string;
  /** Milliseconds, of the last report. */
  readonly time: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

export interface Facet {
  readonly value: string;
  readonly count: number;
}
export type FacetName = Dimension;

/** Events that are counted one by one before a total is told as "more than". */
export const COUNT_LIMIT = 2000;
const DAY = 86_400;
const COLUMNS = `e.id AS id, e.event_id AS event_id, e.time AS time, e.created AS created, e.title AS title,
  e.asset_id AS asset_id, e.fault AS fault, e.body AS body, c.status AS status, c.source AS source,
  c.checker_id AS checker_id, c.ref_key AS ref_key, c.checker AS checker, c.account AS account, c.region AS region,
  c.product AS product`;
const WITH_COMBO = 'JOIN combos c ON c.id = e.combo';

interface EventRow {
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

function docIdOf(id: number): string {
  return `E_${id.toString(36)}`;
}

function view(row: EventRow): EventView {
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

/** Range of row ids, the end not included. */
interface Range {
  readonly low: number;
  readonly high: number;
}

const EVER = 8_000_000_000;

function rangeOf(filter: EventFilter): Range {
  const seconds = (ms: number | undefined, otherwise: number) =>
    ms === undefined ? otherwise : Math.min(EVER, Math.max(0, Math.floor(ms / 1000)));
  return {
    low: seconds(filter.from, 0) * IDS_PER_SECOND,
    high: seconds(filter.to, EVER) * IDS_PER_SECOND,
  };
}

function dimensionsOf(filter: EventFilter): { readonly dimension: Dimension; readonly values: readonly string[] }[] {
  const lists: Readonly<Record<Dimension, readonly string[] | undefined>> = {
    status: filter.statuses,
    source: filter.sources,
    checker_id: filter.checkerIds,
    ref_key: filter.refKeys,
    checker: filter.checkers,
    account: filter.accounts,
    region: filter.regions,
    product: filter.products,
  };
  return DIMENSIONS.flatMap((dimension) => {
    const values = lists[dimension];
    return values && values.length > 0 ? [{ dimension, values: [...new Set(values)] }] : [];
  });
}

function isIn(field: string, values: readonly string[]): Clause {
  return { sql: `${field} IN (${values.map(() => '?').join(', ')})`, params: values };
}

interface Clause {
  readonly sql: string;
  readonly params: readonly Value[];
}

/** All reading of the workspace, for the Open API and for a console. Nothing here writes, but objects and metrics. */
export class Store {
  constructor(
    private readonly db: Database,
    private readonly records: Records,
  ) {}

  /**
   * Events, newest first, with their total.
   *
   * @example store.listEvents({ statuses: ['critical'], from: Date.now() - 86_400_000 }, { limit: 20 })
   */
  listEvents(filter: EventFilter, paging: Paging = {}): EventList {
    const offset = Math.max(0, Math.floor(paging.offset ?? 0));
    const limit = Math.min(1000, Math.max(1, Math.floor(paging.limit ?? 50)));
    if (!this.isCounted(filter)) return this.listOneByOne(filter, offset, limit);
    const combos = this.combosOf(filter);
    const days = this.countByDay(filter, combos);
    const total = days.reduce((sum, day) => sum + day.n, 0);
    const rows: EventRow[] = [];
    let skip = offset;
    for (const day of days) {
      if (rows.length >= limit) break;
      if (skip >= day.n) {
        skip -= day.n;
        continue;
      }
      // Few: looked up and sorted. Many: read from the newest on until there are enough.
      const where = inCombos(combos, day.n <= FEW);
      rows.push(
        ...this.db.all<EventRow>(
          `SELECT ${COLUMNS} FROM events e ${WITH_COMBO} WHERE e.id >= ? AND e.id < ? AND ${where.sql}
           ORDER BY e.id DESC LIMIT ? OFFSET ?`,
          [day.low, day.high, ...where.params, limit - rows.length, skip],
        ),
      );
      skip = 0;
    }
    return { events: rows.map(view), total, totalExact: true };
  }

  /** Whether ready counts answer it: nothing but time and dimensions. */
  private isCounted(filter: EventFilter): boolean {
    const { search, assetId, faultId, eventRef, openOnly, filters } = filter;
    return !search?.trim() && !assetId && !faultId && !eventRef && openOnly !== true && !filters?.length;
  }

  /** The ids of all values that fit; `undefined` for no condition. */
  private combosOf(filter: EventFilter): string | undefined {
    const lists = dimensionsOf(filter).map(({ dimension, values }) => isIn(dimension, values));
    for (const dimension of DIMENSIONS) {
      const values = filter.not?.[dimension] ?? [];
      if (values.length > 0) lists.push(isIn(`${dimension} NOT`, values));
    }
    if (lists.length === 0) return undefined;
    const rows = this.db.all<{ id: number }>(
      `SELECT id FROM combos WHERE ${lists.map((list) => list.sql).join(' AND ')}`,
      lists.flatMap((list) => list.params),
    );
    return JSON.stringify(rows.map((row) => row.id));
  }

  private listOneByOne(filter: EventFilter, offset: number, limit: number): EventList {
    const { low, high } = rangeOf(filter);
    const tables: string[] = [];
    const where: string[] = [];
    const params: Value[] = [];
    let id = 'e.id';
    const nothing: EventList = { events: [], total: 0, totalExact: true };
    // The index of words leads to an asset too; that it is really that one is looked at below.
    const matches = [
      ...(filter.search?.trim() ? [matchQuery(filter.search)] : []),
      ...(filter.assetId ? [matchQuery(filter.assetId, '')] : []),
    ];
    if (matches.length > 0) {
      if (matches.includes(undefined)) return nothing;
      tables.push('events_text t');
      where.push('events_text MATCH ?');
      params.push(matches.join(' AND '));
      id = 't.rowid';
    }
    if (filter.openOnly === true) {
      tables.push('refs r');
      where.push('r.open = 1');
      if (id !== 'e.id') where.push(`r.event = ${id}`);
      else id = 'r.event';
    }
    where.push(`${id} >= ? AND ${id} < ?`);
    params.push(low, high);
    const combos = this.combosOf(filter);
    if (filter.openOnly === true) addTo(where, params, inCombos(combos, false, '+r.combo'));
    const ofTables = { tables: [...tables], where: [...where], params: [...params] };
    tables.push('events e');
    if (id !== 'e.id') where.push(`e.id = ${id}`);
    if (filter.faultId) {
      where.push('e.fault = ? AND e.fault > 0');
      params.push(this.faultOf(filter.faultId));
    }
    if (filter.eventRef) {
      const ref = this.db.get<{ id: number }>('SELECT id FROM refs WHERE event_ref = ?', [filter.eventRef]);
      if (!ref) return nothing;
      where.push('e.ref = ? AND e.ref > 0');
      params.push(ref.id);
    }
    if (filter.assetId) {
      where.push('e.asset_id = ?');
      params.push(filter.assetId);
    }
    if (filter.openOnly !== true) addTo(where, params, inCombos(combos, false));
    if (filter.filters?.length) addTo(where, params, filtersToSql(filter.filters));
    const from = `FROM ${tables.join(' CROSS JOIN ')}`;
    const rows = this.db.all<EventRow>(
      `SELECT ${COLUMNS} ${from} ${WITH_COMBO} WHERE ${where.join(' AND ')} ORDER BY ${id} DESC LIMIT ? OFFSET ?`,
      [...params, limit, offset],
    );
    if (rows.length < limit && (rows.length > 0 || offset === 0)) {
      return { events: rows.map(view), total: offset + rows.length, totalExact: true };
    }
    // What has no condition on the event itself is counted without reading it.
    const light = ofTables.tables.length > 0 && params.length === ofTables.params.length && !filter.filters?.length;
    const most = light && matches.length === 0 ? Number.MAX_SAFE_INTEGER - 1 : COUNT_LIMIT;
    const counted = light
      ? `FROM ${ofTables.tables.join(' CROSS JOIN ')} WHERE ${ofTables.where.join(' AND ')}`
      : `${from} ${WITH_COMBO} WHERE ${where.join(' AND ')}`;
    const n =
      this.db.get<{ n: number }>(`SELECT count(*) AS n FROM (SELECT 1 ${counted} LIMIT ?)`, [
        ...(light ? ofTables.params : params),
        most + 1,
      ])?.n ?? 0;
    const total = Math.max(Math.min(n, most), offset + rows.length);
    return { events: rows.map(view), total, totalExact: n <= most };
  }

  /** The row that stands for a round of failure; -1 for none. */
  private faultOf(faultId: string): number {
    const named = this.db.get<{ fault: number }>('SELECT fault FROM faults WHERE fault_id = ?', [faultId]);
    if (named) return named.fault;
    const sql = 'SELECT fault FROM events WHERE event_hash = ? AND event_id = ?';
    return this.db.get<{ fault: number }>(sql, [hashOf(faultId), faultId])?.fault ?? -1;
  }

  /** How many events each day has, newest day first; the days at the ends of the range are cut and counted. */
  private countByDay(filter: EventFilter, combos: string | undefined): (Range & { n: number })[] {
    const range = rangeOf(filter);
    const { first, end } = wholeDays(range);
    if (first >= end) return [{ ...range, n: this.countIn(range, combos) }];
    const out: (Range & { n: number })[] = [];
    const edge = (low: number, high: number) => {
      if (low < high) out.push({ low, high, n: this.countIn({ low, high }, combos) });
    };
    edge(dayStart(end), range.high);
    const where = inCombos(combos, false, 'combo');
    for (const { day, n } of this.db.all<{ day: number; n: number }>(
      `SELECT day, sum(n) AS n FROM event_days WHERE day >= ? AND day < ? AND ${where.sql} GROUP BY day ORDER BY day DESC`,
      [first, end, ...where.params],
    )) {
      out.push({ low: dayStart(day), high: dayStart(day + 1), n });
    }
    edge(range.low, dayStart(first));
    return out;
  }

  /** Counts by whole hours where there are some, and one by one at the ends. */
  private countIn(range: Range, combos: string | undefined): number {
    return this.countCombos(range, combos).reduce((sum, row) => sum + row.n, 0);
  }

  private countCombos(range: Range, combos: string | undefined): { combo: number; n: number }[] {
    const hour = 3600 * IDS_PER_SECOND;
    const first = Math.ceil(range.low / hour);
    const end = Math.floor(range.high / hour);
    const whole = first < end;
    const where = inCombos(combos, false, 'combo');
    const rows = whole
      ? this.db.all<{ combo: number; n: number }>(
          `SELECT combo, sum(n) AS n FROM event_hours WHERE hour >= ? AND hour < ? AND ${where.sql} GROUP BY combo`,
          [first, end, ...where.params],
        )
      : [];
    const edges = whole
      ? [
          [range.low, first * hour],
          [end * hour, range.high],
        ]
      : [[range.low, range.high]];
    for (const [low = 0, high = 0] of edges) {
      if (low >= high) continue;
      rows.push(
        ...this.db.all<{ combo: number; n: number }>(
          `SELECT combo, count(*) AS n FROM events WHERE id >= ? AND id < ? AND +${where.sql} GROUP BY combo`,
          [low, high, ...where.params],
        ),
      );
    }
    return rows;
  }

  /**
   * Events per span of time and status; empty spans are left out. With a search, an asset, a fault, a reference,
   * `filters` or `openOnly` the newest {@link COUNT_LIMIT} events are counted.
   *
   * @param bucketMs at least a second; from one hour on it is rounded to whole hours
   */
  countOverTime(filter: EventFilter & { readonly from: number; readonly to: number }, bucketMs: number): Bucket[] {
    const hourly = bucketMs >= 3_600_000;
    const width = Math.max(1, hourly ? Math.round(bucketMs / 3_600_000) * 3600 : Math.floor(bucketMs / 1000));
    const start = Math.floor(filter.from / 1000);
    const buckets = new Map<number, Record<string, number>>();
    const add = (second: number, status: string, n: number) => {
      const time = (start + Math.floor((second - start) / width) * width) * 1000;
      const counts = buckets.get(time) ?? {};
      counts[status] = (counts[status] ?? 0) + n;
      buckets.set(time, counts);
    };
    if (!this.isCounted(filter)) {
      for (const event of this.newest(filter)) add(Math.floor(event.time / 1000), event.status, 1);
    } else {
      const where = inCombos(this.combosOf(filter), false, 'combo');
      const [table, slot, seconds] =
        width % DAY === 0 && start % DAY === 0
          ? (['event_days', 'day', DAY] as const)
          : (['event_hours', 'hour', 3600] as const);
      const end = Math.floor(filter.to / 1000 / seconds);
      const whole = hourly && start % seconds === 0 && start / seconds < end;
      if (whole) {
        for (const row of this.db.all<{ slot: number; status: string; n: number }>(
          `SELECT h.${slot} AS slot, c.status AS status, sum(h.n) AS n FROM ${table} h
           JOIN combos c ON c.id = h.combo WHERE h.${slot} >= ? AND h.${slot} < ? AND ${where.sql} GROUP BY 1, 2`,
          [start / seconds, end, ...where.params],
        )) {
          add(row.slot * seconds, row.status, row.n);
        }
      }
      const { low, high } = rangeOf({ ...filter, from: whole ? end * seconds * 1000 : filter.from });
      for (const row of this.db.all<{ slot: number; status: string; n: number }>(
        `SELECT g.slot AS slot, c.status AS status, sum(g.n) AS n FROM (
           SELECT (id / ${IDS_PER_SECOND} - ?) / ? AS slot, combo, count(*) AS n FROM events
           WHERE id >= ? AND id < ? AND +${where.sql} GROUP BY 1, 2
         ) g JOIN combos c ON c.id = g.combo GROUP BY 1, 2`,
        [start, width, low, high, ...where.params],
      )) {
        add(start + row.slot * width, row.status, row.n);
      }
    }
    return [...buckets].sort(([a], [b]) => a - b).map(([time, counts]) => ({ time, counts }));
  }

  private newest(filter: EventFilter): readonly EventView[] {
    const out: EventView[] = [];
    while (out.length < COUNT_LIMIT) {
      const page = this.listEvents(filter, { offset: out.length, limit: 1000 }).events;
      out.push(...page);
      if (page.length < 1000) break;
    }
    return out;
  }

  /**
   * The values of some fields with their counts, most frequent first, under all conditions of the filter. Exact, but
   * with a search, an asset, a fault, a reference, `filters` or `openOnly` of the newest {@link COUNT_LIMIT} events.
   *
   * @example store.facets({ from }, ['status', 'region']).region // [{ value: 'cn-hangzhou', count: 12 }]
   */
  facets(filter: EventFilter, names: readonly FacetName[], limit = 50): Readonly<Record<string, readonly Facet[]>> {
    const sums = new Map<FacetName, Map<string, number>>(names.map((name) => [name, new Map<string, number>()]));
    const add = (values: Readonly<Record<FacetName, string>>, n: number) => {
      for (const [name, counts] of sums) {
        if (values[name] !== '') counts.set(values[name], (counts.get(values[name]) ?? 0) + n);
      }
    };
    if (this.isCounted(filter)) this.facetCounts(filter, add);
    else
      for (const { checkerId, refKey, ...rest } of this.newest(filter))
        add({ ...rest, checker_id: checkerId, ref_key: refKey }, 1);
    return Object.fromEntries(
      [...sums].map(([name, counts]) => {
        const list = [...counts].map(([value, count]) => ({ value, count }));
        list.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
        return [name, list.slice(0, limit)];
      }),
    );
  }

  private facetCounts(
    filter: EventFilter,
    add: (values: Readonly<Record<FacetName, string>>, n: number) => void,
  ): void {
    const combos = this.combosOf(filter);
    const range = rangeOf(filter);
    const { first, end } = wholeDays(range);
    const rows: { combo: number; n: number }[] = [];
    if (first < end) {
      const where = inCombos(combos, false, 'combo');
      const edges = [
        { low: range.low, high: dayStart(first) },
        { low: dayStart(end), high: range.high },
      ];
      for (const edge of edges) if (edge.low < edge.high) rows.push(...this.countCombos(edge, combos));
      rows.push(
        ...this.db.all<{ combo: number; n: number }>(
          `SELECT combo, sum(n) AS n FROM event_days WHERE day >= ? AND day < ? AND ${where.sql} GROUP BY combo`,
          [first, end, ...where.params],
        ),
      );
    } else rows.push(...this.countCombos(range, combos));
    const values = new Map(
      this.db
        .all<Record<Dimension, string> & { id: number }>(`SELECT id, ${DIMENSIONS.join(', ')} FROM combos`)
        .map((row) => [row.id, row]),
    );
    for (const { combo, n } of rows) {
      const row = values.get(combo);
      if (row) add(row, n);
    }
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
    const history =
      event.faultId === ''
        ? [event]
        : this.db
            .all<EventRow>(
              `SELECT ${COLUMNS} FROM events e ${WITH_COMBO} WHERE e.fault = (SELECT fault FROM events WHERE id = ?)
               AND e.fault > 0 ORDER BY e.id LIMIT 1000`,
              [rowId],
            )
            .map(view);
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
    return { event, history, notifications, notificationNote };
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

  /** Unrecovered findings by status. */
  openCounts(): Readonly<Record<string, number>> {
    const rows = this.db.all<{ status: string; n: number }>(
      `SELECT c.status AS status, sum(g.n) AS n FROM (${OPEN_BY_COMBO}) g JOIN combos c ON c.id = g.combo GROUP BY 1`,
    );
    return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
  }

  /** Inspections and external-event monitors, oldest first, with what is open. */
  checkers(): CheckerView[] {
    const open = new Map<string, Record<string, number>>();
    for (const row of this.db.all<{ checker_id: string; status: string; n: number }>(
      `SELECT c.checker_id AS checker_id, c.status AS status, sum(g.n) AS n FROM (${OPEN_BY_COMBO}) g
       JOIN combos c ON c.id = g.combo GROUP BY 1, 2`,
    )) {
      open.set(row.checker_id, { ...open.get(row.checker_id), [row.status]: row.n });
    }
    const newest = new Map(
      this.db
        .all<{ checker_id: string; id: number }>(
          `SELECT checker_id, max((SELECT max(e.id) FROM events e WHERE e.combo = c.id)) AS id FROM combos c
           WHERE checker_id <> '' GROUP BY 1`,
        )
        .map((row) => [row.checker_id, Math.floor(row.id / IDS_PER_SECOND) * 1000]),
    );
    return this.records.list('checker').map((checker) => {
      const counts = open.get(checker.uuid) ?? {};
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

const FEW = 2000;
const OPEN_BY_COMBO = 'SELECT combo, count(*) AS n FROM refs WHERE open = 1 GROUP BY combo';

function addTo(where: string[], params: Value[], clause: Clause): void {
  if (clause.sql === '1') return;
  where.push(clause.sql);
  params.push(...clause.params);
}

function dayStart(day: number): number {
  return day * DAY * IDS_PER_SECOND;
}

function wholeDays(range: Range): { readonly first: number; readonly end: number } {
  return { first: Math.ceil(range.low / dayStart(1)), end: Math.floor(range.high / dayStart(1)) };
}

/** @param byIndex whether the index of that column is to be used */
function inCombos(combos: string | undefined, byIndex: boolean, column = 'e.combo'): Clause {
  if (combos === undefined) return { sql: '1', params: [] };
  const field = byIndex || column !== 'e.combo' ? column : `+${column}`;
  return { sql: `${field} IN (SELECT value FROM json_each(?))`, params: [combos] };
}
