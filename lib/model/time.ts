/**
 * The only place that reads and counts time. Everything here is in UTC or in an explicit offset: the host's time zone
 * never matters.
 */
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** Alibaba writes "never expires" as a year of 2099 or later. */
const NEVER_YEAR = 2099;

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads a time in any of the forms that Alibaba Cloud answers with.
 *
 * `2017-12-10T04:04Z`, ISO with seconds, with an offset and up to nine fraction digits, milliseconds or seconds since
 * 1970 (told apart by magnitude), and `YYYY-MM-DD[ HH:mm:ss]` without a zone, which is read as UTC+8.
 *
 * @returns `undefined` for an absent or empty value and for "never"; `null` when the text is not a time.
 * @example parseInstant('2017-12-10T04:04Z')?.toISOString() // '2017-12-10T04:04:00.000Z'
 */
export function parseInstant(value: unknown): Date | undefined | null {
  if (value === undefined || value === null || value === '' || value === '-') return undefined;
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{9,14}$/.test(value))) {
    const n = Number(value);
    if (n <= 0) return undefined;
    const date = new Date(n < 1e11 ? n * 1000 : n);
    return Number.isNaN(date.getTime()) ? null : never(date);
  }
  if (typeof value !== 'string') return null;
  const m = ISO.exec(value.trim());
  if (!m) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = '+08:00'] = m;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(date.getTime()) ? null : never(date);
}

function never(date: Date): Date | undefined {
  return date.getUTCFullYear() >= NEVER_YEAR ? undefined : date;
}

/**
 * Days from `now` until `instant`, as a real number; negative when it has passed.
 *
 * @example daysUntil(new Date('2026-01-03T00:00Z'), new Date('2026-01-01T12:00Z')) // 1.5
 */
export function daysUntil(instant: Date, now: Date): number {
  return (instant.getTime() - now.getTime()) / DAY;
}

/** Days since `instant`, as a real number; negative when it lies ahead. */
export function daysSince(instant: Date, now: Date): number {
  return -daysUntil(instant, now);
}

/** Beijing time has no summer time: bills and budgets of every account are cut by it. */
const BEIJING = 8 * HOUR;

/**
 * The month of Beijing time so many months from that of `now`, as `YYYY-MM`.
 *
 * @example billingMonth(new Date('2026-02-28T16:00Z')) // '2026-03'
 * @example billingMonth(new Date('2026-03-15T00:00Z'), -12) // '2025-03'
 */
export function billingMonth(now: Date, offset = 0): string {
  const at = new Date(now.getTime() + BEIJING);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + offset, 1)).toISOString().slice(0, 7);
}

/**
 * The day of Beijing time so many days from that of `now`, as `YYYY-MM-DD`.
 *
 * @example billingDay(new Date('2026-02-28T16:00Z')) // '2026-03-01'
 */
export function billingDay(now: Date, offset = 0): string {
  return new Date(now.getTime() + BEIJING + offset * DAY).toISOString().slice(0, 10);
}

/** How many days a month has. @example daysInMonth('2028-02') // 29 */
export function daysInMonth(month: string): number {
  const [year = 0, of = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, of, 0)).getUTCDate();
}

/** Whole seconds since 1970, as Guance's fields want them. */
export function epochSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** A duration as an operator reads it, such as `2d 3h`, `45m` or `30s`. */
export function formatDuration(milliseconds: number): string {
  const s = Math.max(0, Math.floor(milliseconds / 1000));
  const d = Math.floor(s / 86_400);
  const h = Math.floor((s % 86_400) / 3600);
  const m = Math.floor((s % 3600) / 60);
  if (d > 0) return h > 0 ? `${d}d ${h}h` : `${d}d`;
  if (h > 0) return m > 0 ? `${h}h ${m}m` : `${h}h`;
  return m > 0 ? `${m}m` : `${s}s`;
}
