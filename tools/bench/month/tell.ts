/** What of a month somebody is told. */
import { atLeast, type InspectionEvent, type Severity } from '../../../lib/model';
import type { Month, Seen } from './live';

/** Of warning or above, and new: the first of a fault, or one that is worse than the one before. */
export function isAlarm({ kind, status, previousStatus }: InspectionEvent): boolean {
  if (status === 'ok' || !atLeast(status, 'warning')) return false;
  if (kind === 'anomaly') return true;
  return (
    kind === 'update' && previousStatus !== undefined && previousStatus !== status && atLeast(status, previousStatus)
  );
}

export function alarmsOf({ events }: Pick<Month, 'events'>): Seen[] {
  return events.filter(({ event }) => isAlarm(event));
}

/** `day 3 10:30`, in China. */
export function whenOf(run: number, stepMinutes: number): string {
  const minutes = run * stepMinutes;
  const two = (n: number) => String(n).padStart(2, '0');
  return `day ${Math.floor(minutes / 1440) + 1} ${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

/** What it is about: an asset, or an account by its checker's region. */
export function lineOf({ run, event }: Seen, stepMinutes: number): string {
  return `${whenOf(run, stepMinutes)} ${event.status} ${event.checker} ${event.assetId}: ${event.title.en}`;
}

/** Occurrences, the most frequent first. */
export function countBy<T>(list: readonly T[], keyOf: (one: T) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

export const SEVERITIES_TOLD: readonly Severity[] = ['critical', 'error', 'warning'];
