/** What a state of a service says of its instances. */
type StateKind =
  /** They are wanted, or will be in minutes. */
  | 'wanted'
  /** They never served: a large model takes its time, and nobody is lost. */
  | 'creating'
  /** Somebody has stopped or released it or is developing it, or an offline task has done its work: a judgement. */
  | 'aside'
  | 'failed';

/** The words are those that the model of ListServices lists for `ServiceStatus`. */
export const KINDS = {
  Running: 'wanted',
  Creating: 'creating',
  Cloning: 'creating',
  Starting: 'wanted',
  Updating: 'wanted',
  HotUpdate: 'wanted',
  Committing: 'wanted',
  Scaling: 'wanted',
  Waiting: 'wanted',
  Pending: 'wanted',
  Developing: 'aside',
  Complete: 'aside',
  Stopping: 'aside',
  Stopped: 'aside',
  Deleting: 'aside',
  Deleted: 'aside',
  Failed: 'failed',
  DeleteFailed: 'failed',
} as const satisfies Readonly<Record<string, StateKind>>;

export const STATES = Object.keys(KINDS) as (keyof typeof KINDS)[];
