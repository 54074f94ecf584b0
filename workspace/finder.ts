import { StoppedError } from '../lib/errors';
import type { Database, Value } from '../ground/database';
import { filtersToSql, takeIndexed } from './filters';
import type { Clause } from './filters';
import { hashOf } from './indexing';
import { fieldToken, matchQuery } from './search';
import { IDS_PER_SECOND, idsOf } from './timeline';
import type { Dimension, Keep, Range, Timeline } from './timeline';
import { COUNT_LIMIT } from './views';
import type { EventFilter, Stop } from './views';

/** Seconds: later than any event. */
export const EVER = 8_000_000_000;
/** To be joined to `events e`. */
export const WITH_COMBO = 'JOIN combos c ON c.id = e.combo';

function rangeOf(filter: EventFilter): Range {
  const seconds = (ms: number | undefined, otherwise: number) =>
    ms === undefined ? otherwise : Math.min(EVER, Math.max(0, Math.floor(ms / 1000)));
  return {
    low: seconds(filter.from, 0) * IDS_PER_SECOND,
    high: seconds(filter.to, EVER) * IDS_PER_SECOND,
  };
}

/** The values that each dimension may have. */
function wantedOf(filter: EventFilter): readonly (readonly [Dimension, readonly string[] | undefined])[] {
  return [
    ['status', filter.statuses],
    ['source', filter.sources],
    ['checker_id', filter.checkerIds],
    ['ref_key', filter.refKeys],
    ['checker', filter.checkers],
    ['account', filter.accounts],
    ['region', filter.regions],
    ['product', filter.products],
  ];
}

/** How the events of a filter are found. */
export interface Query {
  readonly range: Range;
  readonly keep: Keep;
  /** Of the index of words and fields. */
  readonly match?: string;
  /** All there are, newest first: those of a round of failure, or of a thing. */
  readonly listed?: readonly number[];
  /** Conditions on what is stored of the event, which has to be read for them. */
  readonly stored?: Clause;
}

/** Events that are read in one step. */
const READ_AT_ONCE = 1000;
/** Row ids that an index is asked for in the first step, and at most. */
const MATCHES_AT_FIRST = 2 * COUNT_LIMIT;
const MOST_AT_ONCE = 64_000;
/** Steps go on for so long before other work has its turn. */
const STEP_MS = 5;

/** Finds the events that a filter fits, by whichever index leads to the fewest; nothing of them is read but their row ids. */
export class Finder {
  constructor(
    private readonly db: Database,
    private readonly timeline: Timeline,
  ) {}

  /** @returns `undefined` when nothing can fit */
  queryOf(filter: EventFilter): Query | undefined {
    const range = rangeOf(filter);
    const combos = this.combosOf(filter);
    const turns = filter.turnsOnly === true;
    const keep = { open: filter.openOnly === true, turns, ...(combos === undefined ? {} : { combos }) };
    const words = filter.search?.trim() ? [matchQuery(filter.search)] : [];
    if (words.includes(undefined)) return undefined;
    const { query: indexed, rest } = takeIndexed(filter.filters ?? []);
    const asset = filter.assetId ? `"${fieldToken('asset_id', filter.assetId)}"` : undefined;
    const match = [...words, asset, indexed].filter((one) => one !== undefined).join(' AND ');
    const listed = this.listedOf(filter, range);
    return {
      range,
      keep,
      ...(match === '' ? {} : { match }),
      ...(listed === undefined ? {} : { listed }),
      ...(rest.length === 0 ? {} : { stored: filtersToSql(rest) }),
    };
  }

  /** Which combinations of values fit. */
  private combosOf(filter: EventFilter): Uint8Array | undefined {
    const wanted = wantedOf(filter).flatMap(([name, values]) => {
      const among = new Set(values);
      return among.size === 0 ? [] : [[name, (value: string) => among.has(value)] as const];
    });
    const unwanted = Object.entries(filter.not ?? {}).map(([name, values]) => {
      const among = new Set(values);
      return [name as Dimension, (value: string) => !among.has(value)] as const;
    });
    return this.timeline.combosOf([...wanted, ...unwanted]);
  }

