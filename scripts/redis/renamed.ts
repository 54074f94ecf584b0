/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `connHigh` now. */
  connHigh as connectionsHigh,
} from './checkers/conn-high';
export {
  /** @deprecated Its name is `redisExpiring` now. */
  redisExpiring as instanceExpiring,
} from './checkers/expiring';
