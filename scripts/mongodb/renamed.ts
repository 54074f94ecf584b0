/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `connHigh` now. */
  connHigh as connectionsHigh,
} from './checkers/conn-high';
export {
  /** @deprecated Its name is `mongodbExpiring` now. */
  mongodbExpiring as instanceExpiring,
} from './checkers/expiring';
export {
  /** @deprecated Its name is `mongodbLocked` now. */
  mongodbLocked as instanceLocked,
} from './checkers/locked';
