/** The past distances of a view, a byte each, and in fewer bits where they are kept. */
import { distanceCode, fromDistanceCode, NONE } from './codes';
import { BitReader, BitWriter } from './bits';
import { SIZE } from './rings';

const MASK = SIZE - 1;
/** A step that is so many quotients long is written as it is, in so many bits. */
const ESCAPE = 12;
const ESCAPED = 9;
const MOST_BITS = 5;
/** Instead of a step where there is no distance; and what says that there are such. */
const GAP = -1;
const GAPS = 16;

/** A ring of distances, which are rounded as they are kept, see `codes.ts`. */
export class DistanceRing {
  private readonly codes = new Uint8Array(SIZE);
  private newest = -1;
  /** Of a ring that goes on: what was kept up to a slot, until somebody looks at it. */
  private packed: Uint8Array | undefined;
  private packedFrom = 0;
  private packedTo = -1;

  /** @param usual see `distanceCode` */
  set(slot: number, distance: number, usual?: number): void {
    for (let i = Math.max(this.newest + 1, slot - SIZE); i < slot; i++) this.codes[i & MASK] = NONE;
    if (this.packed && slot <= this.packedTo) this.look();
    this.newest = Math.max(this.newest, slot);
    this.codes[slot & MASK] = distanceCode(distance, usual);
  }

  get(slot: number): number {
    if (slot < 0 || slot > this.newest || slot <= this.newest - SIZE) return NaN;
    if (this.packed && slot <= this.packedTo) this.look();
    return fromDistanceCode(this.codes[slot & MASK] ?? NONE);
  }

  /** Writes the distances from a slot up to another one, without it, into some room; `NaN` where there is none. */
  read(from: number, to: number, into: Float64Array): void {
    if (this.packed && from <= this.packedTo) this.look();
    const oldest = Math.max(0, this.newest - SIZE + 1);
    for (let slot = from; slot < to; slot++) {
      const there = slot >= oldest && slot <= this.newest;
      into[slot - from] = fromDistanceCode(there ? (this.codes[slot & MASK] ?? NONE) : NONE);
    }
  }

  copy(): DistanceRing {
    if (this.packed) this.look();
    const copy = new DistanceRing();
    copy.codes.set(this.codes);
    copy.newest = this.newest;
    return copy;
  }

  get bytes(): number {
    return this.codes.byteLength;
  }

  /**
   * Writes the newest distances: what was kept before as it was, while nobody has looked at it, and the few that are new.
   *
   * @param most of them
   */
  pack(out: BitWriter, most: number): void {
    if (this.packed && this.newest - this.packedTo > PLAIN) this.look();
    const to = this.packed ? this.packedTo : this.newest;
    const from = this.packed ? this.packedFrom : Math.max(0, to - most + 1);
    const packed = this.packed ?? this.steps(from, to);
    out.number(from);
    out.number(to);
    out.byte(this.newest - to);
    for (let slot = to + 1; slot <= this.newest; slot++) out.byte(this.codes[slot & MASK] ?? NONE);
    out.block(packed);
  }

  /** The ring that was written. */
  static unpack(from: BitReader): DistanceRing {
    const ring = new DistanceRing();
    ring.packedFrom = from.number();
    ring.packedTo = from.number();
    ring.newest = ring.packedTo + from.byte();
    for (let slot = ring.packedTo + 1; slot <= ring.newest; slot++) ring.codes[slot & MASK] = from.byte();
    ring.packed = from.block();
    return ring;
  }

  /**
   * Steps from one code to the next, which are small: Rice's code, with what fits them best. With gaps, a bit for each slot says
   * whether it has a distance.
   */
  private steps(from: number, to: number): Uint8Array {
    const steps: number[] = [];
    const sizes = new Float64Array(MOST_BITS + 1);
    let [before, gaps] = [0, 0];
    for (let slot = from; slot <= to; slot++) {
      const code = this.codes[slot & MASK] ?? NONE;
      const step = 2 * Math.abs(code - before) - (code < before ? 1 : 0);
      steps.push(code === NONE ? GAP : step);
      if (code === NONE) {
        gaps = GAPS;
        continue;
      }
      before = code;
      for (let bits = 0; bits <= MOST_BITS; bits++) {
        const quotient = step >> bits;
        sizes[bits] = (sizes[bits] ?? 0) + (quotient < ESCAPE ? quotient + 1 + bits : ESCAPE + ESCAPED);
      }
    }
    const best = sizes.indexOf(Math.min(...sizes));
    const out = new BitWriter();
    out.byte(best + gaps);
    for (const step of steps) {
      if (gaps > 0) out.bits(step === GAP ? 0 : 1, 1);
      if (step === GAP) continue;
      const quotient = step >> best;
      if (quotient < ESCAPE) out.bits((1 << quotient) - 1, quotient + 1).bits(step & ((1 << best) - 1), best);
      else out.bits((1 << ESCAPE) - 1, ESCAPE).bits(step, ESCAPED);
    }
    return out.done();
  }

  private look(): void {
    if (!this.packed) return;
    const steps = new BitReader(this.packed);
    const head = steps.byte();
    const [bits, gaps] = [head % GAPS, head >= GAPS];
    let before = 0;
    for (let slot = this.packedFrom; slot <= this.packedTo; slot++) {
      let code = NONE;
      if (!gaps || steps.bits(1) === 1) {
        const quotient = steps.ones(ESCAPE);
        const step = quotient < ESCAPE ? (quotient << bits) | steps.bits(bits) : steps.bits(ESCAPED);
        code = before += step & 1 ? -((step + 1) >> 1) : step >> 1;
      }
      // What has been set since is newer.
      if (slot > this.newest - SIZE) this.codes[slot & MASK] = code;
    }
    this.packed = undefined;
  }
}

/** So many distances are written plainly before all are packed anew: two days of hours. */
const PLAIN = 48;
