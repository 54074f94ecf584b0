/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `ossAvailability` now. */
  ossAvailability as availabilityLow,
} from './checkers/availability';
export {
  /** @deprecated Its name is `ossPublic` now. */
  ossPublic as bucketPublic,
} from './checkers/public';
