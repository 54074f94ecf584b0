/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `kafkaExpiring` now. */
  kafkaExpiring as instanceExpiring,
} from './checkers/expiring';
export {
  /** @deprecated Its name is `kafkaRisk` now. */
  kafkaRisk as riskOpen,
} from './checkers/risk';
