/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `connHigh` now. */
  connHigh as connectionsHigh,
} from './checkers/conn-high';
export {
  /** @deprecated Its name is `rdsExpiring` now. */
  rdsExpiring as instanceExpiring,
} from './checkers/expiring';
export {
  /** @deprecated Its name is `rdsIdle` now. */
  rdsIdle as instanceIdle,
} from './checkers/idle';
export {
  /** @deprecated Its name is `rdsLocked` now. */
  rdsLocked as instanceLocked,
} from './checkers/locked';
export {
  /** @deprecated Its name is `replicaLag` now. */
  replicaLag as replicaLagging,
} from './checkers/replica-lag';
