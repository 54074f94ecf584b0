import { Point } from '@influxdata/influxdb-client';
import { ELLIPSIS, truncateBytes, utf8 } from '../report/truncate';

/** What a point is written as. */
export type Category = 'keyevent' | 'custom_object' | 'metric';

/** A whole number, which line protocol keeps apart from other numbers. */
export interface Int {
  readonly int: number;
}
export type FieldValue = string | number | boolean | Int;

/** @example { df_fault_duration: int(90) } */
export function int(value: number): Int {
  return { int: value };
}

/** One point, as it is meant; {@link toLine} makes it fit. */
export interface DataPoint {
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string | undefined>>;
  readonly fields: Readonly<Record<string, FieldValue | undefined>>;
  readonly time: Date;
}

/** What a data gateway takes; sizes in bytes of UTF-8. */
export const LIMITS = {
  tags: 256,
  fields: 1024,
  key: 256,
  tagValue: 1024,
  stringField: 32 * 1024 * 1024,
  /** What the storage keeps of a message. */
  message: 1024 * 1024,
  measurement: 1024,
  /** All tag keys and values of a point together. */
  allTags: 64 * 1024,
} as const;

const MESSAGES = new Set(['message', 'df_message']);
/** Says on the point itself that not all of it fitted. */
const DROPPED = 'dropped_keys';

/**
 * A point in line protocol, within the gateway's limits. What is too long is cut and ends with `…`; tags and fields
 * beyond their number are left out, and the field `dropped_keys` says how many. Empty texts, `undefined` and NaN are
 * not written.
 *
 * @returns `undefined` when no field is left
 * @example
 * toLine({ measurement: 'aliyun_ecs', tags: { name: 'i-1' }, fields: { Cpu: 4 }, time }, 'custom_object')
 * // 'aliyun_ecs,cloud_provider=aliyun,name=i-1 Cpu=4 1767225600000000000'
 */
export function toLine(point: DataPoint, category: Category): string | undefined {
  const tags = tagsOf(point, category);
  const fields = fieldsOf(point, category, tags.kept);
  const line = new Point(cut(oneLine(point.measurement), LIMITS.measurement).replace(/^#/, '_') || '__default');
  for (const [key, value] of tags.kept) line.tag(key, value);
  let written = 0;
  const dropped = tags.dropped + fields.dropped;
  for (const [key, value] of fields.kept) {
    // Room for the field that tells of the others.
    if (dropped > 0 && category !== 'metric' && written >= LIMITS.fields - 1) break;
    setField(line, key, value);
    written += 1;
  }
  if (written === 0) return undefined;
  if (dropped > 0 && category !== 'metric') {
    line.stringField(DROPPED, `${ELLIPSIS} ${dropped + fields.kept.size - written}`);
  }
  return line.timestamp(`${point.time.getTime()}000000`).toLineProtocol();
}

function tagsOf(point: DataPoint, category: Category): { kept: Map<string, string>; dropped: number } {
  const kept = new Map<string, string>();
  let bytes = 0;
  let dropped = 0;
  const given = Object.entries(point.tags);
  // Objects are known by their name.
  if (category === 'custom_object' && !point.tags.name) given.unshift(['name', 'default']);
  for (const [name, text] of given) {
    const key = keyOf(name, category);
    const value = text === undefined ? '' : cut(oneLine(text), LIMITS.tagValue).replace(/\\+$/, '');
    if (key === '' || value === '' || kept.has(key)) continue;
    const size = utf8(key) + utf8(value);
    if (kept.size >= LIMITS.tags || bytes + size > LIMITS.allTags) {
      dropped += 1;
      continue;
    }
    kept.set(key, value);
    bytes += size;
  }
  return { kept, dropped };
}

function fieldsOf(
  point: DataPoint,
  category: Category,
  tags: ReadonlyMap<string, string>,
): { kept: Map<string, FieldValue>; dropped: number } {
  const kept = new Map<string, FieldValue>();
  let dropped = 0;
  for (const [name, given] of Object.entries(point.fields)) {
    const key = keyOf(name, category);
    const value = valueOf(key, given, category);
    // A key that is also a tag has no defined meaning.
    if (key === '' || value === undefined || kept.has(key) || tags.has(key)) continue;
    if (kept.size >= LIMITS.fields) dropped += 1;
    else kept.set(key, value);
  }
  return { kept, dropped };
}

function keyOf(name: string, category: Category): string {
  if (category === 'custom_object' && (name === 'class' || name === 'date')) return '';
  const key = oneLine(name).replace(/\\+$/, '');
  return cut(category === 'metric' ? key : key.replace(/\./g, '_'), LIMITS.key);
}

function valueOf(key: string, value: FieldValue | undefined, category: Category): FieldValue | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') {
    if (category === 'metric') return undefined;
    return cut(value, MESSAGES.has(key) ? LIMITS.message : LIMITS.stringField);
  }
  if (typeof value === 'boolean') return value;
  const number = typeof value === 'number' ? value : value.int;
  if (Number.isNaN(number)) return undefined;
  const finite = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, number));
  if (typeof value === 'number') return finite;
  return int(Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Math.trunc(finite))));
}

function setField(line: Point, key: string, value: FieldValue): void {
  if (typeof value === 'string') line.stringField(key, value);
  else if (typeof value === 'boolean') line.booleanField(key, value);
  else if (typeof value === 'number') line.floatField(key, value);
  else line.intField(key, value.int);
}

/** Line breaks may stand in the values of fields only. */
function oneLine(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f]/g, ' ').trim();
}

function cut(text: string, max: number): string {
  return truncateBytes(text, max);
}
