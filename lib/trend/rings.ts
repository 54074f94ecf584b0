/** The newest slots of a series and of the views of it, at fixed size. */
import { coarse } from './codes';

/** A power of two above what is looked back at: six weeks of hours. */
export const SIZE = 1024;
const MASK = SIZE - 1;

/** So many of the newest slots of a series are remembered: 31 days of hours, and what a view of the first of them looks at. */
export const VALUES = 800;
/** And of a view, whose longest looks at 25 slots: what is remembered of the series gives them back, see {@link Ring.lazily}. */
export const SHOWN = 768;

/** Numbers by the count of their slot; what is older than `span` slots, or has not come yet, is `NaN`. */
export class Ring {
  private readonly numbers = new Float32Array(SIZE).fill(NaN);
  private newest = -1;
  /** Of a ring that goes on: gives what is in a slot, and whether that has been asked. */
  private find: ((slot: number) => number) | undefined;
  private asked: Uint8Array | undefined;
  private live = 0;

  constructor(private readonly span = SIZE) {}

  /** A ring whose slots up to the newest one are found when they are first looked at. */
  static lazily(span: number, newest: number, find: (slot: number) => number): Ring {
    return Object.assign(new Ring(span), { newest, live: newest + 1, find, asked: new Uint8Array(SIZE) });
  }

  set(slot: number, value: number): void {
    this.newest = Math.max(this.newest, slot);
    this.numbers[slot & MASK] = value;
    if (this.asked && slot < this.live) this.asked[slot & MASK] = 1;
  }

  get(slot: number): number {
    if (slot < 0 || slot > this.newest || slot <= this.newest - this.span) return NaN;
    if (this.find && slot < this.live) this.look(slot, slot);
    return this.numbers[slot & MASK] ?? NaN;
  }

  /** The second-least distance of a value from those around places in slots back from one, each counted once. */
  secondNearest(slot: number, value: number, back: readonly number[], off: number): number {
    const { numbers, newest } = this;
    const oldest = Math.max(0, newest - this.span + 1);
    let first = Infinity;
    let next = Infinity;
    for (let n = 0; n < back.length; n++) {
      const place = slot - (back[n] ?? 0);
      const from = Math.max(oldest, place - off);
      const to = Math.min(newest, place + off);
      if (this.find && from < this.live) this.look(from, to);
      let least = Infinity;
      for (let i = from; i <= to; i++) {
        const distance = Math.abs((numbers[i & MASK] ?? NaN) - value);
        if (distance < least) least = distance;
      }
      if (least < first) {
        next = first;
        first = least;
      } else if (least < next) next = least;
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

  copy(): Ring {
    if (this.find) this.look(Math.max(0, this.newest - this.span + 1), this.live - 1);
    const copy = new Ring(this.span);
    copy.numbers.set(this.numbers);
    copy.newest = this.newest;
    return copy;
  }

  get bytes(): number {
    return this.numbers.byteLength;
  }

  private look(from: number, to: number): void {
    const { find, asked } = this;
    if (!find || !asked) return;
    for (let slot = from; slot <= to && slot < this.live; slot++) {
      if (asked[slot & MASK] === 1) continue;
      asked[slot & MASK] = 1;
      this.numbers[slot & MASK] = find(slot);
    }
  }
}

/** The values of a series, as exact as they are kept. */
export class Values extends Ring {
  constructor() {
    super(VALUES);
  }

  override set(slot: number, value: number): void {
    super.set(slot, coarse(value));
  }
}
