import { atLeast, type InspectionEvent } from '../../../lib/model';

/** Of warning or above, and new: the first of a fault, or one that is worse than the one before. */
export function isAlarm({ kind, status, previousStatus }: InspectionEvent): boolean {
  if (status === 'ok' || !atLeast(status, 'warning')) return false;
  if (kind === 'anomaly') return true;
  return (
    kind === 'update' && previousStatus !== undefined && previousStatus !== status && atLeast(status, previousStatus)
  );
}
