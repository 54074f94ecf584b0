import { DAY, HOUR } from '../time';
import type { LazyWorld } from '../world';

/** What a subscription by the month that renews itself has left at least: it is renewed so long before its end. */
const RENEWED_BEFORE = 9 * DAY;

const MONTH = 30 * DAY;

/** When an asset was made (ms): what is to expire was bought by the year, two years before its end. */
export function usualStart({ now }: Pick<LazyWorld, 'now'>, seed: number, condition = '', end?: number): number {
  return end !== undefined && condition.includes('-expir') ? end - 730 * DAY : now - (100 + (seed % 300)) * DAY;
}

/**
 * When a healthy subscription ends (ms): in months, or within 39 days where it is paid by the month, as conditions that end
 * in `-monthly` say, and always renewed nine days before.
 */
export function usualEnd(
  { now, time }: Pick<LazyWorld, 'now' | 'time'>,
  seed: number,
  life: readonly string[],
): number {
  if (!life.some((one) => one.endsWith('-monthly'))) return now + (60 + (seed % 300)) * DAY + HOUR;
  const first = now + RENEWED_BEFORE + (seed % 30) * DAY + HOUR;
  return first + Math.max(0, Math.ceil((time + RENEWED_BEFORE - first) / MONTH)) * MONTH;
}
