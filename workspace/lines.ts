/** Line protocol and the JSON array form, read strictly, and the documented limits of a point. */

export type Scalar = string | number | boolean;
export type FieldValue = Scalar | readonly Scalar[];

export interface Point {
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Milliseconds since 1970. */
  readonly time: number;
}

export type Category = 'keyevent' | 'custom_object' | 'metric';
export const CATEGORIES: readonly Category[] = ['keyevent', 'custom_object', 'metric'];

export type Precision = 'n' | 'u' | 'ms' | 's' | 'm' | 'h';
/** How many of the unit are one millisecond, or how many milliseconds one unit is. */
const PER_MS: Readonly<Record<Precision, readonly [multiply: bigint, divide: bigint]>> = {
  n: [1n, 1_000_000n],
  u: [1n, 1000n],
  ms: [1n, 1n],
  s: [1000n, 1n],
  m: [60_000n, 1n],
  h: [3_600_000n, 1n],
};

export function isPrecision(text: string): text is Precision {
  return Object.hasOwn(PER_MS, text);
}

export interface ParseResult {
  readonly points: Point[];
  /** One sentence per line that is wrong, with its number. */
  readonly errors: string[];
}

const MAX_ERRORS = 10;
const INT64 = 9_223_372_036_854_775_807n;

/** Of the largest integer that there is, 2^64 - 1. */
const MAX_DIGITS = 20;

class LineFault extends Error {}

/**
 * Reads line protocol. A line that is wrong is told and skipped; the next one is read.
 *
 * Integers beyond 2^53 are kept as decimal text, `"…"b` as its base64 text.
 *
 * @param now milliseconds, the time of a point that has none
 * @example parseLines('cpu,host=a usage=1.5 1700000000000000000', 'n', Date.now()).points[0]?.fields.usage // 1.5
 */
export function parseLines(text: string, precision: Precision, now: number): ParseResult {
  const points: Point[] = [];
  const errors: string[] = [];
  let failed = 0;
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const c = text[at];
    if (c === '\n' || c === '\r' || c === ' ') {
      if (c === '\n') line++;
      at++;
      continue;
    }
    if (c === '#') {
      at = endOfLine(text, at);
      continue;
    }
    const reader = new Reader(text, at);
    try {
      points.push(reader.point(precision, now));
    } catch (error) {
      if (!(error instanceof LineFault)) throw error;
      failed++;
      if (errors.length < MAX_ERRORS) errors.push(`line ${line}: ${error.message}`);
      reader.at = endOfLine(text, reader.at);
    }
    for (let i = at; i < reader.at; i++) if (text.charCodeAt(i) === 10) line++;
    at = reader.at;
  }
  if (failed > errors.length) errors.push(`and ${failed - errors.length} more`);
  return { points, errors };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

class Reader {
  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  point(precision: Precision, now: number): Point {
    const measurement = this.word(', ', 'measurement');
    const tags: Record<string, string> = {};
    while (this.text[this.at] === ',') {
      this.at++;
      const key = this.word('=', 'tag key', ', ');
      this.at++;
      const value = this.word(', ', `value of tag ${key}`, '=');
      if (!Object.hasOwn(tags, key)) put(tags, key, value);
    }
    this.spaces('fields');
    const fields: Record<string, FieldValue> = {};
    for (;;) {
      const key = this.word('=', 'field key', ', ');
      this.at++;
      const value = this.value(key);
      if (!Object.hasOwn(fields, key)) put(fields, key, value);
      if (this.text[this.at] !== ',') break;
      this.at++;
    }
    return { measurement, tags, fields, time: this.time(precision, now) };
  }

  /** An unquoted word up to one of `stops`; a backslash escapes comma, equals and space only. */
  private word(stops: string, what: string, refused = ''): string {
    let out = '';
    for (;;) {
      const c = this.text[this.at];
      if (c === undefined || c === '\n') {
        if (stops.includes('=')) throw new LineFault(`${what} has no "="`);
        break;
      }
      if (c === '\\') {
        const next = this.text[this.at + 1];
        if (next === ',' || next === '=' || next === ' ') {
          out += next;
          this.at += 2;
          continue;
        }
      } else if (stops.includes(c)) break;
      else if (refused.includes(c)) throw new LineFault(`${what} has an unescaped ${JSON.stringify(c)}`);
      out += c;
      this.at++;
    }
    if (out === '') throw new LineFault(`${what} is empty`);
    return out;
  }

