import type { StateKind } from '../../lib/define';

/**
 * `InstanceStatus`, as the official model lists it. No action of the product stops an instance, so that one that is stopped has ended
 * or is unpaid: a judgement, as is that neither that nor a failed creation is worth a page.
 */
export const KINDS = {
  PENDING: 'creating',
  STARTING: 'creating',
  INIT_ERROR: 'failed',
  RUNNING: 'serving',
  STOPPING: 'changing',
  STOPPED: 'failed',
  DELETING: 'released',
  DELETED: 'released',
} as const satisfies Readonly<Record<string, StateKind>>;

export type State = keyof typeof KINDS;
export const STATES = Object.keys(KINDS) as readonly State[];
