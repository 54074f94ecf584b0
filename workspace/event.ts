import { createHash } from 'node:crypto';
import type { CheckerRecord } from './records';

/** Over which door an event came in. `raw` is OpenWay's keyevent, stored as written. */
export type Channel = 'function' | 'custom' | 'external' | 'raw' | 'console';

export interface EventInput {
  readonly channel: Channel;
  readonly source: string;
  readonly status: string;
  readonly title: string;
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly dimensionTags: Readonly<Record<string, string>>;
  /** The checker it belongs to, when it is known here. */
  readonly checker?: CheckerRecord;
  readonly refKey?: string;
  /** Given by the sender; the same id is stored once. */
  readonly eventId?: string;
  /** Everything else, `df_*` fields included. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** One event as it is stored and answered. Every documented `df_*` field, each dimension tag, and the sender's fields. */
export type EventBody = Readonly<Record<string, unknown>>;

const OK = new Set(['ok', 'nodata_ok', 'nodata_as_ok', 'manual_ok']);

export function isOk(status: string): boolean {
  return OK.has(status);
}

/** Dimension tags in one spelling, whatever order they came in. */
export function canonicalTags(tags: Readonly<Record<string, string>>): string {
  const keys = Object.keys(tags).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(tags[key])}`).join(',')}}`;
}

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** What ties events of one thing together: a hash of checker (or ref key) and dimension tags. */
export function eventRefOf(identity: string, tags: Readonly<Record<string, string>>): string {
  return createHash('md5')
    .update(`${identity}\n${canonicalTags(tags)}`)
    .digest('hex');
}

/** A scalar as text; anything else is empty. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/**
 * Dimension tags as an object or as JSON text, values as text.
 *
 * @returns an empty object for anything else
 */
export function tagsOf(value: unknown): Record<string, string> {
  let raw = value;
  if (typeof raw === 'string') {
    try {
      raw = JSON.parse(raw) as unknown;
    } catch {
      return {};
    }
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return {};
  return Object.fromEntries(
    Object.entries(raw).map(([key, item]) => [key, typeof item === 'string' ? item : JSON.stringify(item)]),
  );
}

/** The id of an event that its sender calls by a key of its own, so that sending it again changes nothing. */
export function eventIdOf(key: unknown): string | undefined {
  const text = textOf(key);
  if (text === '') return undefined;
  return /^event-[0-9a-f]{32}$/.test(text) ? text : `event-${md5(text)}`;
}

/** What an event knows of a finding that it tells besides its own, such as one that follows from it. */
export interface ToldConsequence {
  readonly checker: string;
  readonly assetId: string;
  readonly region: string;
  readonly severity: string;
  /** ISO 8601; empty when it is not known. */
  readonly since: string;
  readonly message: Readonly<Record<string, unknown>>;
  /** It is the cause, found later. */
  readonly isCause: boolean;
}

/** What `df_event_detail` says of an event; anything else than an object says nothing. */
export interface EventFacts {
  /** The finding's own values, such as `value`, `threshold` and `unit`. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly consequences: readonly ToldConsequence[];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  const is = typeof value === 'object' && value !== null && !Array.isArray(value);
  return is ? (value as Record<string, unknown>) : {};
}

/**
 * Reads `df_event_detail`, which its sender wrote and which may be anything.
 *
 * @example factsOf({ df_event_detail: '{"data":{"value":97}}' }).data.value // 97
 */
export function factsOf(body: EventBody): EventFacts {
  let detail: Readonly<Record<string, unknown>>;
  try {
    detail = objectOf(JSON.parse(textOf(body.df_event_detail) || '{}'));
  } catch {
    detail = {};
  }
  const list: readonly unknown[] = Array.isArray(detail.consequences) ? (detail.consequences as unknown[]) : [];
  const consequences = list.map(objectOf).flatMap((one): ToldConsequence[] => {
    const [checker, assetId] = [textOf(one.checker), textOf(one.asset_id)];
    if (checker === '' || assetId === '') return [];
    const [region, severity, since] = [textOf(one.region), textOf(one.severity), textOf(one.since)];
    return [
      { checker, assetId, region, severity, since, message: objectOf(one.message), isCause: one.is_cause === true },
    ];
  });
  return { data: objectOf(detail.data), consequences };
}
