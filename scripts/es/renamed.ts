/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `esStatus` now. */
  esStatus as clusterUnhealthy,
} from './checkers/status';
export {
  /** @deprecated Its name is `esExpiring` now. */
  esExpiring as instanceExpiring,
} from './checkers/expiring';
export {
  /** @deprecated Its name is `esInactive` now. */
  esInactive as instanceInactive,
} from './checkers/inactive';
