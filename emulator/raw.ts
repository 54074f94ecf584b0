const MARK = '\u0001raw row';
const QUOTED = JSON.stringify(MARK);
/** Those that have been met in the body that is being written, in their order. */
let met: RawRow[] = [];

/** A row that is JSON already: big rows are serialised once and kept. */
export class RawRow {
  constructor(readonly json: string) {}

  /** Stands for itself in {@link stringify}; a function that is asked about each value of a body would cost more than the rest. */
  toJSON(): string {
    met.push(this);
    return MARK;
  }
}

/** JSON.stringify for a body with raw rows in it. */
export function stringify(body: unknown): string {
  met = [];
  const text = JSON.stringify(body);
  const raw = met;
  if (raw.length === 0) return text;
  const parts = text.split(QUOTED);
  return parts.map((part, i) => part + (raw[i]?.json ?? '')).join('');
}

/** Keeps rows up to a number (the first ones stay) and forgets them all when the world moves on. */
export class RowCache {
  private readonly rows = new Map<string, RawRow>();
  private epoch = 0;

  constructor(private readonly limit: number) {}

  /** Something was written. */
  forget(): void {
    this.rows.clear();
  }

  row(epoch: number, key: string, make: () => unknown): RawRow {
    if (epoch !== this.epoch) this.rows.clear();
    this.epoch = epoch;
    const found = this.rows.get(key);
    if (found !== undefined) return found;
    const made = new RawRow(JSON.stringify(make()));
    if (this.rows.size < this.limit) this.rows.set(key, made);
    return made;
  }
}
