/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `alb5xx` now. */
  alb5xx as albServerErrors,
} from './checkers/5xx';
export {
  /** @deprecated Its name is `serverGroupEmpty` now. */
  serverGroupEmpty as albServerGroupEmpty,
} from './checkers/server-group-empty';
