/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `rocketmqExpiring` now. */
  rocketmqExpiring as instanceExpiring,
} from './checkers/expiring';
export {
  /** @deprecated Its name is `rocketmqThrottled` now. */
  rocketmqThrottled as requestsThrottled,
} from './checkers/throttled';
