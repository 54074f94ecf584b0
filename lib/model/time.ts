/**
 * The only place that reads and counts time, with date-fns. Everything here is in UTC or in an explicit offset: the
 * host's time zone never matters.
 */
import {
  millisecondsInDay,
  millisecondsInHour,
  millisecondsInMinute,
  millisecondsInSecond,
  minutesInHour,
  secondsInDay,
  secondsInHour,
  secondsInMinute,
} from 'date-fns/constants';
import { differenceInMilliseconds } from 'date-fns/differenceInMilliseconds';
import { getDaysInMonth } from 'date-fns/getDaysInMonth';
import { getUnixTime } from 'date-fns/getUnixTime';
import { isValid } from 'date-fns/isValid';

export const MINUTE = millisecondsInMinute;
export const HOUR = millisecondsInHour;
export const DAY = millisecondsInDay;

/**
 * China Standard Time, in which Alibaba Cloud writes what names no zone, and by which bills are cut. It has no summer
 * time, so the offset stands for the zone (which also spares Node.js 16 a question that its Intl cannot answer).
 */
const CHINA = '+08:00';
const CHINA_AHEAD = 8 * HOUR;

/** Alibaba writes "never expires" as a year of 2099 or later. */
const NEVER_YEAR = 2099;
/** What is not set is written as zero: `0001-01-01T00:00:00Z` by Go, the start of 1970 by others. */
const FIRST_YEAR = 1971;

/** A date, perhaps a time of day, perhaps a zone: by its offset or as the three names that Alibaba's services print. */
const WRITTEN =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)? ?(Z|UTC|GMT|CST|[+-]\d{2}:?\d{2})?$/;
/** What most answers have, on a day that every month has: Node.js reads it as it is. */
const PLAIN = /^\d{4}-\d\d-(?:[01]\d|2[0-8])T\d\d:\d\d(?::\d\d)?Z$/;
/** As Java prints a date: `Mon Aug 31 10:08:26 CST 2020`. */
const JAVA = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}:\d{2}:\d{2}) (UTC|GMT|CST) (\d{4})$/;
/** As HTTP writes a date: `Mon, 31 Aug 2020 02:08:26 GMT`. */
const HTTP = /^[A-Z][a-z]{2}, (\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** How {@link parseInstant} reads what leaves something open. */
export interface InstantForm {
  /** Of a date without a time of day: its first moment, or its last one as for an end of validity. */
  readonly day?: 'start' | 'end';
}

/**
 * Reads a time in any of the forms that Alibaba Cloud answers with: `2017-12-10T04:04Z`; ISO with seconds, with an offset
 * and up to nine fraction digits; a time with `CST` (always UTC+8 here), `UTC` or `GMT` behind it; slashes for dashes;
 * `Mon Aug 31 10:08:26 CST 2020`; an HTTP date; milliseconds or seconds since 1970 (told apart by magnitude); and a date
 * with or without a time of day and without a zone, which is read as UTC+8.
 *
 * @returns `undefined` for an absent or empty value, for zero in any form, and for "never"; `null` when the text is not a time.
 * @example parseInstant('2017-12-10T04:04Z')?.toISOString() // '2017-12-10T04:04:00.000Z'
 * @example parseInstant('2020-05-27T15:43:06CST')?.toISOString() // '2020-05-27T07:43:06.000Z'
 * @example parseInstant('2026-03-01', { day: 'end' })?.toISOString() // '2026-03-01T15:59:59.999Z'
 */
export function parseInstant(value: unknown, { day = 'start' }: InstantForm = {}): Date | undefined | null {
  if (value === undefined || value === null || value === '' || value === '-') return undefined;
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{9,14}$/.test(value))) {
    const n = Number(value);
    if (n <= 0) return undefined;
    return checked(new Date(n < 1e11 ? n * millisecondsInSecond : n));
  }
  return typeof value === 'string' ? checked(readWritten(value.trim(), day)) : null;
}

function readWritten(text: string, day: 'start' | 'end'): Date | undefined {
  if (PLAIN.test(text)) return new Date(text);
  const written = WRITTEN.exec(text);
  if (written) {
    const [, year = '', month = '', date = '', hour, minute = '', second = '00', zone] = written;
    const iso = `${year}-${two(month)}-${two(date)}T${two(hour ?? '0')}:${minute || '00'}:${second}${offsetOf(zone)}`;
    // Node.js takes 30 February for 2 March; a `parseISO` for each was a twentieth of a run over one region.
    const at = new Date(Number(date) <= lastDay(Number(year), Number(month)) ? iso : NaN);
    return hour === undefined && day === 'end' && isValid(at) ? endOfChinaDay(at) : at;
  }
  const [, javaMonth = '', javaDay = '', javaTime = '', zone = '', javaYear = ''] = JAVA.exec(text) ?? [];
  if (javaMonth) return spelled(javaYear, javaMonth, `${javaDay}T${javaTime}${zone}`);
  const [, httpDay = '', httpMonth = '', httpYear = '', httpTime = ''] = HTTP.exec(text) ?? [];
  return httpMonth ? spelled(httpYear, httpMonth, `${httpDay}T${httpTime}Z`) : undefined;
}

