/** The newest slots of a series and of the views of it, at fixed size. */
import { BitReader, BitWriter } from './bits';
import { coarse, fromUpperBits, upperBits, VALUE_BITS } from './codes';

/** A power of two above what is looked back at: six weeks of hours. */
export const SIZE = 1024;
const MASK = SIZE - 1;

/** So many of the newest slots of a series are remembered: 31 days of hours, and what a view of the first of them looks at. */
export const VALUES = 800;
/** And of a view, whose longest looks at 25 slots: what is remembered of the series gives them back, see {@link Ring.lazily}. */
export const SHOWN = 768;

/**
 * Room that series which are done with have left to the next ones: a run goes on with thousands, one after the other, and
 * needs little more than one of them.
 */
class Room<T extends { readonly length: number }> {
  private readonly free: T[] = [];

  constructor(private readonly make: () => T) {}

  take(): T {
    return this.free.pop() ?? this.make();
  }

  give(room: T): void {
    if (room.length > 0 && this.free.length < MOST_FREE) this.free.push(room);
  }
}
const MOST_FREE = 16;
const floats = new Room<Float32Array>(() => new Float32Array(SIZE));
export const codes = new Room<Uint8Array>(() => new Uint8Array(SIZE));
const [NO_FLOATS, NO_CODES] = [new Float32Array(0), new Uint8Array(0)];

/** Numbers by the count of their slot; what is older than `span` slots, or has not come yet, is `NaN`. */
export class Ring {
  protected numbers = floats.take();
  protected newest = -1;
  /** Of a ring that goes on: gives what is in a slot, and whether that has been asked. */
  private find: ((slot: number) => number) | undefined;
  private asked: Uint8Array | undefined;
  private live = 0;

  /** @param goingOn with a past that {@link find} gives */
  constructor(
    private readonly span = SIZE,
    goingOn = false,
  ) {
    if (!goingOn) this.numbers.fill(NaN);
  }

  /** A ring whose slots up to the newest one are found when they are first looked at. */
  static lazily(span: number, newest: number, find: (slot: number) => number): Ring {
    return new Ring(span, true).after(newest, find);
  }

  private after(newest: number, find: (slot: number) => number): this {
    this.newest = newest;
    this.live = newest + 1;
    this.find = find;
    this.asked = codes.take().fill(0);
    return this;
  }

  set(slot: number, value: number): void {
    this.newest = Math.max(this.newest, slot);
    this.numbers[slot & MASK] = value;
    if (this.asked && slot < this.live) this.asked[slot & MASK] = 1;
  }

  get(slot: number): number {
    if (slot < 0 || slot > this.newest || slot <= this.newest - this.span) return NaN;
    this.look(slot, slot);
    return this.numbers[slot & MASK] ?? NaN;
  }

  /** The first slot from one on that may have a number. */
  protected oldestOf(slot: number): number {
    return Math.max(0, slot, this.newest - this.span + 1);
  }

  /**
   * The second-least distance of a value from those around places in slots back from one, each counted once.
   *
   * @param enough below it, it does not matter how near
   */
  secondNearest(slot: number, value: number, back: readonly number[], off: number, enough: number): number {
    const { numbers, newest } = this;
    const oldest = this.oldestOf(0);
    let first = Infinity;
    let next = Infinity;
    for (let n = 0; n < back.length; n++) {
      const place = slot - (back[n] ?? 0);
      const from = Math.max(oldest, place - off);
      const to = Math.min(newest, place + off);
      if (from < this.live) this.look(from, to);
      let least = Infinity;
      for (let i = from; i <= to; i++) {
        const distance = Math.abs((numbers[i & MASK] ?? NaN) - value);
        if (distance < least) least = distance;
      }
      if (least < first) {
        next = first;
        first = least;
      } else if (least < next) next = least;
      if (next < enough) break;
    }
    return next;
  }

  /** The values from a slot up to another one, without it, that are there. */
  between(from: number, to: number): number[] {
    const out: number[] = [];
    for (let slot = Math.max(0, from); slot < to; slot++) {
      const value = this.get(slot);
      if (!Number.isNaN(value)) out.push(value);
    }
    return out;
  }

  /** Leaves its room to others: it has nothing any more. */
  release(): void {
    floats.give(this.numbers);
    codes.give(this.asked ?? NO_CODES);
    [this.numbers, this.asked] = [NO_FLOATS, undefined];
  }

  copy(): Ring {
    this.look(this.oldestOf(0), this.live - 1);
    return new Ring(this.span).filled(this.numbers, this.newest);
  }

  protected filled(numbers: Float32Array, newest: number): this {
    this.numbers.set(numbers);
    this.newest = newest;
    return this;
  }

  get bytes(): number {
    return this.numbers.byteLength;
  }

  /** Finds what is in some slots, where that has not been done. */
  protected look(from: number, to: number): void {
    const { find, asked, live } = this;
    if (!find || !asked || from >= live) return;
    for (let slot = from; slot <= to && slot < live; slot++) {
      if (asked[slot & MASK] === 1) continue;
      asked[slot & MASK] = 1;
      this.numbers[slot & MASK] = find(slot);
    }
  }
}

/** So many values are written plainly, in three bytes each, before all are packed anew: a day of hours. */
const PLAIN = 24;

/** Room for their bits. */
const written = new BitWriter();

/** Values from one slot to another one, 18 bits each. */
interface PackedValues {
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array;
}

const NO_SLOT = -2;

/** Sums of the values, and of the steps to them, up to each slot; and how many there are. */
class Sums {
  readonly length = SIZE;
  readonly values = new Float64Array(SIZE);
  readonly steps = new Float64Array(SIZE);
  readonly there = new Int32Array(SIZE);
  readonly stepped = new Int32Array(SIZE);
  /** The slot up to which they are known. */
  last = NO_SLOT;
}
const sums = new Room<Sums>(() => new Sums());

