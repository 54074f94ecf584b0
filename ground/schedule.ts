/** Wall-clock times and windows of time in a named zone. */
import { cronTimes } from '../lib/cron';

const WALL = /^(\d{4})[/-](\d{2})[/-](\d{2}) (\d{2}):(\d{2}):(\d{2})$/;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    const two = '2-digit' as const;
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    });
    formats.set(zone, format);
  }
  return format;
}

/** Whether the host knows a time zone of this name. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the clock on the wall shows, as if it were UTC, in milliseconds. */
function wallOf(instant: number, zone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * Reads `2024/03/27 14:06:57` as shown by a clock in a zone.
 *
 * @returns milliseconds since 1970, or `undefined` when the text is not such a time
 * @example parseWallTime('2024/03/27 14:06:57', 'Asia/Shanghai') // 1711519617000
 */
export function parseWallTime(text: string, zone: string): number | undefined {
  const m = WALL.exec(text);
  if (!m) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = m.slice(1).map(Number);
  const wanted = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(wanted);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59) return undefined;
  // Twice, because the offset at the first guess may differ from the one at the answer.
  let guess = wanted;
  for (let i = 0; i < 2; i++) guess = wanted - (wallOf(guess, zone) - guess);
  return guess;
}

/**
 * Whether `instant` lies within `seconds` after a start of the cron, on a clock in `zone`; never when it is no cron.
 *
 * @example isWithin('0 22 * * *', 8 * 3600, Date.now(), 'Asia/Shanghai') // at night
 */
export function isWithin(cron: string, seconds: number, instant: number, zone: string): boolean {
  const [start] = cronTimes(cron, zone)?.after(instant - seconds * 1000, 1) ?? [];
  return start !== undefined && start.getTime() <= instant;
}
