/** Wall-clock times and five-field cron in a named zone, with nothing but Intl. */

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

const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

export interface Cron {
  readonly fields: readonly ReadonlySet<number>[];
  readonly anyDay: boolean;
  readonly anyWeekday: boolean;
}

/**
 * Reads five fields: minute hour day month weekday; `*`, lists, ranges and steps.
 *
 * @returns `undefined` when it is not such a text
 * @example parseCron('0 9 * * 1-5')
 */
export function parseCron(text: string): Cron | undefined {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== 5) return undefined;
  const fields: Set<number>[] = [];
  for (const [i, part] of parts.entries()) {
    const [low, high] = RANGES[i] ?? [0, 0];
    const values = new Set<number>();
    for (const item of part.split(',')) {
      const m = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(item);
      if (!m) return undefined;
      const from = m[1] === undefined ? low : Number(m[1]);
      const to = m[2] !== undefined ? Number(m[2]) : m[1] === undefined || m[3] !== undefined ? high : from;
      const step = m[3] === undefined ? 1 : Number(m[3]);
      if (from < low || to > high || from > to || step < 1) return undefined;
      for (let v = from; v <= to; v += step) values.add(i === 4 ? v % 7 : v);
    }
    fields.push(values);
  }
  return { fields, anyDay: parts[2] === '*', anyWeekday: parts[4] === '*' };
}

/**
 * Whether `instant` lies within `seconds` after a start of the cron, on a clock in `zone`.
 *
 * @example isWithin(cron, 3600, Date.now(), 'Asia/Shanghai')
 */
export function isWithin(cron: Cron, seconds: number, instant: number, zone: string): boolean {
  const wall = wallOf(instant, zone);
  const minute = Math.floor(wall / 60_000);
  const earliest = wall - seconds * 1000;
  for (let m = minute; m * 60_000 > earliest; m--) if (starts(cron, new Date(m * 60_000))) return true;
  return false;
}

function starts(cron: Cron, wall: Date): boolean {
  const [minutes, hours, days, months, weekdays] = cron.fields;
  if (!minutes?.has(wall.getUTCMinutes()) || !hours?.has(wall.getUTCHours())) return false;
  if (!months?.has(wall.getUTCMonth() + 1)) return false;
  const day = days?.has(wall.getUTCDate()) === true;
  const weekday = weekdays?.has(wall.getUTCDay()) === true;
  // As cron has it: when both are given, either will do.
  return cron.anyDay || cron.anyWeekday ? day && weekday : day || weekday;
}