/**
 * The values of a series, as exact as they are kept. A mean is a difference of two sums: values of so few digits have exact ones,
 * wherever they began.
 */
export class Values extends Ring {
  private sums = sums.take();
  /** Of values that go on: what was kept, while nothing of it has changed. */
  private packed: PackedValues | undefined;
  /** Of what was kept, while nobody has looked at it. */
  private unread: PackedValues | undefined;

  /** @param rounded as what is kept is; others are never kept */
  constructor(private readonly rounded = true) {
    super(VALUES);
    this.sums.last = NO_SLOT;
  }

  override set(slot: number, value: number): void {
    if (this.packed && slot <= this.packed.to) {
      this.read();
      this.packed = undefined;
    }
    if (slot <= this.sums.last) this.sums.last = NO_SLOT;
    super.set(slot, this.rounded ? coarse(value) : value);
  }

  /** The mean of some slots up to one; `NaN` where fewer than `least` have a number. */
  mean(slot: number, length: number, least: number): number {
    const [from, to] = [this.oldestOf(slot - length + 1) - 1, Math.min(slot, this.newest)];
    const { values, there } = this.summed(to);
    const count = (there[to & MASK] ?? 0) - (there[from & MASK] ?? 0);
    return count >= least ? ((values[to & MASK] ?? NaN) - (values[from & MASK] ?? NaN)) / count : NaN;
  }

  /** The mean of the steps to some slots up to one, each from the slot before it. */
  meanStep(slot: number, length: number, least: number): number {
    const [from, to] = [this.oldestOf(slot - length), Math.min(slot, this.newest)];
    const { steps, stepped } = this.summed(to);
    const count = (stepped[to & MASK] ?? 0) - (stepped[from & MASK] ?? 0);
    return count >= least ? ((steps[to & MASK] ?? NaN) - (steps[from & MASK] ?? NaN)) / count : NaN;
  }

  /** The sums, up to a slot at least. */
  private summed(to: number): Sums {
    const { numbers, sums: all } = this;
    let before = NaN;
    if (all.last === NO_SLOT) {
      all.last = this.oldestOf(0) - 1;
      this.look(all.last + 1);
      const at = all.last & MASK;
      all.values[at] = all.steps[at] = all.there[at] = all.stepped[at] = 0;
    } else before = numbers[all.last & MASK] ?? NaN;
    for (let slot = all.last + 1; slot <= to; slot++) {
      const [at, last] = [slot & MASK, (slot - 1) & MASK];
      const value = numbers[at] ?? NaN;
      const step = Math.abs(value - before);
      before = value;
      const [is, steps] = [!Number.isNaN(value), !Number.isNaN(step)];
      all.values[at] = (all.values[last] ?? 0) + (is ? value : 0);
      all.there[at] = (all.there[last] ?? 0) + (is ? 1 : 0);
      all.steps[at] = (all.steps[last] ?? 0) + (steps ? step : 0);
      all.stepped[at] = (all.stepped[last] ?? 0) + (steps ? 1 : 0);
      all.last = slot;
    }
    return all;
  }

  override get bytes(): number {
    const { values, steps, there, stepped } = this.sums;
    return [values, steps, there, stepped].reduce((sum, one) => sum + one.byteLength, super.bytes);
  }

  override copy(): Values {
    this.look(0);
    return new Values(this.rounded).filled(this.numbers, this.newest);
  }

  override release(): void {
    if (this.numbers.length > 0) sums.give(this.sums);
    super.release();
  }

  protected override look(from: number): void {
    if (this.unread && from <= this.unread.to) this.read();
  }

  /** All at once: an hour has like hours on half of the days. */
  private read(): void {
    const { numbers, unread } = this;
    if (!unread) return;
    this.unread = undefined;
    const { from, to, bytes } = unread;
    const all = new BitReader(bytes);
    for (let slot = from; slot <= to; slot++) numbers[slot & MASK] = fromUpperBits(all.bits(VALUE_BITS), VALUE_BITS);
  }

  /**
   * Writes the newest values: what was kept before as it was, and the few that are new.
   *
   * @param start the first slot with a value
   * @param newest the last one
   */
  pack(out: BitWriter, start: number, newest: number): void {
    const before = this.packed && newest - this.packed.to <= PLAIN ? this.packed : undefined;
    const { from, to, bytes } = before ?? this.bitsOf(Math.max(start, newest - VALUES + 1), newest);
    out.number(from);
    out.number(to);
    out.byte(newest - to);
    for (let slot = to + 1; slot <= newest; slot++) {
      const code = upperBits(this.get(slot), VALUE_BITS);
      for (let shift = 0; shift < 24; shift += 8) out.byte((code >> shift) & 255);
    }
    out.block(bytes);
  }

  private bitsOf(from: number, to: number): PackedValues {
    for (let slot = from; slot <= to; slot++) written.bits(upperBits(this.get(slot), VALUE_BITS), VALUE_BITS);
    return { from, to, bytes: written.done() };
  }

  /** The values that were written. */
  static unpack(reader: BitReader): Values {
    const [from, to] = [reader.number(), reader.number()];
    const plain = Array.from(
      { length: reader.byte() },
      () => reader.byte() | (reader.byte() << 8) | (reader.byte() << 16),
    );
    const packed = { from, to, bytes: reader.block() };
    const values = new Values();
    plain.forEach((code, i) => values.set(to + 1 + i, fromUpperBits(code, VALUE_BITS)));
    return values.goingOn(packed);
  }

  private goingOn(packed: PackedValues): this {
    this.newest = Math.max(this.newest, packed.to);
    this.packed = this.unread = packed;
    return this;
  }
}
