/** A plan's schedule, `I|{startTime}|{interval}`: seconds since 1970, and a duration as ISO 8601 has it. */
import { DAY, HOUR, MINUTE } from '../../lib/model';

export interface Schedule {
  readonly start: Date;
  /** ms */
  readonly every: number;
}

const UNITS = [31 * DAY, 7 * DAY, DAY, HOUR, MINUTE, 1000] as const;
const DURATION = /^P(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** @returns undefined for what has another form */
export function scheduleOf(text: string | undefined): Schedule | undefined {
  const [kind, start = '', interval = ''] = (text ?? '').split('|');
  const match = DURATION.exec(interval);
  if (kind !== 'I' || !/^\d+$/.test(start) || !match) return undefined;
  const every = UNITS.reduce((sum, unit, n) => sum + unit * Number(match[n + 1] ?? 0), 0);
  return every > 0 ? { start: new Date(Number(start) * 1000), every } : undefined;
}