/** How many days a month of a year has: that of its middle, which is the same month in each time zone. */
function lastDay(year: number, month: number): number {
  return getDaysInMonth(new Date(Date.UTC(year, month - 1, 15, 12)));
}

/** By arithmetic, as China has no summer time: a zoned `endOfDay` was a tenth of a run over many dates. */
function endOfChinaDay(at: Date): Date {
  return new Date((Math.floor((+at + CHINA_AHEAD) / DAY) + 1) * DAY - CHINA_AHEAD - 1);
}

/** A time whose month is spelled out. */
function spelled(year: string, month: string, rest: string): Date | undefined {
  return MONTHS.includes(month) ? readWritten(`${year}-${MONTHS.indexOf(month) + 1}-${rest}`, 'start') : undefined;
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}

/** `CST` is China's: none of Alibaba's services runs on American central time. */
function offsetOf(zone: string | undefined): string {
  if (zone === undefined || zone === 'CST') return CHINA;
  if (zone === 'Z' || zone === 'UTC' || zone === 'GMT') return 'Z';
  return zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

function checked(date: Date | undefined): Date | undefined | null {
  if (!isValid(date) || date === undefined) return null;
  const year = date.getUTCFullYear();
  return year >= NEVER_YEAR || year < FIRST_YEAR ? undefined : date;
}

/**
 * Days from `now` until `instant`, as a real number; negative when it has passed.
 *
 * @example daysUntil(new Date('2026-01-03T00:00Z'), new Date('2026-01-01T12:00Z')) // 1.5
 */
export function daysUntil(instant: Date, now: Date): number {
  return differenceInMilliseconds(instant, now) / DAY;
}

/** Days since `instant`, as a real number; negative when it lies ahead. */
export function daysSince(instant: Date, now: Date): number {
  return -daysUntil(instant, now);
}

/**
 * The month of Beijing time so many months from that of `now`, as `YYYY-MM`.
 *
 * @example billingMonth(new Date('2026-02-28T16:00Z')) // '2026-03'
 * @example billingMonth(new Date('2026-03-15T00:00Z'), -12) // '2025-03'
 */
export function billingMonth(now: Date, offset = 0): string {
  const there = new Date(+now + CHINA_AHEAD);
  return new Date(Date.UTC(there.getUTCFullYear(), there.getUTCMonth() + offset)).toISOString().slice(0, 7);
}

/**
 * The day of Beijing time so many days from that of `now`, as `YYYY-MM-DD`.
 *
 * @example billingDay(new Date('2026-02-28T16:00Z')) // '2026-03-01'
 */
export function billingDay(now: Date, offset = 0): string {
  // By arithmetic, as China has no summer time: a zoned `format` takes two milliseconds, and bills are of many days.
  return new Date(+now + CHINA_AHEAD + offset * DAY).toISOString().slice(0, 10);
}

/** How many days a month has. @example daysInMonth('2028-02') // 29 */
export function daysInMonth(month: string): number {
  const [year, number] = month.split('-').map(Number);
  return lastDay(year ?? NaN, number ?? NaN);
}

/**
 * How many days before the one of `at`, in Beijing, the same day of the month before was, for the first two days of a month and
 * (from the end) its last two; 0 for all others.
 *
 * @example daysToLikeMonth(Date.parse('2026-03-31T00:00+08:00')) // 31, the last of February
 */
export function daysToLikeMonth(at: number): number {
  const there = at + CHINA_AHEAD;
  const day = new Date(there).getUTCDate();
  if (day <= 2) return new Date(there - day * DAY).getUTCDate();
  const last = new Date(there + 2 * DAY).getUTCDate();
  return last <= 2 ? day + (2 - last) : 0;
}

/** The number of a day of Beijing time since 1970. @example beijingDay(Date.parse('1970-01-02T00:00+08:00')) // 1 */
export function beijingDay(at: number): number {
  return Math.floor((at + CHINA_AHEAD) / DAY);
}

/** Whole seconds since 1970, as Guance's fields want them. */
export function epochSeconds(date: Date): number {
  return getUnixTime(date);
}

/** A duration as an operator reads it, such as `2d 3h`, `45m` or `30s`. */
export function formatDuration(milliseconds: number): string {
  const s = Math.max(0, Math.floor(milliseconds / millisecondsInSecond));
  const d = Math.floor(s / secondsInDay);
  const h = Math.floor(s / secondsInHour) % 24;
  const m = Math.floor(s / secondsInMinute) % minutesInHour;
  if (d > 0) return h > 0 ? `${d}d ${h}h` : `${d}d`;
  if (h > 0) return m > 0 ? `${h}h ${m}m` : `${h}h`;
  return m > 0 ? `${m}m` : `${s}s`;
}
