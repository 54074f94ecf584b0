/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `polardbExpiring` now. */
  polardbExpiring as clusterExpiring,
} from './checkers/expiring';
export {
  /** @deprecated Its name is `polardbLocked` now. */
  polardbLocked as clusterLocked,
} from './checkers/locked';
export {
  /** @deprecated Its name is `connHigh` now. */
  connHigh as connectionsHigh,
} from './checkers/conn-high';
export {
  /** @deprecated Its name is `replicaLag` now. */
  replicaLag as replicaLagging,
} from './checkers/replica-lag';
