import type { Database, Value } from '../ground/database';
import { isOk } from './event';

/** Ids of one second: see the schema. */
export const IDS_PER_SECOND = 1_048_576;

/** What events are filtered and counted by. */
export const DIMENSIONS = [
  'status',
  'source',
  'checker_id',
  'ref_key',
  'checker',
  'account',
  'region',
  'product',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export type Dimensions = Readonly<Record<Dimension, string>>;

/** Row ids of events; `low` is included, `high` is not. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Which events count, as far as they need not be read for it. */
export interface Keep {
  /** 1 for each row of `combos` that fits, by its id; absent when all do. */
  readonly combos?: Uint8Array;
  /** Only what is the newest of a thing that has not recovered. */
  readonly open: boolean;
  /** Only what begins or ends a fault, or belongs to none: no updates. What is open is the newest, whatever that is. */
  readonly turns?: boolean;
}

interface Entry {
  readonly id: number;
  readonly combo: number;
}

/** An event as it comes in. */
export interface NewEntry extends Entry {
  /** It says that a fault goes on. */
  readonly update: boolean;
}

/** What a transaction has done to events. */
export interface Change {
  readonly combos: ReadonlyMap<number, Dimensions>;
  readonly events: readonly NewEntry[];
  /** Whether things are open now, by the row id of their event. */
  readonly open: ReadonlyMap<number, boolean>;
}

const GROWTH = 65_536;
/** Events between two places where it is known what is before. */
const MARK = 8192;

/** Row ids in order, each with its row of `combos`: 12 bytes an event, a million gone through in a millisecond or two. */
class Line {
  size = 0;
  private ids = new Float64Array(GROWTH);
  private combos = new Uint32Array(GROWTH);
  /** How many of each row of `combos` there are before every {@link MARK}th event. */
  private marks: Uint32Array[] = [];

  /** @param lists row ids by row of `combos` */
  fill(lists: readonly { readonly combo: number; readonly ids: readonly number[] }[]): void {
    this.reserve(lists.reduce((sum, { ids }) => sum + ids.length, 0));
    for (const { ids } of lists) {
      this.ids.set(ids, this.size);
      this.size += ids.length;
    }
    this.ids.subarray(0, this.size).sort();
    for (const { combo, ids } of lists) for (const id of ids) this.combos[this.position(id)] = combo;
  }

  /** @param entries in any order */
  insert(entries: readonly Entry[]): void {
    const sorted = [...entries].sort((a, b) => a.id - b.id);
    this.reserve(this.size + sorted.length);
    const { ids, combos } = this;
    // From the end on: most are newer than all that is there, and nothing moves.
    let read = this.size - 1;
    let write = this.size + sorted.length - 1;
    for (let left = sorted.pop(); left !== undefined; write--) {
      const id = read < 0 ? -1 : (ids[read] ?? -1);
      if (id > left.id) {
        ids[write] = id;
        combos[write] = combos[read] ?? 0;
        read--;
      } else {
        ids[write] = left.id;
        combos[write] = left.combo;
        left = sorted.pop();
      }
    }
    this.size += entries.length;
    this.forgetMarks(read + 1);
  }

  /** What another line holds, but for these. */
  copy(other: Line, without: ReadonlySet<number>): void {
    this.reserve(other.size);
    for (let i = 0; i < other.size; i++) {
      const id = other.ids[i] ?? 0;
      if (without.has(id)) continue;
      this.ids[this.size] = id;
      this.combos[this.size] = other.combos[i] ?? 0;
      this.size++;
    }
  }

  remove(gone: ReadonlySet<number>): void {
    if (gone.size === 0) return;
    let first = this.size;
    for (const id of gone) first = Math.min(first, this.position(id));
    let write = first;
    for (let read = first; read < this.size; read++) {
      const id = this.ids[read] ?? 0;
      if (gone.has(id)) continue;
      this.ids[write] = id;
      this.combos[write] = this.combos[read] ?? 0;
      write++;
    }
    this.size = write;
    this.forgetMarks(first);
  }

  private reserve(size: number): void {
    if (size <= this.ids.length) return;
    const length = Math.ceil((size * 1.25) / GROWTH) * GROWTH;
    const { ids, combos } = this;
    this.ids = new Float64Array(length);
    this.ids.set(ids);
    this.combos = new Uint32Array(length);
    this.combos.set(combos);
  }

  /** What comes from a place on has changed. */
  private forgetMarks(from: number): void {
    this.marks.length = Math.min(this.marks.length, Math.floor(from / MARK) + 1);
  }

  /** How many events are older than a row id. */
  position(id: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.ids[middle] ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The row of `combos` of an event; `undefined` for one that is not here. */
  comboOf(id: number): number | undefined {
    const at = this.position(id);
    return at < this.size && this.ids[at] === id ? this.combos[at] : undefined;
  }

  /** Row ids that fit, newest first, after so many of them. */
  page({ low, high }: Range, fits: Uint8Array | undefined, offset: number, limit: number): number[] {
    const { ids, combos } = this;
    const first = this.position(low);
    const out: number[] = [];
    let i = this.position(high) - 1;
    let skip = offset;
    if (fits === undefined) {
      i -= skip;
      skip = 0;
    }
    for (; i >= first && out.length < limit; i--) {
      if (fits !== undefined && fits[combos[i] ?? 0] !== 1) continue;
      if (skip > 0) skip--;
      else out.push(ids[i] ?? 0);
    }
    return out;
  }

  /** How many there are of each row of `combos`, of which there are `length`. */
  count({ low, high }: Range, length: number): Uint32Array {
    return this.countBetween(this.position(low), this.position(high), length);
  }

  private countBetween(first: number, end: number, length: number): Uint32Array {
    if (end - first < MARK) return this.addTo(new Uint32Array(length), first, end);
    const counts = this.countBefore(end, length);
    const before = this.countBefore(first, length);
    for (let combo = 0; combo < length; combo++) counts[combo] = (counts[combo] ?? 0) - (before[combo] ?? 0);
    return counts;
  }

  private countBefore(end: number, length: number): Uint32Array {
    const mark = Math.floor(end / MARK);
    for (let known = this.marks.length; known <= mark; known++) {
      const from = new Uint32Array(length);
      from.set(this.marks[known - 1] ?? []);
      this.marks.push(this.addTo(from, Math.max(0, known - 1) * MARK, known * MARK));
    }
    const counts = new Uint32Array(length);
    counts.set(this.marks[mark] ?? []);
    return this.addTo(counts, mark * MARK, end);
  }

  private addTo(counts: Uint32Array, first: number, end: number): Uint32Array {
    const { combos } = this;
    for (let i = first; i < end; i++) {
      const combo = combos[i] ?? 0;
      counts[combo] = (counts[combo] ?? 0) + 1;
    }
    return counts;
  }

  /**
   * Counts events by span of time.
   *
   * @param from the second at which the first span begins
   * @param width of a span, in seconds
   * @returns how many there are of each row of `combos`, for each span that has any
   */
  *spans({ low, high }: Range, from: number, width: number, length: number): Generator<[number, Uint32Array]> {
    const end = this.position(high);
    for (let first = this.position(low); first < end;) {
      const span = Math.floor((Math.floor((this.ids[first] ?? 0) / IDS_PER_SECOND) - from) / width);
      const until = Math.min(end, this.position((from + (span + 1) * width) * IDS_PER_SECOND));
      yield [span, this.countBetween(first, until, length)];
      first = until;
    }
  }

  /** The newest event of each row of `combos`, of which there are `length`; 0 for none. */
  newest(length: number): Float64Array {
    const newest = new Float64Array(length);
    for (let i = 0; i < this.size; i++) newest[this.combos[i] ?? 0] = this.ids[i] ?? 0;
    return newest;
  }
}

/** One dimension: its different values, and which of them each row of `combos` has. */
class Coded {
  /** No value is the first. */
  readonly values: string[] = [''];
  readonly codes: number[] = [];
  private readonly known = new Map<string, number>([['', 0]]);

  set(combo: number, value: string): void {
    const code = this.known.get(value) ?? this.values.push(value) - 1;
    this.known.set(value, code);
    this.codes[combo] = code;
  }
}

/**
 * Every event in memory, as far as lists are filtered and counted: its row id, which is its time, and the values of its
 * dimensions. Tables of ready counts would take longer the more different values there are.
 */
export class Timeline {
  /** The values of each row of `combos`, by its id. */
  readonly dimensions: (Dimensions | undefined)[] = [];
  private readonly coded = Object.fromEntries(DIMENSIONS.map((name) => [name, new Coded()])) as Record<
    Dimension,
    Coded
  >;
  private readonly all = new Line();
  /** The newest events of what has not recovered. */
  private readonly open = new Line();
  /** Without those that say that a fault goes on, which are most. */
  private readonly turns = new Line();

  /** Reads what a data file holds; less than a second for a million events. */
  static read(db: Database): Timeline {
    const timeline = new Timeline();
    for (const { id, ...values } of db.all<Record<Dimension, string> & { id: number }>('SELECT * FROM combos')) {
      timeline.learn(id, values);
    }
    timeline.all.fill(
      Object.keys(timeline.dimensions).map((combo) => ({
        combo: Number(combo),
        ids: idsOf(db, 'SELECT json_group_array(id) AS ids FROM events WHERE combo = ?', [Number(combo)]),
      })),
    );
    timeline.readTurns(db);
    const open = idsOf(db, 'SELECT json_group_array(event) AS ids FROM refs WHERE open = 1');
    timeline.open.insert(open.map((id) => ({ id, combo: timeline.comboOf(id) })));
    return timeline;
  }

  /** All events but the updates: an index knows those of a round after its first, recoveries among them. */
  private readTurns(db: Database): void {
    const later = idsOf(db, 'SELECT json_group_array(id) AS ids FROM events WHERE fault > 0 AND fault <> id');
    const updates = new Set(later.filter((id) => !isOk(this.dimensions[this.comboOf(id)]?.status ?? '')));
    this.turns.copy(this.all, updates);
  }

  private learn(combo: number, values: Dimensions): void {
    this.dimensions[combo] = values;
    for (const name of DIMENSIONS) this.coded[name].set(combo, values[name]);
  }

  /** Follows a transaction that was committed. */
  apply({ combos, events, open }: Change): void {
    for (const [id, values] of combos) this.learn(id, values);
    this.all.insert(events);
    this.turns.insert(events.filter(({ update }) => !update));
    const [opened, closed] = [[...open].filter(([, now]) => now), [...open].filter(([, now]) => !now)];
    this.open.remove(new Set(closed.map(([id]) => id)));
    this.open.insert(opened.map(([id]) => ({ id, combo: this.comboOf(id) })));
  }

  /** The rows of `combos` in which each of these dimensions has a value that is accepted; all for no condition. */
  combosOf(conditions: readonly (readonly [Dimension, (value: string) => boolean])[]): Uint8Array | undefined {
    if (conditions.length === 0) return undefined;
    const fits = new Uint8Array(this.dimensions.length).fill(1);
    for (const [name, accepts] of conditions) {
      const { codes, values } = this.coded[name];
      const accepted = Uint8Array.from(values, (value) => (accepts(value) ? 1 : 0));
      for (let combo = 0; combo < fits.length; combo++)
        fits[combo] = (fits[combo] ?? 0) & (accepted[codes[combo] ?? 0] ?? 0);
    }
    return fits;
  }

  /** How often each value of a dimension is there. @param counts of each row of `combos` */
  sums(name: Dimension, counts: Uint32Array): readonly (readonly [string, number])[] {
    const { codes, values } = this.coded[name];
    const sums = new Uint32Array(values.length);
    for (let combo = 0; combo < counts.length; combo++) {
      const code = codes[combo] ?? 0;
      sums[code] = (sums[code] ?? 0) + (counts[combo] ?? 0);
    }
    return values.flatMap((value, code) =>
      value !== '' && (sums[code] ?? 0) > 0 ? [[value, sums[code] ?? 0] as const] : [],
    );
  }

  /** Which row of `combos` an event has. */
  comboOf(id: number): number {
    return this.all.comboOf(id) ?? 0;
  }

  private lineOf({ open, turns }: Pick<Keep, 'open' | 'turns'>): Line {
    if (open) return this.open;
    return turns ? this.turns : this.all;
  }

  /** Of row ids, those that count, in the same order. */
  kept(ids: readonly number[], keep: Keep): readonly number[] {
    if (keep.combos === undefined && !keep.open && !keep.turns) return ids;
    const line = this.lineOf(keep);
    return ids.filter((id) => {
      const combo = line.comboOf(id);
      return combo !== undefined && (keep.combos === undefined || keep.combos[combo] === 1);
    });
  }

  /** The newest row ids that count, after so many of them. */
  page(range: Range, keep: Keep, offset: number, limit: number): number[] {
    return this.lineOf(keep).page(range, keep.combos, offset, limit);
  }

  /** How many events that count there are of each row of `combos`. */
  countByCombo(range: Range, keep: Keep): Uint32Array {
    const counts = this.lineOf(keep).count(range, this.dimensions.length);
    const { combos } = keep;
    return combos === undefined ? counts : counts.map((n, combo) => (combos[combo] === 1 ? n : 0));
  }

  /**
   * How many events that count there are in each span of time, by status; spans without any are left out.
   *
   * @param from the second at which the first span begins
   * @param width of a span, in seconds
   */
  countBySpan(range: Range, keep: Keep, from: number, width: number): Map<number, Record<string, number>> {
    const { combos } = keep;
    const out = new Map<number, Record<string, number>>();
    for (const [span, counts] of this.lineOf(keep).spans(range, from, width, this.dimensions.length)) {
      if (combos !== undefined) for (let i = 0; i < counts.length; i++) counts[i] = (counts[i] ?? 0) * (combos[i] ?? 0);
      const sums = this.sums('status', counts);
      if (sums.length > 0) out.set(span, Object.fromEntries(sums));
    }
    return out;
  }

  /** The newest event of each row of `combos`; 0 for none. */
  newestByCombo(): Float64Array {
    return this.all.newest(this.dimensions.length);
  }
}

/** Row ids as one text: a row for each would take many times as long. */
export function idsOf(db: Database, sql: string, params: readonly Value[] = []): number[] {
  return JSON.parse(db.get<{ ids: string }>(sql, params)?.ids ?? '[]') as number[];
}