  private spaces(what: string): void {
    if (this.text[this.at] !== ' ') throw new LineFault(`${what} are missing`);
    while (this.text[this.at] === ' ') this.at++;
    const c = this.text[this.at];
    if (c === undefined || c === '\n' || c === '\r') throw new LineFault(`${what} are missing`);
  }

  private value(key: string): FieldValue {
    if (this.text[this.at] !== '[') return this.scalar(key, ', \r\n');
    this.at++;
    const items: Scalar[] = [];
    while (this.text[this.at] !== ']') {
      items.push(this.scalar(key, ',] \r\n'));
      if (this.text[this.at] === ',') this.at++;
      else if (this.text[this.at] !== ']') throw new LineFault(`array of field ${key} is not closed`);
    }
    this.at++;
    if (new Set(items.map((item) => typeof item)).size > 1) throw new LineFault(`array of field ${key} mixes types`);
    return items;
  }

  private scalar(key: string, stops: string): Scalar {
    if (this.text[this.at] === '"') return this.quoted(key);
    const from = this.at;
    while (this.at < this.text.length && !stops.includes(this.text[this.at] ?? '')) this.at++;
    const word = this.text.slice(from, this.at);
    if (/^(?:t|T|true|True|TRUE)$/.test(word)) return true;
    if (/^(?:f|F|false|False|FALSE)$/.test(word)) return false;
    const whole = /^(-?\d+)([iu])$/.exec(word);
    if (whole) {
      const digits = whole[1] ?? '0';
      // Twenty million digits would be looked at for seconds, to be out of range then.
      if (digits.length > MAX_DIGITS && digits.replace(/^-?0*/, '').length > MAX_DIGITS)
        throw new LineFault(`field ${key} is out of range`);
      const n = BigInt(digits);
      const fits = whole[2] === 'u' ? n >= 0n && n <= INT64 * 2n + 1n : n >= -INT64 - 1n && n <= INT64;
      if (!fits) throw new LineFault(`field ${key} is out of range`);
      return n >= BigInt(Number.MIN_SAFE_INTEGER) && n <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(n) : n.toString();
    }
    if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(word)) return clamp(Number(word));
    throw new LineFault(`field ${key} has no valid value`);
  }

  private quoted(key: string): string {
    this.at++;
    let out = '';
    let from = this.at;
    for (;;) {
      const c = this.text[this.at];
      if (c === undefined) throw new LineFault(`text of field ${key} is not closed`);
      if (c === '"') break;
      const next = this.text[this.at + 1];
      if (c === '\\' && (next === '"' || next === '\\')) {
        out += this.text.slice(from, this.at) + next;
        this.at += 2;
        from = this.at;
      } else this.at++;
    }
    out += this.text.slice(from, this.at);
    this.at++;
    if (this.text[this.at] === 'b') {
      if (!/^[A-Za-z0-9+/]*={0,2}$/.test(out)) throw new LineFault(`field ${key} is not base64`);
      this.at++;
    }
    return out;
  }

  private time(precision: Precision, now: number): number {
    const ended = () => {
      while (this.text[this.at] === ' ' || this.text[this.at] === '\r') this.at++;
      return this.at >= this.text.length || this.text[this.at] === '\n';
    };
    const c = this.text[this.at];
    if (c !== undefined && !' \r\n'.includes(c)) throw new LineFault(`unexpected ${JSON.stringify(c)} after a field`);
    if (ended()) return now;
    const from = this.at;
    while (this.at < this.text.length && !' \r\n'.includes(this.text[this.at] ?? '')) this.at++;
    const word = this.text.slice(from, this.at);
    if (!/^-?\d{1,19}$/.test(word)) throw new LineFault('timestamp is not an integer');
    if (!ended()) throw new LineFault('something follows the timestamp');
    return toMs(BigInt(word), precision);
  }
}

function toMs(stamp: bigint, precision: Precision): number {
  const [multiply, divide] = PER_MS[precision];
  const ms = Number((stamp * multiply) / divide);
  if (ms < 0 || ms > 8.64e15 / 2) throw new LineFault('timestamp is out of range');
  return ms;
}

function clamp(n: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, n));
}

/** Assigns even a key like `__proto__` as data. */
function put<T>(target: Record<string, T>, key: string, value: T): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}