  private listedOf({ faultId, eventRef }: EventFilter, { low, high }: Range): readonly number[] | undefined {
    if (!faultId && !eventRef) return undefined;
    const where = ['id >= ?', 'id < ?'];
    const params: Value[] = [low, high];
    if (faultId) {
      where.push('fault = ? AND fault > 0');
      params.push(this.faultOf(faultId));
    }
    if (eventRef) {
      where.push('ref = ? AND ref > 0');
      params.push(this.db.get<{ id: number }>('SELECT id FROM refs WHERE event_ref = ?', [eventRef])?.id ?? -1);
    }
    return idsOf(this.db, `SELECT json_group_array(id) AS ids FROM events WHERE ${where.join(' AND ')}`, params).sort(
      (a, b) => b - a,
    );
  }

  /** The row that stands for a round of failure; -1 for none. */
  private faultOf(faultId: string): number {
    const named = this.db.get<{ fault: number }>('SELECT fault FROM faults WHERE fault_id = ?', [faultId]);
    if (named) return named.fault;
    const sql = 'SELECT fault FROM events WHERE event_hash = ? AND event_id = ?';
    return this.db.get<{ fault: number }>(sql, [hashOf(faultId), faultId])?.fault ?? -1;
  }

  /** The newest row ids that fit, at most so many, and whether these are all. */
  async take(query: Query, most: number, stop?: Stop): Promise<{ readonly ids: number[]; readonly exact: boolean }> {
    const ids: number[] = [];
    let began = Date.now();
    for (const step of this.steps(query)) {
      for (const id of step) {
        if (ids.length === most) return { ids, exact: false };
        ids.push(id);
      }
      if (stop?.() === true) throw new StoppedError('nobody waits for these events any more', 'cancelled');
      if (Date.now() - began >= STEP_MS) {
        await new Promise((resolve) => setImmediate(resolve));
        began = Date.now();
      }
    }
    return { ids, exact: true };
  }

  /** Row ids that fit, newest first, in steps that take a few milliseconds each. */
  private *steps(query: Query): Generator<readonly number[]> {
    const { stored } = query;
    for (const ids of this.candidates(query)) {
      if (stored === undefined) yield ids;
      else
        for (let i = 0; i < ids.length; i += READ_AT_ONCE) yield this.fitting(ids.slice(i, i + READ_AT_ONCE), stored);
    }
  }

  private fitting(ids: readonly number[], { sql, params }: Clause): number[] {
    return idsOf(
      this.db,
      `SELECT json_group_array(e.id) AS ids FROM events e ${WITH_COMBO}
       WHERE e.id IN (SELECT value FROM json_each(?)) AND ${sql}`,
      [JSON.stringify(ids), ...params],
    ).sort((a, b) => b - a);
  }

  /** What an index leads to, newest first; without one, everything that counts. */
  private *candidates({ range, keep, match, listed }: Query): Generator<readonly number[]> {
    const { timeline } = this;
    if (match === undefined && listed !== undefined) {
      yield timeline.kept(listed, keep);
      return;
    }
    const among = listed && new Set(listed);
    let { high } = range;
    // Each step asks for more: an index takes as long to begin with a frequent word as to go on.
    for (let limit = MATCHES_AT_FIRST; ; limit = Math.min(limit * 4, MOST_AT_ONCE)) {
      const ids =
        match === undefined
          ? timeline.page({ low: range.low, high }, keep, 0, limit)
          : this.matching(match, { low: range.low, high }, limit);
      yield timeline.kept(among ? ids.filter((id) => among.has(id)) : ids, keep);
      const last = ids.at(-1);
      if (last === undefined || ids.length < limit) return;
      high = last;
    }
  }

  private matching(query: string, { low, high }: Range, limit: number): number[] {
    return idsOf(
      this.db,
      `SELECT json_group_array(rowid) AS ids FROM (SELECT rowid FROM events_text
       WHERE events_text MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?)`,
      [query, low, high, limit],
    );
  }
}

/** Whether it is answered without reading anything. */
export function isCounted({ match, listed, stored }: Query): boolean {
  return match === undefined && listed === undefined && stored === undefined;
}
