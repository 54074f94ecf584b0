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

  /** The mean of some slots up to one; `NaN` where fewer than `least` have a number. */
  mean(slot: number, length: number, least: number): number {
    const { numbers } = this;
    const from = this.oldestOf(slot - length + 1);
    const to = Math.min(slot, this.newest);
    this.look(from, to);
    let sum = 0;
    let count = 0;
    for (let i = from; i <= to; i++) {
      const value = numbers[i & MASK] ?? NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
    return count >= least ? sum / count : NaN;
  }

  /** The mean of the steps to some slots up to one, each from the slot before it. */
  meanStep(slot: number, length: number, least: number): number {
    const { numbers } = this;
    const from = this.oldestOf(slot - length);
    const to = Math.min(slot, this.newest);
    this.look(from, to);
    let sum = 0;
    let count = 0;
    let before = numbers[from & MASK] ?? NaN;
    for (let i = from + 1; i <= to; i++) {
      const value = numbers[i & MASK] ?? NaN;
      const step = Math.abs(value - before);
      before = value;
      if (Number.isNaN(step)) continue;
      sum += step;
      count += 1;
    }
    return count >= least ? sum / count : NaN;
  }

  /** The first slot from one on that may have a number. */
  private oldestOf(slot: number): number {
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
    const copy = new Ring(this.span);
    copy.numbers.set(this.numbers);
    copy.newest = this.newest;
    return copy;
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

/** The values of a series, as exact as they are kept. */
export class Values extends Ring {
  /** Of values that go on: what was kept, while nothing of it has changed. */
  private packed: PackedValues | undefined;
  /** Of what was kept, while nobody has looked at it. */
  private unread: PackedValues | undefined;

  constructor() {
    super(VALUES);
  }

  override set(slot: number, value: number): void {
    if (this.packed && slot <= this.packed.to) {
      this.read();
      this.packed = undefined;
    }
    super.set(slot, coarse(value));
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
