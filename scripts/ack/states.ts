/** What a state of a cluster means to whoever runs it. */
type Condition = 'serving' | 'changing' | 'waiting' | 'failed' | 'broken';

/** The states of the official model, of its earlier versions, and of registered clusters. */
const CONDITIONS = {
  running: 'serving',
  connected: 'serving',
  initial: 'changing',
  updating: 'changing',
  upgrading: 'changing',
  scaling: 'changing',
  node_adding: 'changing',
  node_removing: 'changing',
  removing: 'changing',
  draining: 'changing',
  deleting: 'changing',
  deleted: 'changing',
  waiting: 'waiting',
  // It was never there, or what failed leaves it serving as before.
  failed: 'failed',
  update_failed: 'failed',
  updating_failed: 'failed',
  upgrade_failed: 'failed',
  delete_failed: 'failed',
  deleted_failed: 'failed',
  inactive: 'broken',
  unavailable: 'broken',
  disconnected: 'broken',
  stopped: 'broken',
} as const satisfies Readonly<Record<string, Condition>>;

export type ClusterState = keyof typeof CONDITIONS;

export const CLUSTER_STATES = Object.keys(CONDITIONS) as ClusterState[];

export function conditionOf(state: ClusterState): Condition {
  return CONDITIONS[state];
}

/** Whether nodes and API server of a cluster can be asked about: not before it is there or connected, nor when it is gone. */
export function isThere(state: unknown): boolean {
  return !['initial', 'waiting', 'failed', 'deleting', 'deleted'].includes(String(state));
}
