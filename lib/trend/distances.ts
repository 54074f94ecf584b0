/** The past distances of a view, a byte each, and in fewer bits where they are kept. */
import { distanceCode, fromDistanceCode, NONE } from './codes';
import type { BitReader, BitWriter } from './bits';
import { codes, SIZE } from './rings';

const MASK = SIZE - 1;
/** A step that is so many quotients long is written as it is, in so many bits. */
const ESCAPE = 12;
const ESCAPED = 9;
const ESCAPES = (1 << ESCAPE) - 1;
const MOST_BITS = 5;
/** Instead of a step where there is no distance; and what says that there are such. */
const GAP = -1;
const GAPS = 16;

/** Room for the steps of a ring, for how often each is there, and for their bits: at most 22 of each. */
const steps = new Int16Array(SIZE);
const often = new Uint16Array(512);
const room = new Uint8Array(1 + 3 * SIZE);

/** A ring of distances, which are rounded as they are kept, see `codes.ts`. */
export class DistanceRing {
  private codes = codes.take().fill(NONE);
  private newest = -1;
  /** Of a ring that goes on: what was kept up to a slot, while it is so, and whether somebody has looked at it. */
  private packed: Uint8Array | undefined;
  private looked = false;
  private packedFrom = 0;
  private packedTo = -1;

  /** @param usual see `distanceCode` */
  set(slot: number, distance: number, usual?: number): void {
    for (let i = Math.max(this.newest + 1, slot - SIZE); i < slot; i++) this.codes[i & MASK] = NONE;
    if (this.packed && slot <= this.packedTo) {
      this.look();
      this.packed = undefined;
    }
    this.newest = Math.max(this.newest, slot);
    this.codes[slot & MASK] = distanceCode(distance, usual);
  }

  get(slot: number): number {
    if (slot < 0 || slot > this.newest || slot <= this.newest - SIZE) return NaN;
    if (slot <= this.packedTo) this.look();
    return fromDistanceCode(this.codes[slot & MASK] ?? NONE);
  }

  /** Writes the distances from a slot up to another one, without it, into some room; `NaN` where there is none. */
  read(from: number, to: number, into: Float64Array): void {
    if (from <= this.packedTo) this.look();
    const oldest = Math.max(0, this.newest - SIZE + 1);
    for (let slot = from; slot < to; slot++) {
      const there = slot >= oldest && slot <= this.newest;
      into[slot - from] = fromDistanceCode(there ? (this.codes[slot & MASK] ?? NONE) : NONE);
    }
  }

  /** Leaves its room to others: it has nothing any more. */
  release(): void {
    codes.give(this.codes);
    [this.codes, this.packed] = [new Uint8Array(0), undefined];
  }

  copy(): DistanceRing {
    this.look();
    const copy = new DistanceRing();
    copy.codes.set(this.codes);
    copy.newest = this.newest;
    return copy;
  }

  get bytes(): number {
    return this.codes.byteLength;
  }

  /**
   * Writes the newest distances: what was kept before as it was, and the few that are new.
   *
   * @param most of them
   */
  pack(out: BitWriter, most: number): void {
    const before = this.newest - this.packedTo <= PLAIN ? this.packed : undefined;
    if (!before) this.look();
    const to = before ? this.packedTo : this.newest;
    const from = before ? this.packedFrom : Math.max(0, to - most + 1);
    const packed = before ?? this.steps(from, to);
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
    often.fill(0);
    let [before, gaps, most] = [0, 0, 0];
    for (let slot = from; slot <= to; slot++) {
      const code = this.codes[slot & MASK] ?? NONE;
      if (code === NONE) {
        gaps = GAPS;
        steps[slot - from] = GAP;
        continue;
      }
      const step = code < before ? 2 * (before - code) - 1 : 2 * (code - before);
      before = code;
      steps[slot - from] = step;
      often[step] = (often[step] ?? 0) + 1;
      if (step > most) most = step;
    }
    return written(to - from + 1, bestOf(most), gaps > 0);
  }

  private look(): void {
    const { packed, packedFrom, packedTo, codes: into } = this;
    if (!packed || this.looked) return;
    this.looked = true;
    const head = packed[0] ?? 0;
    const [bits, gaps] = [head % GAPS, head >= GAPS];
    const oldest = this.newest - SIZE;
    let [at, pending, waiting, before] = [1, 0, 0, 0];
    for (let slot = packedFrom; slot <= packedTo; slot++) {
      // As many as the longest step has, and a bit that says whether there is one.
      for (; waiting <= 24; waiting += 8) pending |= (at < packed.length ? (packed[at++] ?? 0) : 0) << waiting;
      let used = 0;
      let code = NONE;
      if (gaps) used = 1;
      if (!gaps || pending & 1) {
        const rest = pending >>> used;
        let step = (rest >>> ESCAPE) & ((1 << ESCAPED) - 1);
        if ((rest & ESCAPES) !== ESCAPES) {
          const quotient = 31 - Math.clz32(~rest & (rest + 1));
          step = (quotient << bits) | ((rest >>> (quotient + 1)) & ((1 << bits) - 1));
          used += quotient + 1 + bits;
        } else used += ESCAPE + ESCAPED;
        code = before += step & 1 ? -((step + 1) >> 1) : step >> 1;
      }
      pending >>>= used;
      waiting -= used;
      // What has been set since is newer.
      if (slot > oldest) into[slot & MASK] = code;
    }
  }
}

/** So many {@link steps} in bits. @param bits of each that are written as they are @param gaps whether some are {@link GAP} */
function written(count: number, bits: number, gaps: boolean): Uint8Array {
  let [at, pending, waiting] = [1, 0, 0];
  room[0] = bits + (gaps ? GAPS : 0);
  for (let i = 0; i < count; i++) {
    const step = steps[i] ?? GAP;
    let [code, length] = [0, gaps ? 1 : 0];
    if (step !== GAP) {
      const quotient = step >> bits;
      const escaped = quotient >= ESCAPE;
      const own = escaped
        ? ESCAPES | (step << ESCAPE)
        : ((1 << quotient) - 1) | ((step & ((1 << bits) - 1)) << (quotient + 1));
      code = gaps ? (own << 1) | 1 : own;
      length += escaped ? ESCAPE + ESCAPED : quotient + 1 + bits;
    }
    pending |= code << waiting;
    for (waiting += length; waiting >= 8; waiting -= 8) {
      room[at++] = pending & 255;
      pending >>>= 8;
    }
  }
  if (waiting > 0) room[at++] = pending & 255;
  return room.slice(0, at);
}

/** How many bits of a step are best written as they are, by how often each step is there. @param most the greatest one */
function bestOf(most: number): number {
  let [best, least] = [0, Infinity];
  for (let bits = 0; bits <= MOST_BITS; bits++) {
    let size = 0;
    for (let step = 0; step <= most; step++) {
      const quotient = step >> bits;
      size += (often[step] ?? 0) * (quotient < ESCAPE ? quotient + 1 + bits : ESCAPE + ESCAPED);
    }
    if (size < least) [best, least] = [bits, size];
  }
  return best;
}

/** So many distances are written plainly before all are packed anew: two days of hours. */
const PLAIN = 48;
