/** States that a cluster goes through on its way to another; `running` and the broken ones are not among them. */
export const PASSING_STATES: ReadonlySet<string> = new Set([
  'initial',
  'updating',
  'upgrading',
  'scaling',
  'removing',
  'draining',
  'deleting',
  'deleted',
]);

/** Whether nodes and API server of a cluster can be asked about: not before it is there or connected, nor when it is gone. */
export function isThere(state: unknown): boolean {
  return !['initial', 'waiting', 'failed', 'deleting', 'deleted'].includes(String(state));
}
