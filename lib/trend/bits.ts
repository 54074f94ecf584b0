/** What is kept of a series, as bytes. */

/** Writes numbers and bits, one after the other; what is done is a copy, and the writer begins anew. */
export class BitWriter {
  private bytes = new Uint8Array(8192);
  private view = new DataView(this.bytes.buffer);
  private length = 0;
  private pending = 0;
  private waiting = 0;

  byte(value: number): void {
    this.room(1);
    this.bytes[this.length++] = value;
  }

  /** A whole number of at most 32 bits, with its sign. */
  number(value: number): void {
    this.room(4);
    this.view.setInt32(this.length, value);
    this.length += 4;
  }

  float(value: number): void {
    this.room(4);
    this.view.setFloat32(this.length, value);
    this.length += 4;
  }

  double(value: number): void {
    this.room(8);
    this.view.setFloat64(this.length, value);
    this.length += 8;
  }

  block(bytes: Uint8Array): void {
    this.room(2 + bytes.length);
    this.view.setUint16(this.length, bytes.length);
    this.bytes.set(bytes, this.length + 2);
    this.length += 2 + bytes.length;
  }

  /** The lowest bits of a number, at most 20; bytes may follow after {@link done} only. */
  bits(value: number, count: number): this {
    this.pending |= value << this.waiting;
    this.waiting += count;
    while (this.waiting >= 8) {
      this.byte(this.pending & 255);
      this.pending >>>= 8;
      this.waiting -= 8;
    }
    return this;
  }

  done(): Uint8Array {
    if (this.waiting > 0) this.byte(this.pending & 255);
    const done = this.bytes.slice(0, this.length);
    this.pending = this.waiting = this.length = 0;
    return done;
  }

  private room(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(2 * (this.length + more));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}

/** Reads what {@link BitWriter} has written. @throws RangeError behind its end */
export class BitReader {
  private readonly view: DataView;
  private at = 0;
  private pending = 0;
  private waiting = 0;

  constructor(private readonly all: Uint8Array) {
    this.view = new DataView(all.buffer, all.byteOffset, all.byteLength);
  }

  byte(): number {
    return this.view.getUint8(this.at++);
  }

  number(): number {
    this.at += 4;
    return this.view.getInt32(this.at - 4);
  }

  float(): number {
    this.at += 4;
    return this.view.getFloat32(this.at - 4);
  }

  double(): number {
    this.at += 8;
    return this.view.getFloat64(this.at - 8);
  }

  block(): Uint8Array {
    this.at += 2;
    return this.bytes(this.view.getUint16(this.at - 2));
  }

  bytes(count: number): Uint8Array {
    const from = this.at;
    this.at = from + count;
    if (this.at > this.all.length) throw new RangeError('bytes end behind the end');
    return this.all.subarray(from, this.at);
  }

  /** At most 20. */
  bits(count: number): number {
    while (this.waiting < count) {
      this.pending |= (this.all[this.at++] ?? 0) << this.waiting;
      this.waiting += 8;
    }
    const value = this.pending & ((1 << count) - 1);
    this.pending >>>= count;
    this.waiting -= count;
    return value;
  }
}
