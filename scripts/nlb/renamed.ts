/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `serverGroupEmpty` now. */
  serverGroupEmpty as nlbServerGroupEmpty,
} from './checkers/server-group-empty';