/**
 * Reads the JSON form `[{"measurement","tags","fields","time"}]`; `time` in the unit of `precision`.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseJsonPoints(text: string, precision: Precision, now: number): ParseResult {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) return { points: [], errors: ['the body is not an array of points'] };
  const points: Point[] = [];
  const errors: string[] = [];
  for (const [i, item] of (list as unknown[]).entries()) {
    const point = jsonPoint(item, precision, now);
    if (typeof point !== 'string') points.push(point);
    else if (errors.length < MAX_ERRORS) errors.push(`point ${i + 1}: ${point}`);
  }
  return { points, errors };
}

function jsonPoint(item: unknown, precision: Precision, now: number): Point | string {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return 'not an object';
  const { measurement, tags = {}, fields, time } = item as Record<string, unknown>;
  if (typeof measurement !== 'string') return 'measurement is not a text';
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) return 'tags is not an object';
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return 'fields is not an object';
  const outTags: Record<string, string> = {};
  for (const [key, value] of Object.entries(tags)) {
    if (typeof value !== 'string') return `tag ${key} is not a text`;
    put(outTags, key, value);
  }
  const outFields: Record<string, FieldValue> = {};
  for (const [key, value] of Object.entries(fields) as [string, unknown][]) {
    if (value === null) continue;
    const scalar = (v: unknown): v is Scalar => ['string', 'number', 'boolean'].includes(typeof v);
    if (Array.isArray(value)) {
      if (!value.every(scalar) || new Set(value.map((v) => typeof v)).size > 1) return `field ${key} mixes types`;
      put<FieldValue>(outFields, key, value);
    } else if (scalar(value)) put<FieldValue>(outFields, key, typeof value === 'number' ? clamp(value) : value);
    else return `field ${key} has no valid value`;
  }
  if (Object.keys(outFields).length === 0) return 'fields are missing';
  if (time !== undefined && !Number.isInteger(time)) return 'time is not an integer';
  try {
    const ms = time === undefined ? now : toMs(BigInt(time as number), precision);
    return { measurement, tags: outTags, fields: outFields, time: ms };
  } catch (error) {
    if (error instanceof LineFault) return error.message;
    throw error;
  }
}

/** The documented limits of one point. Lengths are in bytes of UTF-8. */
export const POINT_LIMITS = {
  tags: 256,
  fields: 1024,
  keyBytes: 256,
  tagValueBytes: 1024,
  textBytes: 32 * 1024 * 1024,
  measurementBytes: 1024,
  allTagBytes: 64 * 1024,
} as const;

function cut(text: string, bytes: number): string {
  if (text.length * 3 <= bytes) return text;
  const raw = Buffer.from(text, 'utf8');
  if (raw.length <= bytes) return text;
  let end = bytes;
  // Not in the middle of a character.
  while (end > 0 && ((raw[end] ?? 0) & 0xc0) === 0x80) end--;
  return raw.toString('utf8', 0, end);
}

function plain(text: string): string {
  return text.replace(/[\r\n]/g, ' ').replace(/\\+$/, '');
}

/**
 * Applies the documented limits of a point: what is too long is truncated, what is too many is dropped.
 *
 * @returns `undefined` when no field is left, as for a metric that has texts only
 */
export function limitPoint(point: Point, category: Category): Point | undefined {
  const rename = (key: string) =>
    cut(category === 'metric' ? plain(key) : plain(key).replace(/\./g, '_'), POINT_LIMITS.keyBytes);
  const disabled = category === 'custom_object' ? ['class', 'date'] : [];
  const tags: Record<string, string> = {};
  let tagCount = 0;
  let bytes = 0;
  for (const [rawKey, rawValue] of Object.entries(point.tags)) {
    const key = rename(rawKey);
    const value = cut(plain(rawValue), POINT_LIMITS.tagValueBytes);
    if (key === '' || value === '' || disabled.includes(key) || Object.hasOwn(tags, key)) continue;
    const size = Buffer.byteLength(key) + Buffer.byteLength(value);
    if (tagCount >= POINT_LIMITS.tags || bytes + size > POINT_LIMITS.allTagBytes) continue;
    tagCount++;
    bytes += size;
    put(tags, key, value);
  }
  if (category === 'custom_object' && !Object.hasOwn(tags, 'name')) tags.name = 'default';
  const fields: Record<string, FieldValue> = {};
  let count = 0;
  for (const [rawKey, value] of Object.entries(point.fields)) {
    const key = rename(rawKey);
    if (key === '' || disabled.includes(key) || Object.hasOwn(tags, key) || Object.hasOwn(fields, key)) continue;
    if (category === 'metric' && typeof value === 'string') continue;
    if (count >= POINT_LIMITS.fields) continue;
    count++;
    put(fields, key, typeof value === 'string' ? cut(value, POINT_LIMITS.textBytes) : value);
  }
  if (count === 0) return undefined;
  const measurement = cut(plain(point.measurement), POINT_LIMITS.measurementBytes) || '__default';
  return { measurement, tags, fields, time: point.time };
}
