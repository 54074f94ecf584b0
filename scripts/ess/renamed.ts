/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `atCapacity` now. */
  atCapacity as scalingAtCapacity,
} from './checkers/at-capacity';
export {
  /** @deprecated Its name is `essSuspended` now. */
  essSuspended as scalingSuspended,
} from './checkers/suspended';
