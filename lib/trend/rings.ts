/** The newest slots of a series and of the views of it, at fixed size. */

/** A power of two above what is looked back at: six weeks of hours. */
export const SIZE = 1024;
const MASK = SIZE - 1;

/** Numbers by the count of their slot; what is older than {@link SIZE} slots, or has not come yet, is `NaN`. */
export class Ring {
  private readonly numbers = new Float32Array(SIZE).fill(NaN);
  private newest = -1;

  set(slot: number, value: number): void {
    this.newest = Math.max(this.newest, slot);
    this.numbers[slot & MASK] = value;
  }

  get(slot: number): number {
    if (slot < 0 || slot > this.newest || slot <= this.newest - SIZE) return NaN;
    return this.numbers[slot & MASK] ?? NaN;
  }

  /** The second-least distance of a value from those around places in slots back from one, each counted once. */
  secondNearest(slot: number, value: number, back: readonly number[], off: number): number {
    const { numbers, newest } = this;
    const oldest = Math.max(0, newest - SIZE + 1);
    let first = Infinity;
    let next = Infinity;
    for (let n = 0; n < back.length; n++) {
      const place = slot - (back[n] ?? 0);
      let least = Infinity;
      for (let i = Math.max(oldest, place - off); i <= place + off && i <= newest; i++) {
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

  /** Forgets the slots from one up to another one, without it. */
  clear(from: number, to: number): void {
    for (let slot = Math.max(0, from, this.newest - SIZE + 1); slot < to; slot++) this.numbers[slot & MASK] = NaN;
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
    const copy = new Ring();
    copy.numbers.set(this.numbers);
    copy.newest = this.newest;
    return copy;
  }

  get bytes(): number {
    return this.numbers.byteLength;
  }
}
