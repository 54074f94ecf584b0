import type { StateKind } from '../../lib/define';

/** `InstanceStatus`, as the official model lists it. */
export const KINDS = {
  PENDING: 'creating',
  STARTING: 'creating',
  // A creation that failed, which nobody asked for.
  INIT_ERROR: 'failover',
  RUNNING: 'serving',
  STOPPING: 'paused',
  STOPPED: 'paused',
  DELETING: 'released',
  DELETED: 'released',
} as const satisfies Readonly<Record<string, StateKind>>;

export type State = keyof typeof KINDS;
export const STATES = Object.keys(KINDS) as readonly State[];
